import { plusDays } from '../../shared/time.ts';
import type { NewRow } from '../database/tables.ts';
import { isShowcase } from './bookings.ts';
import { blocks } from './content/activities.ts';
import { dayMs } from './draft.ts';
import type { Occupancy } from './occupancy.ts';
import { localSlot } from './rhythm.ts';
import { idOf, pick, type Random } from './seed.ts';
import { referentOf, type World } from './world.ts';

/** Maintenance, breakdowns and the owners' own time. What is made of other resources is left alone. */
export function draftBlocks(world: World, occupancy: Occupancy, random: Random, count: number): NewRow<'block'>[] {
  const rows: NewRow<'block'>[] = [];
  const simple = [...world.means.values()].filter(one => one.plan.kind !== 'staff' && one.draws.length === 1);
  while (rows.length < count) {
    const means = pick(random, simple);
    const day = plusDays(world.today, Math.floor(random() * 110) - 40);
    const slot = localSlot(day, 8, pick(random, [4, 10, 10, 34, 58]), means.site.timeZone);
    const part = means.capacity > 1 ? Math.ceil(means.capacity * 0.2) : null;
    const lines = [{ means, quantity: part ?? 1 }];
    if (isShowcase(world, { lines, slot }) || !occupancy.fits(lines, slot)) continue;
    occupancy.take(lines, slot);
    const [kind, reason] = pick(random, blocks);
    rows.push({
      id: idOf('block', `${rows.length}`),
      resource_id: means.id,
      kind,
      reason,
      quantity: part,
      starts_at: slot.from,
      ends_at: slot.to,
      created_by: idOf('person', referentOf(means.plan.owner)),
      created_at: new Date(Math.min(world.now.getTime(), slot.from.getTime()) - (1 + random() * 6) * dayMs),
    });
  }
  return rows;
}
