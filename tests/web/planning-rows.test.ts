import { describe, expect, it } from 'vitest';
import type { PlanningRow } from '../../shared/planning.ts';
import { deskMeasures, firstBelow, inSight, keepEqual, layRow, stack } from '../../web/planning/rows.ts';

const at = (time: string) => `2026-11-03T${time}:00.000Z`;

describe('a row of the planning', () => {
  it('puts what overlaps into lanes, and what only touches into one', () => {
    const laid = layRow(row({ claims: [claim('08:00', '10:00'), claim('10:00', '11:00'), claim('09:30', '10:30')] }));
    expect(laid.lanes).toBe(2);
    expect(laid.bars.map(bar => bar.lane)).toEqual([0, 1, 0]);
  });

  it('counts how many units of a pool are out', () => {
    const laid = layRow(
      row({
        capacity: 20,
        claims: [claim('08:00', '10:00', 12), claim('09:00', '11:00', 5)],
        blocks: [block('10:30', '11:00')],
      }),
    );
    expect(laid.counts.map(one => one.out)).toEqual([12, 17, 5, 20]);
  });

  it('gathers what is beyond four lanes, and says how many there are', () => {
    const crowd = Array.from({ length: 9 }, () => claim('08:00', '10:00', 1));
    const laid = layRow(row({ capacity: 20, claims: crowd }));
    expect(laid.lanes).toBe(4);
    expect(laid.bars).toHaveLength(4);
    expect(laid.bars.at(-1)).toMatchObject({ lane: 3, more: 6 });
  });

  it('hatches all that is not open, and names closures', () => {
    const laid = layRow(
      row({
        open: [{ from: at('08:00'), to: at('20:00') }],
        closures: [{ from: at('20:00'), to: at('23:00'), reason: 'Travaux' }],
      }),
    );
    expect(laid.closed.map(one => one.reason)).toEqual(['', '', 'Travaux']);
    expect(laid.closed[0]).toMatchObject({ from: Number.NEGATIVE_INFINITY, to: Date.parse(at('08:00')) });
  });
});

describe('the rows together', () => {
  const rooms = Array.from({ length: 200 }, (_, index) =>
    row({ resourceId: `room-${index}`, siteId: `site-${index % 3}` }),
  );

  it('stand in groups, each with its place', () => {
    const { items, height } = stack(rooms, 'site', kind => kind, deskMeasures);
    expect(items.filter(one => one.kind === 'group').map(one => one.count)).toEqual([67, 67, 66]);
    let below = 0;
    for (const item of items) {
      expect(item.top).toBe(below);
      below += item.height;
    }
    expect(height).toBe(below);
  });

  it('are drawn only where one looks', () => {
    const { items } = stack(rooms, 'site', kind => kind, deskMeasures);
    const seen = inSight(items, 3000, 3900);
    expect(seen.length).toBeLessThan(25);
    expect(seen[0]?.top).toBeLessThanOrEqual(3000);
    expect(firstBelow(items, 0)).toBe(0);
    expect(firstBelow(items, 1e9)).toBe(items.length);
  });

  it('stay the same objects where an answer brings nothing new', () => {
    const before = [row({ resourceId: 'a' }), row({ resourceId: 'b' })];
    const after = [row({ resourceId: 'a' }), row({ resourceId: 'b', claims: [claim('08:00', '09:00')] })];
    const kept = keepEqual(before, after);
    expect(kept[0]).toBe(before[0]);
    expect(kept[1]).toBe(after[1]);
  });
});

function row(facts: Partial<PlanningRow> = {}): PlanningRow {
  return {
    resourceId: 'one',
    name: 'Salle',
    kind: 'room',
    siteId: 'site',
    siteName: 'Halle',
    ownerId: 'owner',
    ownerName: 'Régie',
    timeZone: 'Europe/Paris',
    capacity: 1,
    setupMinutes: 0,
    turnaroundMinutes: 0,
    mayBook: true,
    needsApproval: false,
    criteria: null,
    open: [],
    closures: [],
    claims: [],
    blocks: [],
    ...facts,
  };
}

function claim(from: string, to: string, quantity = 1): PlanningRow['claims'][number] {
  const [startsAt, endsAt] = [at(from), at(to)];
  return {
    startsAt,
    endsAt,
    occupiedFrom: startsAt,
    occupiedTo: endsAt,
    quantity,
    status: 'confirmed',
    phase: 'current',
    holds: true,
    resourceId: 'one',
    mine: false,
    mayChange: false,
  };
}

function block(from: string, to: string): PlanningRow['blocks'][number] {
  return { id: 'block', kind: 'maintenance', startsAt: at(from), endsAt: at(to), quantity: null, reason: '' };
}
