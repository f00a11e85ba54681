import { createHash } from 'node:crypto';
import type { Context as HonoContext } from 'hono';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Db, Tx } from '../database/connect.ts';
import { retrying, transact } from '../database/transact.ts';
import { Problem, Refused } from '../errors.ts';
import { type ProblemBody, problemBody } from './problem.ts';
import { contextOf, type Env } from './router.ts';

/** A refusal that was answered before under the same key, to be answered again as it was. */
export class Replayed extends Error {
  readonly status: number;
  readonly body: ProblemBody;

  constructor(status: number, body: ProblemBody) {
    super('replayed');
    this.status = status;
    this.body = body;
  }
}

/**
 * Runs a verb in one transaction, once per `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a repetition gets
 * the answer of the first run, and a twin that arrives meanwhile waits for it. Answers and conflicts (409) are
 * kept; malformed requests and failures are not. What the verb returns must survive JSON.
 * @throws Problem `idempotency_mismatch` when the key came with another request before.
 */
export async function write<T>(
  c: HonoContext<Env>,
  db: Db,
  verb: (tx: Tx, context: Context) => Promise<T>,
): Promise<T> {
  const context = contextOf(c);
  const key = c.req.header('Idempotency-Key');
  if (!key) {
    const result = await transact(db, context.now, tx => verb(tx, context));
    c.get('changes').announceActs(context.acts);
    return result;
  }
  if (key.length > 255) throw new Problem('malformed', { what: 'Idempotency-Key: 255 characters at most' });

  const fingerprint = createHash('sha256')
    .update(`${c.req.method} ${c.req.path}\n${await c.req.text()}`)
    .digest('hex');
  const outcome = await retrying(db, tx =>
    onceUnderKey(tx, { key, fingerprint, context, verb: () => verb(tx, context) }),
  );
  c.get('changes').announceActs(context.acts);
  if (outcome.replayed) c.header('Idempotent-Replayed', 'true');
  if ('refusal' in outcome) throw new Replayed(outcome.status, outcome.refusal);
  return outcome.result;
}

interface Attempt<T> {
  key: string;
  fingerprint: string;
  context: Context;
  verb: () => Promise<T>;
}

type Outcome<T> = { replayed: boolean } & ({ result: T } | { status: number; refusal: ProblemBody });

async function onceUnderKey<T>(tx: Tx, attempt: Attempt<T>): Promise<Outcome<T>> {
  const { key, fingerprint, context } = attempt;
  const { personId } = context.actor;
  // The twin of a running request waits here, on the primary key, until that one has committed or rolled back.
  const inserted = await sql`
    insert into idempotency (person_id, key, fingerprint)
    select ${personId}::uuid, ${key}, ${fingerprint} from set_config('moyens.now', ${context.now.toISOString()}, true)
    on conflict do nothing returning 1`.execute(tx);
  if (inserted.rows.length === 0) return earlierOutcome<T>(tx, attempt);

  const savepoint = await sql`savepoint verb`.execute(tx).then(() => 'verb');
  try {
    const result = await attempt.verb();
    await keep(tx, attempt, 200, result);
    return { replayed: false, result };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await sql`rollback to savepoint ${sql.id(savepoint)}`.execute(tx);
    const refusal = await problemBody(error, context, tx);
    await keep(tx, attempt, refusal.status, refusal);
    return { replayed: false, status: refusal.status, refusal };
  }
}

/** Said of what was asked for as things stood then, and worth remembering: of a booking, of a series, of any other conflict. */
function isRefusal(error: unknown): error is Refused | Problem {
  return (error instanceof Refused || error instanceof Problem) && error.status === 409;
}

async function earlierOutcome<T>(tx: Tx, { key, fingerprint, context }: Attempt<T>): Promise<Outcome<T>> {
  const earlier = await tx
    .selectFrom('idempotency')
    .select(['fingerprint', 'status', 'body'])
    .where('person_id', '=', context.actor.personId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (earlier.fingerprint !== fingerprint) throw new Problem('idempotency_mismatch');
  const status = earlier.status ?? 200;
  return status === 200
    ? { replayed: true, result: earlier.body as T }
    : { replayed: true, status, refusal: earlier.body as ProblemBody };
}

async function keep(tx: Tx, { key, context }: Attempt<unknown>, status: number, body: unknown): Promise<void> {
  await tx
    .updateTable('idempotency')
    .set({ status, body: JSON.stringify(body ?? null) })
    .where('person_id', '=', context.actor.personId)
    .where('key', '=', key)
    .execute();
}
