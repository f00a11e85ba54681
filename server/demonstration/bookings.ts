import { plusDays, type Slot } from '../../shared/time.ts';
import { activities, approvals, cancellations, refusals } from './content/activities.ts';
import { organisations } from './content/organisations.ts';
import {
  type Draft,
  type DraftLine,
  deciderOfAll,
  decisionDeadline,
  decisionTime,
  grantedStatus,
  keepsRules,
  linesToDecide,
  requestTime,
} from './draft.ts';
import type { Occupancy } from './occupancy.ts';
import { rhythms, slotOn, someDay, weekdayWeight } from './rhythm.ts';
import { pick, pickByWeight, present, type Random } from './seed.ts';
import { type Means, peopleOf, type World } from './world.ts';

const attemptsAtMost = 60_000;

/** Single bookings, as many as asked for, in the rhythm of their means. */
export function draftBookings(world: World, occupancy: Occupancy, random: Random, count: number): Draft[] {
  const drafts: Draft[] = [];
  const all = [...world.means.values()];
  for (let attempt = 0; drafts.length < count && attempt < attemptsAtMost; attempt++) {
    const means = pickByWeight(random, all, one => one.plan.demand);
    const day = plusDays(world.today, someDay(random));
    if (random() * 10 > weekdayWeight(means.plan.habit, day)) continue;
    const slot = slotOn(means.plan.habit, day, means.site.timeZone, random);
    const draft = draftBooking(world, means, slot, `single ${drafts.length}`, random);
    if (!draft || isShowcase(world, draft) || !occupancy.fits(draft.lines, slot)) continue;
    if (!['cancelled', 'declined', 'expired'].includes(draft.status)) occupancy.take(draft.lines, slot);
    drafts.push(draft);
  }
  return drafts;
}

/** These stay free tomorrow and the day after, so that a visitor finds something to book whenever the demonstration begins. */
const showcase = ['kangoo-halle', 'master-depot', 'salle-bief'];

export function isShowcase(world: World, draft: Pick<Draft, 'lines' | 'slot'>): boolean {
  const from = new Date(`${plusDays(world.today, 1)}T00:00Z`);
  const to = new Date(`${plusDays(world.today, 3)}T00:00Z`);
  return (
    draft.lines.some(line => showcase.includes(line.means.plan.slug)) && draft.slot.from < to && draft.slot.to > from
  );
}

function draftBooking(world: World, means: Means, slot: Slot, key: string, random: Random): Draft | undefined {
  const lines = withExtras(world, means, random);
  if (!lines.every(line => keepsRules(line.means, slot))) return undefined;
  const requestedAt = requestTime(world, lines, slot, rhythms[means.plan.habit].leadDays, random);
  if (!requestedAt) return undefined;
  const organisation = beneficiaryOf(means, random);
  const person = pick(random, peopleOf(organisation, requestedAt.toISOString().slice(0, 10)));
  const base = { key, ...wordsFor(means, organisation, random), organisation, person, slot, lines, requestedAt };
  return withFate(world, base, random);
}

/** Events of the halls take chairs and sound with them. */
function withExtras(world: World, means: Means, random: Random): DraftLine[] {
  const quantity = means.capacity === 1 ? 1 : Math.max(1, Math.round(means.capacity * (0.1 + 0.4 * random())));
  const lines = [{ means, quantity }];
  if (means.plan.habit !== 'hall' || means.plan.site !== 'halle' || random() > 0.6) return lines;
  lines.push({ means: present(world.means.get('chaises'), 'chairs'), quantity: 40 + 10 * Math.floor(random() * 4) });
  if (random() < 0.5) lines.push({ means: present(world.means.get('sono'), 'a sound system'), quantity: 1 });
  return lines;
}

export function beneficiaryOf(means: Means, random: Random): string {
  const { owner, bookable = 'network', sharing = [] } = means.plan;
  const site = means.plan.site;
  const open = organisations.filter(
    one =>
      !one.left &&
      (bookable === 'network' || one.slug === owner || (bookable === 'listed' && sharing.includes(one.slug))) &&
      ((one.slug === 'lambrequin') === (site === 'lambrequin') || (site === 'lambrequin' && one.slug === 'pole')),
  );
  const home = organisations.find(one => one.slug === owner)?.commune;
  return pickByWeight(random, open, one =>
    one.slug === owner ? 4 : one.kind === 'individual' ? 0.4 : one.commune === home ? 2.5 : 1,
  ).slug;
}

export function wordsFor(
  means: Means,
  organisation: string,
  random: Random,
): { title: string; purpose: string | null } {
  const own = present(
    organisations.find(one => one.slug === organisation),
    organisation,
  ).activities;
  if (means.plan.kind === 'room' && random() < 0.55) return { title: pick(random, own), purpose: null };
  const [title, purpose] = pick(random, activities[means.plan.habit]);
  return { title, purpose: purpose ?? null };
}

type Unfated = Omit<Draft, 'status' | 'decision' | 'cancelled'>;

/** Decided where it must be, and then used, called off or refused. */
export function withFate(world: World, draft: Unfated, random: Random): Draft | undefined {
  const fate = random();
  const isDecided = linesToDecide(draft).length > 0;
  let decision: Draft['decision'];
  // Some requests are let lie until they lapse.
  if (isDecided && fate > 0.045 && fate < 0.06 && decisionDeadline(draft) < world.now)
    return { ...draft, status: 'expired' };
  if (isDecided) {
    const at = decisionTime(world, draft, random);
    const person = deciderOfAll(draft, at);
    if (!person) return undefined;
    decision =
      fate > 0.93
        ? { person, at, outcome: 'declined', reason: pick(random, refusals) }
        : { person, at, outcome: 'approved', reason: pick(random, approvals) };
  }
  if (decision?.outcome === 'declined') return { ...draft, status: 'declined', decision };
  if (fate < 0.045) {
    const since = (decision?.at ?? draft.requestedAt).getTime();
    const end = Math.min(world.now.getTime(), draft.slot.from.getTime());
    const at = new Date(since + (end - since) * (0.2 + 0.7 * random()));
    return {
      ...draft,
      status: 'cancelled',
      cancelled: { at, reason: pick(random, cancellations) },
      ...(decision && { decision }),
    };
  }
  return { ...draft, status: grantedStatus(world, draft, random), ...(decision && { decision }) };
}
