import { sql } from 'kysely';
import type { AffiliationView } from '../../shared/organisation.ts';
import type { AffiliationRole } from '../../shared/words.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { affiliate, recordBy } from './affiliate.ts';
import { assertRunsPeopleOf, seesPeopleOf } from './policy.ts';
import { affiliationColumns, doerOf } from './queries.ts';

/** Gives an affiliated person another role in the organisation, from today. */
export async function changeAffiliation(
  tx: Tx,
  { id, role }: { id: string; role: AffiliationRole },
  context: Context,
): Promise<AffiliationView> {
  const current = await lockedAffiliation(tx, id, context);
  assertRunsPeopleOf(context.actor, current.organisationId);
  if (current.isOver) throw new Problem('not_found');
  return affiliate(tx, { personId: current.personId, organisationId: current.organisationId, role }, doerOf(context));
}

/**
 * Ends an affiliation at once: yesterday becomes its last day, and one that began today is taken back. The person acts for
 * the organisation no more from the next request on; what was booked stays with the organisation. One may leave by oneself.
 */
export async function endAffiliation(tx: Tx, id: string, context: Context): Promise<{ id: string }> {
  const current = await lockedAffiliation(tx, id, context);
  if (current.personId !== context.actor.personId) assertRunsPeopleOf(context.actor, current.organisationId);
  if (current.isOver) return { id };
  const today = sql<string>`network_day(${context.now})`;
  await tx.deleteFrom('affiliation').where('id', '=', id).where('valid_from', '>=', today).execute();
  await tx
    .updateTable('affiliation')
    .set({ valid_to: sql<string>`${today} - 1` })
    .where('id', '=', id)
    .execute();
  await recordBy(tx, doerOf(context), {
    action: 'affiliation.ended',
    subjectType: 'person',
    subjectId: current.personId,
    organisationId: current.organisationId,
    before: { role: current.role, validFrom: current.validFrom, validTo: current.validTo },
  });
  return { id };
}

/** @throws Problem `not_found` also when the actor may not know of it: the people of an organisation are its own affair. */
async function lockedAffiliation(tx: Tx, id: string, { actor, now }: Context) {
  const row = await tx
    .selectFrom('affiliation')
    .select(affiliationColumns)
    .select(sql<boolean>`coalesce(valid_to < network_day(${now}), false)`.as('isOver'))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  const known = row && (row.personId === actor.personId || seesPeopleOf(actor, row.organisationId));
  return found(known ? row : null);
}
