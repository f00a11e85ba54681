import type { NewRow } from '../database/tables.ts';
import { auditRow } from '../history/record.ts';
import { beneficiaryOf, wordsFor } from './bookings.ts';
import { type Draft, type DraftLine, dayMs, hourMs } from './draft.ts';
import { idOf, pick, type Random } from './seed.ts';
import { peopleOf, personOfAccount, type World } from './world.ts';

/** How many wait for each of the times that somebody waits for; the member's account is the last of the first two. */
const lines = [2, 1, 3];
const member = { organisation: 'musette', person: personOfAccount('member@demo.test') };

interface Waiter {
  organisation: string;
  person: string;
}

/** Those who wait for a room that somebody else has, in the order in which they came. */
export function draftWaiting(world: World, drafts: Draft[], random: Random): NewRow<'waiting'>[] {
  return soughtAfter(world, drafts).flatMap(([draft, line], index) => {
    const waiters = waitersFor(world, draft, line, index, random);
    return waiters.map(({ organisation, person }, place) => ({
      id: idOf('waiting', `${index} ${place}`),
      organisation_id: idOf('organisation', organisation),
      person_id: idOf('person', person),
      resource_id: line.means.id,
      quantity: line.quantity,
      starts_at: draft.slot.from,
      ends_at: draft.slot.to,
      ...wordsFor(line.means, organisation, random),
      joined_at: new Date(world.now.getTime() - (waiters.length - place) * 5 * hourMs),
    }));
  });
}

/** Confirmed bookings of single rooms that anyone may book, soon, each of another room. */
function soughtAfter(world: World, drafts: Draft[]): [Draft, DraftLine][] {
  const byRoom = new Map<string, [Draft, DraftLine]>();
  const [from, to] = [world.now.getTime() + 4 * dayMs, world.now.getTime() + 25 * dayMs];
  for (const draft of drafts.toSorted((a, b) => a.slot.from.getTime() - b.slot.from.getTime())) {
    const [line, ...more] = draft.lines;
    const start = draft.slot.from.getTime();
    if (!line || more.length > 0 || draft.status !== 'confirmed' || start < from || start > to) continue;
    const { plan, draws } = line.means;
    const isOpen = plan.kind === 'room' && draws.length === 1 && !plan.bookable && !plan.visible;
    const isOthers = ![member.organisation, 'lisiere', plan.owner].includes(draft.organisation);
    if (isOpen && isOthers && plan.site !== 'lambrequin' && !byRoom.has(plan.slug))
      byRoom.set(plan.slug, [draft, line]);
  }
  return [...byRoom.values()].slice(0, lines.length);
}

function waitersFor(world: World, draft: Draft, line: DraftLine, index: number, random: Random): Waiter[] {
  const waiters: Waiter[] = [];
  const others = (lines[index] ?? 1) - (index < 2 ? 1 : 0);
  const passed = new Set([draft.organisation, member.organisation]);
  while (waiters.length < others) {
    const organisation = beneficiaryOf(line.means, random);
    if (passed.has(organisation)) continue;
    passed.add(organisation);
    waiters.push({ organisation, person: pick(random, peopleOf(organisation, world.today)) });
  }
  return index < 2 ? [...waiters, member] : waiters;
}

export function waitingAuditRows(rows: NewRow<'waiting'>[]): NewRow<'audit_event'>[] {
  return rows.map(row =>
    auditRow(
      {
        ...{ action: 'waiting.joined', subjectType: 'waiting', subjectId: row.id ?? '' },
        organisationId: row.organisation_id,
        after: {
          ...{ resourceId: row.resource_id, quantity: row.quantity },
          ...{ startsAt: row.starts_at, endsAt: row.ends_at },
        },
      },
      { personId: row.person_id, now: row.joined_at },
    ),
  );
}
