import type { Draft } from './draft.ts';

/**
 * Sorts decided bookings into rounds such that within a round no two of different organisations want the same means at the
 * same time: else they would be rivals while they wait, and the database would keep people of one out of deciding the other.
 */
export function withoutRivals(drafts: Draft[]): Draft[][] {
  const rounds: { drafts: Draft[]; byMeans: Map<string, Draft[]> }[] = [];
  for (const draft of drafts) {
    const ids = draft.lines.flatMap(line => line.means.draws.map(draw => draw.id));
    let round = rounds.find(one => !ids.some(id => one.byMeans.get(id)?.some(other => areRivals(draft, other))));
    if (!round) {
      round = { drafts: [], byMeans: new Map() };
      rounds.push(round);
    }
    round.drafts.push(draft);
    for (const id of ids) round.byMeans.set(id, [...(round.byMeans.get(id) ?? []), draft]);
  }
  return rounds.map(one => one.drafts);
}

function areRivals(a: Draft, b: Draft): boolean {
  return a.organisation !== b.organisation && a.slot.from < b.slot.to && b.slot.from < a.slot.to;
}
