import pg from 'pg';
import { drive, summary } from '../load.ts';
import { keep, type Report } from '../report.ts';
import { idOf, world } from '../slots.ts';
import type { Stage } from '../stage.ts';

const seconds = 5;
let used = 0;

/** L: the exclusion constraint alone, one row and one commit at a time, by clients that speak to the database directly. */
export async function measureDatabaseAlone(stage: Stage, report: Report): Promise<void> {
  for (const clients of [1, 8]) keep(report, `L: insert by ${clients} clients`, await insertDirectly(stage, clients));
}

async function insertDirectly(stage: Stage, clients: number) {
  const answers: { status: number; milliseconds: number; bytes: number }[] = [];
  const connections = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client({ connectionString: stage.databaseUrl });
      await client.connect();
      return client;
    }),
  );
  const text = 'insert into bare_claim (resource_id, during) values ($1, tstzrange($2, $3))';
  const start = performance.now();
  await Promise.all(
    connections.map(async client => {
      while (performance.now() < start + seconds * 1000) {
        const { resourceId, startsAt, endsAt } = nextHour();
        const began = performance.now();
        await client.query({ name: 'insert', text, values: [resourceId, startsAt, endsAt] });
        answers.push({ status: 201, milliseconds: performance.now() - began, bytes: 0 });
      }
    }),
  );
  const load = summary(answers, performance.now() - start);
  await Promise.all(connections.map(client => client.end()));
  return load;
}

/** T: lock, insert, audit row, in one transaction of a bare server. */
export async function measureBareTransaction(stage: Stage, report: Report, name: string): Promise<void> {
  const call = () => ({ method: 'POST' as const, path: '/transaction', body: nextHour() });
  keep(report, name, await drive(stage.bare, { clients: 8, seconds, expect: 201 }, call));
}

export async function measureHello(stage: Stage, report: Report): Promise<void> {
  keep(
    report,
    'hello, 1 client',
    await drive(stage.bare, { clients: 1, seconds: 2, expect: 200 }, () => ({ path: '/hello' })),
  );
}

function nextHour() {
  const number = used++;
  const startsAt = new Date(Date.UTC(2020, 0, 1, Math.floor(number / world.resources)));
  return {
    resourceId: idOf('resource', (number * 37) % world.resources),
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + 3_600_000).toISOString(),
  };
}
