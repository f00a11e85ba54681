import { drive } from '../load.ts';
import { atLeast, atMost, keep, loadOf, type Report } from '../report.ts';
import type { Stage } from '../stage.ts';

/** Asks for hours that somebody has. The answer has the reasons and the ways out: other times, other resources. */
export async function measureRefuse(stage: Stage, report: Report, rows: string): Promise<void> {
  const taken = await drive(stage.app, { clients: 8, seconds: 6, expect: 409 }, () =>
    stage.booking(stage.taken.next().value),
  );
  keep(report, 'refuse a conflict with alternatives, 8 clients', taken);
  // Lasting 25 hours is against the rules, and room is looked at all the same: reasons, without ways out.
  const reasons = await drive(stage.app, { clients: 8, seconds: 4, expect: 422 }, () => {
    const slot = stage.taken.next().value;
    return stage.booking({ ...slot, endsAt: new Date(slot.startsAt.getTime() + 25 * 3_600_000) });
  });
  keep(report, 'refuse with reasons alone, 8 clients', reasons);
  const create = loadOf(report, `create, 8 clients, ${rows}`);
  atLeast(report, 'refuse: rate with reasons as part of creations', reasons.perSecond / create.perSecond, 1);
  atMost(report, 'refuse: time with alternatives, in creations', create.perSecond / taken.perSecond, 2);
}
