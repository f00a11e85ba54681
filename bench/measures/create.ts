import { drive } from '../load.ts';
import { atLeast, atMost, keep, loadOf, type Report } from '../report.ts';
import type { Stage } from '../stage.ts';
import { measureBareTransaction } from './limits.ts';

const seconds = 6;

/** Books free hours: the whole verb, with session, idempotency key, rules, history and job. T is measured right beside it. */
export async function measureCreate(stage: Stage, report: Report, rows: string): Promise<void> {
  const next = () => stage.booking(stage.free.next().value);
  await measureBareTransaction(stage, report, `T: bare transaction, 8 clients, ${rows}`);
  keep(
    report,
    `create, 8 clients, ${rows}`,
    await drive(stage.app, { clients: 8, seconds, expect: 201, warmUp: 300 }, next),
  );
  keep(report, `create, 1 client, ${rows}`, await drive(stage.app, { clients: 1, seconds: 3, expect: 201 }, next));
}

export function judgeCreate(report: Report, few: string, many: string): void {
  const create = loadOf(report, `create, 8 clients, ${many}`);
  const bare = loadOf(report, `T: bare transaction, 8 clients, ${many}`);
  const alone = loadOf(report, `create, 1 client, ${many}`);
  atLeast(report, 'create: rate as part of T', create.perSecond / bare.perSecond, 0.6);
  atMost(report, 'create: p95 of 8 clients', create.p95, 20, ' ms');
  atMost(
    report,
    'create: p50 of 1 client, in inserts of 1 client',
    alone.p50 / loadOf(report, 'L: insert by 1 clients').p50,
    10,
  );
  const fewer = loadOf(report, `create, 8 clients, ${few}`);
  atLeast(report, `create: rate at ${many} as part of that at ${few}`, create.perSecond / fewer.perSecond, 0.85);
  atMost(report, `create: p95 at ${many} in p95 at ${few}`, create.p95 / fewer.p95, 1.5);
}

export async function measurePools(stage: Stage, report: Report, rows: string): Promise<void> {
  const next = () => stage.booking(stage.freePool.next().value);
  const pools = keep(
    report,
    'create in counted pools, 8 clients',
    await drive(stage.app, { clients: 8, seconds, expect: 201 }, next),
  );
  const exclusive = loadOf(report, `create, 8 clients, ${rows}`);
  atLeast(report, 'counted pool: rate as part of the exclusive one', pools.perSecond / exclusive.perSecond, 0.5);
}
