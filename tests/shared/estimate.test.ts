import { describe, expect, it } from 'vitest';
import { estimate } from '../../shared/estimate.ts';
import { resolveLocal } from '../../shared/time.ts';
import type { TariffUnit } from '../../shared/words.ts';

const timeZone = 'Europe/Paris';
const at = (local: string) => resolveLocal(local, timeZone).instant;
const cost = (unit: TariffUnit, amountCents: number, from: string, to: string, quantity = 1) =>
  estimate({ unit, amountCents }, { startsAt: at(from), endsAt: at(to), quantity, timeZone });

describe('the estimate of a price', () => {
  it.each<[TariffUnit, number, string, string, number, number]>([
    ['free', 0, '2026-11-12T09:00', '2026-11-12T12:00', 3, 0],
    ['booking', 6000, '2026-11-12T09:00', '2026-11-14T12:00', 2, 6000],
    ['unit', 20, '2026-11-12T09:00', '2026-11-14T12:00', 60, 1200],
    ['hour', 1800, '2026-11-12T09:00', '2026-11-12T10:30', 1, 2700],
    ['hour', 150, '2026-11-12T09:00', '2026-11-12T11:00', 2, 600],
    ['half_day', 3500, '2026-11-12T09:00', '2026-11-12T14:00', 1, 3500],
    ['half_day', 3500, '2026-11-12T09:00', '2026-11-12T14:30', 1, 7000],
    ['half_day', 3500, '2026-11-12T14:00', '2026-11-13T12:00', 1, 14000],
    ['day', 800, '2026-11-12T18:00', '2026-11-14T10:00', 1, 2400],
    ['day', 800, '2026-11-12T09:00', '2026-11-13T00:00', 5, 4000],
  ])('by the %s at %i cents, %s to %s, %i of it: %i cents', (unit, amount, from, to, quantity, cents) => {
    expect(cost(unit, amount, from, to, quantity)?.cents).toBe(cents);
  });

  it('counts hours as they go by when clocks change', () => {
    expect(cost('hour', 100, '2027-03-28T00:00', '2027-03-28T06:00')?.cents).toBe(500);
    expect(cost('hour', 100, '2026-10-25T00:00', '2026-10-25T06:00')?.cents).toBe(700);
    expect(cost('day', 100, '2026-10-25T00:00', '2026-10-26T00:00')?.cents).toBe(100);
  });

  it('says nothing of kilometres, which are counted afterwards', () => {
    expect(cost('kilometre', 38, '2026-11-12T09:00', '2026-11-12T12:00')).toBeNull();
  });
});
