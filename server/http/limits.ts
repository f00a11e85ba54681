import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import { Problem } from '../errors.ts';

/** So many times within so long: a window that begins with the first time. */
export interface Budget {
  /** What is counted, and for whom: `sign-in:account:x@example.org`. */
  key: string;
  limit: number;
  seconds: number;
}

/**
 * Takes one from each budget, in one statement that every process shares; counts even when a budget is spent.
 * @throws Problem `too_many_requests` with the seconds until the last spent budget begins anew.
 */
export async function spend(db: Db, budgets: Budget[], now: Date): Promise<void> {
  const wait = await take(
    db,
    budgets.map(budget => ({ ...budget, amount: 1 })),
    now,
  );
  if (wait > 0) throw new Problem('too_many_requests', { retryAfter: wait });
}

/** Takes one from a budget. Says whether there was one left. */
export async function spendIfLeft(db: Db, budget: Budget, now: Date): Promise<boolean> {
  return (await take(db, [{ ...budget, amount: 1 }], now)) === 0;
}

/** Gives back what was taken for something that turned out to be right. */
export async function giveBack(db: Db, budgets: Budget[]): Promise<void> {
  const keys = budgets.map(budget => hashed(budget.key));
  await sql`
    update rate_limit set count = greatest(count - 1, 0)
    where key in (select key from rate_limit where key = any(${keys}::bytea[]) order by key for update)`.execute(db);
}

/** Forgets windows that are over. Anyone may call it at any time. */
export async function forgetOldLimits(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('rate_limit').where('ends_at', '<', now).execute();
}

/**
 * Takes from budgets at once, in the order of their keys, so that two takers never wait for each other.
 * @returns seconds to wait; 0 when there was enough in all of them.
 */
export async function take(db: Db, takings: (Budget & { amount: number })[], now: Date): Promise<number> {
  if (takings.length === 0) return 0;
  const sorted = takings
    .map(taking => ({ ...taking, hash: hashed(taking.key) }))
    .sort((a, b) => Buffer.compare(a.hash, b.hash));
  const { rows } = await sql<{ key: Buffer; count: number; ends_at: Date }>`
    insert into rate_limit as r (key, count, ends_at) values ${sql.join(
      sorted.map(one => sql`(${one.hash}, ${one.amount}::int, ${new Date(now.getTime() + one.seconds * 1000)})`),
    )}
    on conflict (key) do update set
      count = case when r.ends_at <= ${now} then excluded.count else r.count + excluded.count end,
      ends_at = case when r.ends_at <= ${now} then excluded.ends_at else r.ends_at end
    returning key, count, ends_at`.execute(db);
  const waits = rows.map(row => {
    const budget = sorted.find(one => one.hash.equals(row.key));
    return budget && row.count > budget.limit
      ? Math.max(1, Math.ceil((row.ends_at.getTime() - now.getTime()) / 1000))
      : 0;
  });
  return Math.max(0, ...waits);
}

function hashed(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
