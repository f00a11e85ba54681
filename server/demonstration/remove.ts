import { sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import { Problem } from '../errors.ts';

/**
 * Empties the demonstration network again: its people, organisations and all that stands on them, and nothing of the schema.
 * What was made while trying it goes with it. Queued jobs stay, and find nothing.
 *
 * History is append-only, and its tables refuse to be emptied: the guards against TRUNCATE, and only these, are put aside
 * within this one transaction, which also holds the tables alone; if anything fails they are back. This is not
 * `session_replication_role`, which needs a superuser and puts foreign keys aside as well. Truncating with `cascade` also
 * reaches the tables that later migrations hang on people, organisations and resources.
 * @throws Problem `forbidden` when the network is a real one, `not_found` when there is none.
 */
export async function removeDemonstration(db: Db): Promise<void> {
  await db.transaction().execute(async tx => {
    const network = await tx.selectFrom('network').select('is_demonstration').forUpdate().executeTakeFirst();
    if (!network) throw new Problem('not_found');
    if (!network.is_demonstration) throw new Problem('forbidden');
    const guards = await sql<{ table: string; trigger: string }>`
      select c.relname as table, t.tgname as trigger from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where t.tgfoid = 'history_is_append_only'::regproc and t.tgname like '%_not_truncated'
    `.execute(tx);
    for (const { table, trigger } of guards.rows) {
      await sql`alter table ${sql.table(table)} disable trigger ${sql.ref(trigger)}`.execute(tx);
    }
    await sql`
      truncate network, organisation, person, site, feature, claim, claim_log, audit_event, idempotency, mail,
        auth_verification, rate_limit, calendar_version cascade
    `.execute(tx);
    for (const { table, trigger } of guards.rows) {
      await sql`alter table ${sql.table(table)} enable trigger ${sql.ref(trigger)}`.execute(tx);
    }
    // TRUNCATE tells no row trigger, and processes keep the catalogue in memory by its version.
    await sql`update catalogue set version = version + 1`.execute(tx);
  });
}
