import { sql } from 'kysely';
import type { NetworkRoleView, NewNetworkRole } from '../../shared/organisation.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { assertCoordinator } from './policy.ts';

/** Gives a person an office in the network from today. The coordinator's to do. */
export async function giveOffice(tx: Tx, input: NewNetworkRole, context: Context): Promise<NetworkRoleView> {
  assertCoordinator(context.actor);
  const person = found(
    await tx
      .selectFrom('person')
      .select('name')
      .where('id', '=', input.personId)
      .where('deactivated_at', 'is', null)
      .executeTakeFirst(),
  );
  const office = await tx
    .insertInto('network_role')
    .values({
      person_id: input.personId,
      role: input.role,
      body: input.body ?? null,
      valid_from: sql<string>`network_day(${context.now})`,
      valid_to: input.validTo ?? null,
    })
    .returning(['id', 'person_id as personId', 'role', 'body', 'valid_from as validFrom', 'valid_to as validTo'])
    .executeTakeFirstOrThrow();
  await record(tx, context, [
    { action: 'network_role.given', subjectType: 'person', subjectId: input.personId, after: office },
  ]);
  return { ...office, personName: person.name };
}

/**
 * Ends an office at once: yesterday becomes its last day, and one given today is taken back.
 * @throws Problem `last_coordinator` when nobody would be left who could give it again.
 */
export async function endOffice(tx: Tx, id: string, context: Context): Promise<{ id: string }> {
  assertCoordinator(context.actor);
  await lockOffices(tx);
  const office = found(await tx.selectFrom('network_role').selectAll().where('id', '=', id).executeTakeFirst());
  const today = sql<string>`network_day(${context.now})`;
  await tx.deleteFrom('network_role').where('id', '=', id).where('valid_from', '>=', today).execute();
  await tx
    .updateTable('network_role')
    .set({ valid_to: sql<string>`${today} - 1` })
    .where('id', '=', id)
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', today)]))
    .execute();
  await assertCoordinatorLeft(tx, context.now);
  await record(tx, context, [
    { action: 'network_role.ended', subjectType: 'person', subjectId: office.person_id, before: office },
  ]);
  return { id };
}

/** Two coordinators who end each other's office at once would leave none: they take turns. */
export async function lockOffices(tx: Tx): Promise<void> {
  await sql`select 1 from network for update`.execute(tx);
}

/** @throws Problem `last_coordinator` when nobody coordinates today. */
export async function assertCoordinatorLeft(tx: Tx, now: Date): Promise<void> {
  const today = sql<string>`network_day(${now})`;
  const left = await tx
    .selectFrom('network_role as n')
    .innerJoin('person as p', 'p.id', 'n.person_id')
    .select('n.id')
    .where('n.role', '=', 'coordinator')
    .where('p.deactivated_at', 'is', null)
    .where('n.valid_from', '<=', today)
    .where(eb => eb.or([eb('n.valid_to', 'is', null), eb('n.valid_to', '>=', today)]))
    .executeTakeFirst();
  if (!left) throw new Problem('last_coordinator');
}
