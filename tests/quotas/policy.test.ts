import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CountedBooking, fullestWindow } from '../../server/quotas/policy.ts';
import { countedInWords } from '../../shared/quota-words.ts';

/** The rule as one would say it: every window that contains the day, every booking in it, the heavier of its two forms. */
function naive(bookings: CountedBooking[], day: number, days: number): number {
  const windows = Array.from({ length: days }, (_, back) => Array.from({ length: days }, (_, on) => day - back + on));
  const sums = windows.map(window => {
    const size = (one: CountedBooking['current']) => (one && window.includes(one.day) ? one.size : 0);
    return bookings.reduce((sum, one) => sum + Math.max(size(one.current), size(one.proposed)), 0);
  });
  return Math.max(...sums);
}

const counted = fc.record({ day: fc.integer({ min: -12, max: 12 }), size: fc.integer({ min: 1, max: 9 }) });
const booking: fc.Arbitrary<CountedBooking> = fc.oneof(
  fc.record({ current: counted }),
  fc.record({ proposed: counted }),
  fc.record({ current: counted, proposed: counted }),
);

describe('the fullest window', () => {
  it('is that of the rule said naively', () => {
    const [day, days] = [fc.integer({ min: -3, max: 3 }), fc.integer({ min: 1, max: 9 })];
    fc.assert(
      fc.property(fc.array(booking, { maxLength: 12 }), day, days, (bookings, on, width) => {
        expect(fullestWindow(bookings, on, width)).toBe(naive(bookings, on, width));
      }),
    );
  });

  it('never shrinks when a booking is added, and does not see those that are too far', () => {
    const bookings = fc.array(booking, { maxLength: 8 });
    fc.assert(
      fc.property(bookings, counted, fc.integer({ min: 1, max: 9 }), (others, current, days) => {
        const [before, after] = [fullestWindow(others, 0, days), fullestWindow([...others, { current }], 0, days)];
        if (Math.abs(current.day) < days) expect(after).toBeGreaterThanOrEqual(before);
        else expect(after).toBe(before);
      }),
    );
  });
});

describe('a quota in words', () => {
  it('counts in both languages', () => {
    const rooms = { unit: 'hours', kind: 'room' } as const;
    expect(countedInWords(4.5, rooms, 'fr')).toBe('4,5\u00a0h de salle');
    expect(countedInWords(1, { unit: 'bookings', kind: null }, 'fr')).toBe('1\u00a0réservation');
    expect(countedInWords(2, { unit: 'bookings', kind: 'vehicle' }, 'en')).toBe('2\u00a0bookings of vehicles');
  });
});
