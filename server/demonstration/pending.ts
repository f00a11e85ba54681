import { plusDays } from '../../shared/time.ts';
import { beneficiaryOf, isShowcase, wordsFor } from './bookings.ts';
import { type Draft, deciderOfAll, decisionDeadline, hourMs, keepsRules } from './draft.ts';
import type { Occupancy } from './occupancy.ts';
import { slotOn } from './rhythm.ts';
import { pick, present, type Random } from './seed.ts';
import { type Means, needsApproval, peopleOf, personOfAccount, type World } from './world.ts';

/** What the manager's account decides on, and what others do. */
const managed = [
  'grande-halle',
  'salle-labour',
  'master-depot',
  'halle-nord',
  'scene',
  'salle-trieur',
  'lot-soiree',
  'sono',
  'salle-labour',
  'master-depot',
  'salle-trieur',
  'grande-halle',
];
const manager = personOfAccount('manager@demo.test');
const others = [
  'minibus-rampe',
  'amphi',
  'camion-manche',
  'atelier-bois',
  'comptable',
  'facilitatrice',
  'chapiteau',
  'cuisine-partagee',
];
/** Where requests compete: so many for one time. */
const contested: [resource: string, rivals: number][] = [
  ['minibus-saisons', 3],
  ['grange', 2],
];

/** Requests that wait for a decision right now. */
export function draftPending(world: World, occupancy: Occupancy, random: Random): Draft[] {
  const drafts = [...managed, ...others].map((slug, index) =>
    onePending(world, occupancy, random, present(world.means.get(slug), slug), `pending ${index}`),
  );
  for (const [slug, rivals] of contested) {
    const first = onePending(world, occupancy, random, present(world.means.get(slug), slug), `contest ${slug} 0`);
    const party = [first];
    while (party.length < rivals) party.push(rivalOf(world, party, `contest ${slug} ${party.length}`, random));
    drafts.push(...party);
  }
  return drafts;
}

function onePending(world: World, occupancy: Occupancy, random: Random, means: Means, key: string): Draft {
  for (let attempt = 0; attempt < 2_000; attempt++) {
    const day = plusDays(world.today, 5 + Math.floor(random() * 40));
    const slot = slotOn(means.plan.habit, day, means.site.timeZone, random);
    const lines = [{ means, quantity: means.capacity === 1 ? 1 : Math.ceil(means.capacity / 3) }];
    if (!keepsRules(means, slot) || !occupancy.fits(lines, slot)) continue;
    const draft = request(world, { key, slot, lines }, random);
    if (!draft || isShowcase(world, draft)) continue;
    occupancy.take(lines, slot);
    return draft;
  }
  throw new Error(`the demonstration finds no time for a request of ${means.plan.slug}`);
}

function rivalOf(world: World, party: Draft[], key: string, random: Random): Draft {
  const first = present(party[0], 'a first request');
  for (let attempt = 0; attempt < 500; attempt++) {
    const rival = request(world, { key, slot: first.slot, lines: first.lines }, random);
    if (rival && !party.some(one => one.organisation === rival.organisation)) return rival;
  }
  throw new Error('the demonstration finds no rival');
}

function request(world: World, what: Pick<Draft, 'key' | 'slot' | 'lines'>, random: Random): Draft | undefined {
  const means = present(what.lines[0], 'a line').means;
  const organisation = beneficiaryOf(means, random);
  // An owner's own request would keep its people out of every decision on a rival.
  if (organisation === means.plan.owner || !needsApproval(means, organisation)) return undefined;
  const age = (0.03 + 0.75 * random()) * (means.plan.hours ?? 72);
  const requestedAt = new Date(world.now.getTime() - age * hourMs);
  const person = pick(random, peopleOf(organisation, world.today));
  const draft: Draft = {
    ...what,
    ...wordsFor(means, organisation, random),
    organisation,
    person,
    requestedAt,
    status: 'pending',
  };
  const decider = deciderOfAll(draft, world.now);
  if (!decider || (managed.includes(means.plan.slug) && decider !== manager)) return undefined;
  const deadline = decisionDeadline(draft).getTime();
  const half = new Date((requestedAt.getTime() + deadline) / 2);
  return half < world.now ? { ...draft, remindedAt: half } : draft;
}
