import { drive } from '../load.ts';
import { atMost, keep, loadOf, type Report } from '../report.ts';
import type { Stage } from '../stage.ts';

/** A year of Tuesdays in one transaction. */
export async function measureSeries(stage: Stage, report: Report, rows: string): Promise<void> {
  let made = 0;
  const next = () => {
    const startsAt = new Date(stage.now.getTime() + 210 * 86_400_000);
    startsAt.setUTCDate(startsAt.getUTCDate() + ((9 - startsAt.getUTCDay()) % 7));
    startsAt.setUTCHours(8 + (made % 4) * 2, 0, 0, 0);
    // The first site keeps no public holidays; the races took others of its resources on an earlier day.
    const resource = Math.floor(made / 4) * 12;
    made += 1;
    const slot = { resource, startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000) };
    return stage.booking(slot, { recurrence: { rrule: 'FREQ=WEEKLY;COUNT=52', timeZone: 'Europe/Paris' } });
  };
  const series = await drive(stage.app, { clients: 1, seconds: 4, expect: 201, warmUp: 10 }, next);
  keep(report, 'series of 52, 1 client', series);
  atMost(report, 'series of 52: p50 in bookings', series.p50 / loadOf(report, `create, 1 client, ${rows}`).p50, 10);
}
