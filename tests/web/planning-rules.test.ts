import { describe, expect, it } from 'vitest';
import type { PlanningRow } from '../../shared/planning.ts';
import { against, nearestFree } from '../../web/planning/against.ts';
import { everything, filterParams, readPlace } from '../../web/planning/place.ts';
import { inSightFrom, makeScale } from '../../web/planning/scale.ts';
import { carried, dragged, resized, slotAt, startStep } from '../../web/planning/stretch.ts';

/** Tuesday 3 November 2026 in Paris, where it is an hour later than in UTC; the site is open from 8 to 20. */
const at = (clock: string, day = '03') => Date.parse(`2026-11-${day}T${clock}:00+01:00`);
const iso = (clock: string) => new Date(at(clock)).toISOString();
const span = (from: string, to: string) => ({ from: at(from), to: at(to) });
const clocks = ({ from, to }: { from: number; to: number }) =>
  [from, to].map(time => new Date(time + 3_600_000).toISOString().slice(11, 16)).join('–');
const monday = at('09:00', '02');
const codes = (row: PlanningRow, from: string, to: string, asking = {}) =>
  against(row, span(from, to), { now: monday, ...asking }).map(one => one.code);

describe('what stands against a time', () => {
  it('is nothing where it is open, free and within the rules, and where bookings only touch', () => {
    expect(codes(room({ claims: [claim('08:00', '10:00'), claim('12:00', '13:00')] }), '10:00', '12:00')).toEqual([]);
  });

  it('is the time of another booking, or what is needed before and after it', () => {
    const busy = room({ setupMinutes: 30, turnaroundMinutes: 30, claims: [claim('10:00', '12:00', { buffer: 30 })] });
    expect(codes(busy, '11:00', '13:00')).toEqual(['taken']);
    expect(codes(busy, '12:30', '14:00')).toEqual(['buffer']);
    expect(codes(busy, '13:00', '14:00')).toEqual([]);
    expect(codes(busy, '11:00', '13:00', { ignoring: 'booking-10:00' })).toEqual([]);
  });

  it('is no request that holds nothing yet', () => {
    expect(codes(room({ claims: [claim('10:00', '12:00', { holds: false })] }), '10:00', '12:00')).toEqual([]);
  });

  it('is, of a pool, the most units that are out at once, and not their sum', () => {
    const chairs = room({
      capacity: 20,
      claims: [claim('08:00', '10:00', { quantity: 15 }), claim('10:00', '12:00', { quantity: 15 })],
    });
    expect(codes(chairs, '09:00', '11:00', { quantity: 5 })).toEqual([]);
    expect(against(chairs, span('09:00', '11:00'), { now: monday, quantity: 6 })).toEqual([
      { code: 'over_capacity', free: 5 },
    ]);
    const mended = { ...chairs, blocks: [block('09:30', '09:45', 3)] };
    expect(against(mended, span('09:00', '11:00'), { now: monday, quantity: 5 })).toEqual([
      { code: 'over_capacity', free: 2 },
    ]);
  });

  it('is closed time where hours bind, and a block', () => {
    expect(codes(room({}), '19:00', '21:00')).toEqual(['closed']);
    expect(codes(room({ blocks: [block('14:00', '15:00', null)] }), '14:30', '16:00')).toEqual(['blocked']);
  });

  it('is what the published rules say: too short, too long, too soon, too far, in the past, not shared', () => {
    const rules = { minMinutes: 60, maxMinutes: 240, noticeMinutes: 48 * 60, horizonDays: 30 };
    const strict = room({ criteria: rules });
    expect(codes(strict, '10:00', '10:30')).toEqual(['too_soon', 'too_short']);
    expect(codes(strict, '10:00', '15:00')).toEqual(['too_soon', 'too_long']);
    expect(codes(strict, '10:00', '11:00', { now: monday - 40 * 86_400_000 })).toEqual(['too_far']);
    expect(codes(room({}), '10:00', '11:00', { now: at('10:30') })).toEqual(['in_past']);
    expect(codes(room({}), '10:00', '11:00', { now: at('10:30'), keepsStart: true })).toEqual([]);
    expect(codes(room({ mayBook: false }), '10:00', '11:00')).toEqual(['not_allowed']);
  });

  it('has the nearest free time of the same length beside it, before or after', () => {
    const busy = room({ claims: [claim('10:00', '12:00'), claim('12:30', '18:00')] });
    const near = (from: string, to: string, row = busy) => {
      const found = nearestFree(row, span(from, to), monday);
      return found && clocks(found);
    };
    expect(near('10:30', '11:30')).toBe('09:00–10:00');
    expect(near('16:00', '17:00')).toBe('18:00–19:00');
    expect(near('10:00', '20:00')).toBeUndefined();
  });
});

describe('from a gesture to a time', () => {
  const scale = makeScale({
    zone: 'Europe/Paris',
    firstDay: '2026-11-02',
    days: 7,
    fromMinute: 420,
    toMinute: 1260,
    width: 1200,
    minDayWidth: 147,
  });
  const hall = room({ criteria: { incrementMinutes: 60, minMinutes: 120 } });

  it('takes the least that is booked at a press, and the open part of a day in a month', () => {
    expect(startStep(scale)).toBe(30);
    expect(clocks(slotAt(scale, room({}), at('10:20'), false))).toBe('10:00–11:00');
    expect(clocks(slotAt(scale, hall, at('10:20'), false))).toBe('10:00–12:00');
    expect(clocks(slotAt(scale, hall, at('10:20'), true))).toBe('08:00–20:00');
  });

  it('draws in steps, in either direction, and ends with the closing hour when drawn a little past it', () => {
    expect(clocks(dragged(scale, room({}), at('10:10'), at('11:50'), false))).toBe('10:00–12:00');
    expect(clocks(dragged(scale, room({}), at('11:50'), at('10:10'), false))).toBe('10:00–12:00');
    expect(clocks(dragged(scale, hall, at('10:00'), at('11:20'), false))).toBe('10:00–11:00');
    expect(clocks(dragged(scale, room({}), at('18:00'), at('20:40'), false))).toBe('18:00–20:00');
    const days = dragged(scale, room({ open: [...open('03'), ...open('04')] }), at('10:00', '04'), at('10:00'), true);
    expect([days.from, days.to]).toEqual([at('08:00'), at('20:00', '04')]);
  });

  it('carries a booking with its length, and leaves one step of it when an edge is drawn past the other', () => {
    const booking = span('10:00', '11:30');
    expect(clocks(carried(scale, booking, at('14:10'), false))).toBe('14:00–15:30');
    expect(carried(scale, booking, at('16:00', '05'), true)).toEqual({
      from: at('10:00', '05'),
      to: at('11:30', '05'),
    });
    expect(clocks(resized(scale, room({}), booking, 'end', at('13:10')))).toBe('10:00–13:00');
    expect(clocks(resized(scale, room({}), booking, 'start', at('08:40')))).toBe('08:30–11:30');
    expect(clocks(resized(scale, room({}), booking, 'end', at('08:00')))).toBe('10:00–10:30');
  });

  it('keeps the wall clock of a booking that is carried over the night when clocks go back', () => {
    const autumn = makeScale({
      ...scale,
      firstDay: '2026-10-24',
      days: 2,
      fromMinute: 0,
      toMinute: 1440,
      minDayWidth: 100,
    });
    const saturday = { from: Date.parse('2026-10-24T10:00+02:00'), to: Date.parse('2026-10-24T11:00+02:00') };
    const target = Date.parse('2026-10-25T10:00+01:00');
    expect(carried(autumn, saturday, target, false)).toEqual({ from: target, to: target + 3_600_000 });
  });

  it('brings the day that one goes to into sight, and moves nothing that is', () => {
    const narrow = (date: string, left: number) => inSightFrom(scale, date, monday, { left, width: 500 });
    expect([narrow('2026-11-03', 0), narrow('2026-11-03', 100)]).toEqual([0, 100]);
    expect(narrow('2026-11-08', 0)).toBeCloseTo(scale.days[6]?.x ?? 0);
    expect(narrow('2026-12-25', 40)).toBe(40);
  });
});

describe('the place in the address', () => {
  const otherwise = { view: 'week', date: '2026-11-02' } as const;
  const id = 'e78a2542-e5ac-8aef-aa1a-f01d4ab9031c';

  it('gives back what was put into it', () => {
    const filter = {
      ...everything,
      resourceIds: [id],
      kind: 'room' as const,
      seats: 12,
      feature: ['projector'],
      q: 'salle',
      free: { from: '2026-11-03T09:00', to: '2026-11-03T12:00' },
    };
    expect(readPlace(filterParams(filter), otherwise).filter).toEqual({
      ...filter,
      siteId: undefined,
      organisationId: undefined,
    });
  });

  it('leaves out what makes no sense, so that an old or mistyped address still opens', () => {
    const params = {
      view: 'year',
      date: '2026-02-30',
      group: 'colour',
      seats: '-1',
      resourceId: ['x', id],
      from: '9',
      to: '10',
    };
    const place = readPlace({ ...params, kind: 'boat', site: '7' }, otherwise);
    expect([place.view, place.date, place.group]).toEqual(['week', '2026-11-02', 'kind']);
    expect(place.filter).toEqual({
      ...everything,
      resourceIds: [id],
      kind: undefined,
      siteId: undefined,
      organisationId: undefined,
      seats: undefined,
      free: undefined,
    });
  });
});

type Rules = NonNullable<PlanningRow['criteria']>;

function room({
  criteria,
  ...change
}: Partial<Omit<PlanningRow, 'criteria'>> & { criteria?: Partial<Rules> }): PlanningRow {
  const rules = { minMinutes: null, maxMinutes: null, incrementMinutes: 15, noticeMinutes: 0, horizonDays: 365 };
  return {
    resourceId: 'room',
    name: 'Salle',
    kind: 'room',
    siteId: 'site',
    siteName: 'Lieu',
    ownerId: 'owner',
    ownerName: 'Association',
    timeZone: 'Europe/Paris',
    capacity: 1,
    setupMinutes: 0,
    turnaroundMinutes: 0,
    mayBook: true,
    needsApproval: false,
    criteria: { ...rules, withinOpeningHours: true, ...criteria },
    open: open('03'),
    closures: [],
    claims: [],
    blocks: [],
    ...change,
  };
}

function open(day: string): PlanningRow['open'] {
  return [{ from: new Date(at('08:00', day)).toISOString(), to: new Date(at('20:00', day)).toISOString() }];
}

function claim(from: string, to: string, change: { quantity?: number; holds?: boolean; buffer?: number } = {}) {
  const { quantity = 1, holds = true, buffer = 0 } = change;
  return {
    occupiedFrom: new Date(at(from) - buffer * 60_000).toISOString(),
    occupiedTo: new Date(at(to) + buffer * 60_000).toISOString(),
    startsAt: iso(from),
    endsAt: iso(to),
    quantity,
    status: 'confirmed' as const,
    phase: 'current' as const,
    holds,
    resourceId: 'room',
    bookingId: `booking-${from}`,
    mine: false,
    mayChange: true,
  };
}

function block(from: string, to: string, quantity: number | null) {
  return {
    id: `block-${from}`,
    kind: 'maintenance' as const,
    startsAt: iso(from),
    endsAt: iso(to),
    quantity,
    reason: '',
  };
}
