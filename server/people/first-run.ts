import { sql } from 'kysely';
import type { FirstRun } from '../../shared/people.ts';
import type { Db, Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { auditRow } from '../history/record.ts';
import { addPassword } from './passwords.ts';
import { newToken, tokenHash } from './tokens.ts';

/** Whether nobody is there yet who could let others in. */
export async function isFirstRun(db: Db): Promise<boolean> {
  const { rows } = await sql<{ needed: boolean }>`select not exists (select 1 from person) as needed`.execute(db);
  return rows[0]?.needed ?? false;
}

/**
 * The token of the link by which the first coordinator comes in; the newest one holds. Only its hash is stored.
 * @returns null when there are people already.
 */
export async function firstRunToken(db: Db, now: Date): Promise<string | null> {
  if (!(await isFirstRun(db))) return null;
  const { token, hash } = newToken();
  await db
    .insertInto('first_run')
    .values({ token_sha256: hash, created_at: now })
    .onConflict(conflict => conflict.column('id').doUpdateSet({ token_sha256: hash, created_at: now }))
    .execute();
  return token;
}

/** Whether the link would let its holder begin; uses nothing up. */
export async function isFirstRunToken(db: Db, token: string): Promise<boolean> {
  const row = await db
    .selectFrom('first_run')
    .select('id')
    .where('token_sha256', '=', tokenHash(token))
    .executeTakeFirst();
  return row !== undefined && (await isFirstRun(db));
}

/**
 * Uses the link of the first run up.
 * @throws Problem `link_used` when the token is not the one, or somebody was faster.
 */
export async function spendFirstRunToken(tx: Tx, token: string): Promise<void> {
  // Whoever deletes the row is the one; the others wait for it and find nothing.
  const spent = await tx
    .deleteFrom('first_run')
    .where('token_sha256', '=', tokenHash(token))
    .returning('id')
    .executeTakeFirst();
  if (!spent || !(await isFirstRun(tx))) throw new Problem('link_used');
}

/**
 * Makes the network, its first organisation and its first coordinator.
 * @throws Problem `link_used` when the token is not the one, or somebody was faster.
 */
export async function beginNetwork(tx: Tx, input: FirstRun & { passwordHash: string }, now: Date): Promise<string> {
  await spendFirstRunToken(tx, input.token);
  const network = { name: input.networkName, time_zone: input.timeZone, locale: input.locale };
  await tx
    .insertInto('network')
    .values(network)
    .onConflict(conflict => conflict.column('id').doUpdateSet(network))
    .execute();
  const { id: organisationId } = await tx
    .insertInto('organisation')
    .values({ ...input.organisation, joined_on: sql<string>`network_day(${now})` })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: personId } = await tx
    .insertInto('person')
    .values({ name: input.person.name, email: input.person.email, locale: input.locale, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  await addPassword(tx, personId, input.passwordHash);
  const from = { person_id: personId, valid_from: sql<string>`network_day(${now})` };
  await tx
    .insertInto('affiliation')
    .values({ ...from, organisation_id: organisationId, role: 'referent' })
    .execute();
  await tx
    .insertInto('network_role')
    .values({ ...from, role: 'coordinator' })
    .execute();
  const { name: networkName, ...settings } = network;
  await tx
    .insertInto('audit_event')
    .values(
      auditRow(
        {
          action: 'network.begun',
          subjectType: 'network',
          subjectId: personId,
          organisationId,
          after: { networkName, ...settings },
        },
        { personId, now },
      ),
    )
    .execute();
  return personId;
}
