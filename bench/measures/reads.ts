import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { readOccupancyDuring } from '../../server/bookings/occupancy.ts';
import type { Tables } from '../../server/database/tables.ts';
import { drive, openLine } from '../load.ts';
import { atMost, keep, loadOf, type Report } from '../report.ts';
import { workingDays } from '../slots.ts';
import type { Stage } from '../stage.ts';

/** A window each time, so that nothing is answered from an earlier answer. */
function windows(stage: Stage, lengthHours: number): () => { from: string; to: string } {
  const days = workingDays(stage.now, 3, 150);
  let asked = 0;
  return () => {
    const number = asked++;
    const day = days[number % days.length] ?? stage.now;
    const from = new Date(day.getTime() + (8 + (number % 8)) * 3_600_000);
    return { from: from.toISOString(), to: new Date(from.getTime() + lengthHours * 3_600_000).toISOString() };
  };
}

/** Which of the thousand resources are free in an hour, by all the rules, against the same rows without them. */
export async function measureAvailability(stage: Stage, report: Report): Promise<void> {
  const next = windows(stage, 1);
  atMost(report, 'availability of 1,000: p50 in the database', await timeInDatabase(stage, next), 2, ' ms');
  const query = () => new URLSearchParams({ ...next(), limit: '1000' });
  const shape = { clients: 1, seconds: 4, expect: 200, warmUp: 30 };
  const bare = await drive(stage.bare, shape, () => ({ path: `/availability?${query()}` }));
  keep(report, 'availability of 1,000 without rules, 1 client', bare);
  const real = await drive(stage.app, shape, () => stage.as(0, { path: `/api/availability?${query()}` }));
  keep(report, 'availability of 1,000, 1 client', real);
  atMost(report, 'availability of 1,000: p50 in that of the rows without rules', real.p50 / bare.p50, 2);
}

/** The time that the database itself says it took, for the very statement that the application sends. */
async function timeInDatabase(stage: Stage, next: () => { from: string; to: string }): Promise<number> {
  const statements: CompiledQuery[] = [];
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: stage.databaseUrl, max: 1 }) }),
    log: event => {
      statements.push(event.query);
    },
  });
  const times: number[] = [];
  for (let round = 0; round < 40; round++) {
    const { from, to } = next();
    await readOccupancyDuring(db, { from: new Date(from), to: new Date(to) });
    const statement = statements.at(-1);
    if (!statement) throw new Error('the application sent no statement');
    const explained = CompiledQuery.raw(`explain (analyze, format json) ${statement.sql}`, [...statement.parameters]);
    const { rows } = await db.executeQuery<{ 'QUERY PLAN': { 'Execution Time': number }[] }>(explained);
    times.push(rows[0]?.['QUERY PLAN'][0]?.['Execution Time'] ?? 0);
  }
  await db.destroy();
  return times.sort((a, b) => a - b)[20] ?? 0;
}

/** A week of a hundred resources, and the same asked again when nothing has changed. */
export async function measurePlanning(stage: Stage, report: Report): Promise<void> {
  await sql`select 1`.execute(stage.db);
  const next = windows(stage, 7 * 24);
  const query = () => new URLSearchParams({ ...next(), limit: '100' });
  const shape = { clients: 1, seconds: 4, expect: 200, warmUp: 30 };
  const bare = await drive(stage.bare, shape, () => ({ path: `/planning?${query()}` }));
  keep(report, 'planning week of 100 as bare JSON, 1 client', bare);
  const real = await drive(stage.app, shape, () => stage.as(0, { path: `/api/planning?${query()}` }));
  keep(report, 'planning week of 100, 1 client', real);
  atMost(report, 'planning week of 100: p50 in that of the bare JSON', real.p50 / bare.p50, 1.5);

  const again = stage.as(0, { path: `/api/planning?${query()}` });
  const line = openLine(stage.app, 1);
  const { etag } = await line.send(again);
  line.close();
  const call = { ...again, headers: { ...again.headers, 'If-None-Match': etag } };
  const unchanged = await drive(stage.app, { clients: 1, seconds: 3, expect: 304 }, () => call);
  keep(report, 'planning when nothing has changed (304), 1 client', unchanged);
  atMost(report, 'planning 304: p50 in hello-worlds', unchanged.p50 / loadOf(report, 'hello, 1 client').p50, 2);
}
