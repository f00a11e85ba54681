import { sql } from 'kysely';
import type { InterestView, NewInterest } from '../../shared/organisation.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found } from '../errors.ts';
import { record } from '../history/record.ts';
import { readOrganisation } from './queries.ts';

/** Declares that the actor has an interest in an organisation, from today. It keeps them out of decisions about it. */
export async function declareInterest(tx: Tx, input: NewInterest, context: Context): Promise<InterestView> {
  const { actor, now } = context;
  const organisation = await readOrganisation(tx, input.organisationId);
  const declared = await tx
    .insertInto('declared_interest')
    .values({
      person_id: actor.personId,
      organisation_id: organisation.id,
      nature: input.nature,
      valid_from: sql<string>`network_day(${now})`,
    })
    .returning(['id', 'organisation_id as organisationId', 'nature', 'valid_from as validFrom', 'valid_to as validTo'])
    .executeTakeFirstOrThrow();
  await record(tx, context, [
    {
      action: 'interest.declared',
      subjectType: 'person',
      subjectId: actor.personId,
      organisationId: organisation.id,
      after: declared,
    },
  ]);
  return { ...declared, organisationName: organisation.name };
}

/** Ends one's own interest. It still holds today: nobody sheds it for one decision. */
export async function endInterest(tx: Tx, id: string, context: Context): Promise<{ id: string }> {
  const ended = found(
    await tx
      .updateTable('declared_interest')
      .set({ valid_to: sql<string>`least(valid_to, network_day(${context.now}))` })
      .where('id', '=', id)
      .where('person_id', '=', context.actor.personId)
      .returning(['organisation_id', 'nature', 'valid_from', 'valid_to'])
      .executeTakeFirst(),
  );
  await record(tx, context, [
    {
      action: 'interest.ended',
      subjectType: 'person',
      subjectId: context.actor.personId,
      organisationId: ended.organisation_id,
      after: ended,
    },
  ]);
  return { id };
}
