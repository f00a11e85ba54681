import { sql } from 'kysely';
import type { QuotaEnd } from '../../shared/quota.ts';
import { plusDays } from '../../shared/time.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';

/** Nobody can have known today of a rule for yesterday, and nothing is decided on a day to come. */
export async function requireDays(
  tx: Tx,
  input: { from: string; until: string | null; decidedOn: string },
  context: Pick<Context, 'now'>,
): Promise<void> {
  const today = await networkToday(tx, context);
  if (input.from < today) throw new Problem('malformed', { what: 'from: not in the past' });
  if (input.until !== null && input.until < input.from)
    throw new Problem('malformed', { what: 'until: not before from' });
  if (input.decidedOn > today) throw new Problem('malformed', { what: 'decidedOn: not in the future' });
}

export async function networkToday(tx: Tx, { now }: Pick<Context, 'now'>): Promise<string> {
  const { rows } = await sql<{ today: string }>`
    select network_day(${now.toISOString()}::timestamptz)::text as today`.execute(tx);
  return rows[0]?.today ?? '';
}

/** The last day of what is to end; the day before its first, where it has not begun. @throws Problem `malformed` */
export async function lastDayOf(
  tx: Tx,
  { from, until }: { from: string; until: string | null },
  input: Pick<QuotaEnd, 'lastDay'>,
  context: Context,
): Promise<string> {
  const today = await networkToday(tx, context);
  const asked = input.lastDay ?? today;
  if (asked < today) throw new Problem('malformed', { what: 'lastDay: not in the past' });
  if (until !== null && asked > until) throw new Problem('malformed', { what: 'lastDay: not after its end' });
  return asked < from ? plusDays(from, -1) : asked;
}
