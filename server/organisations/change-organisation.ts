import { sql } from 'kysely';
import {
  contactFields,
  type NewOrganisation,
  type OrganisationChange,
  type OrganisationView,
} from '../../shared/organisation.ts';
import { type Context, isCoordinator, isReferentOf } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { matchVersion } from '../http/version.ts';
import { assertCoordinator } from './policy.ts';
import { organisationColumns } from './queries.ts';

/** Takes an organisation into the network. The coordinator's to do. */
export async function addOrganisation(tx: Tx, input: NewOrganisation, context: Context): Promise<OrganisationView> {
  assertCoordinator(context.actor);
  const { joinedOn, ...facts } = input;
  const after = await tx
    .insertInto('organisation')
    .values({ ...facts, joined_on: joinedOn ?? sql<string>`network_day(${context.now})`, created_at: context.now })
    .returning(organisationColumns)
    .executeTakeFirstOrThrow();
  await record(tx, context, [
    {
      action: 'organisation.added',
      subjectType: 'organisation',
      subjectId: after.id,
      organisationId: after.id,
      after,
    },
  ]);
  return after;
}

/**
 * Changes what is given. A referent may change how their own organisation is reached and described; its name, kind and
 * membership are the coordinator's.
 */
export async function changeOrganisation(
  tx: Tx,
  { id, version, change }: { id: string; version: number; change: OrganisationChange },
  context: Context,
): Promise<OrganisationView> {
  const { actor } = context;
  const before = found(
    await tx
      .selectFrom('organisation')
      .select(organisationColumns)
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst(),
  );
  const ownContact = Object.keys(change).every(field => contactFields.some(known => known === field));
  if (!isCoordinator(actor) && !(isReferentOf(actor, id) && ownContact)) throw new Problem('forbidden');
  matchVersion(version, before.version);
  const differs = Object.entries(change).some(([field, value]) => before[field as keyof OrganisationView] !== value);
  if (!differs) return before;
  const { joinedOn, leftOn, ...facts } = change;
  const after = await tx
    .updateTable('organisation')
    .set(eb => ({
      ...facts,
      ...(joinedOn === undefined ? {} : { joined_on: joinedOn }),
      ...(leftOn === undefined ? {} : { left_on: leftOn }),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .returning(organisationColumns)
    .executeTakeFirstOrThrow();
  await record(tx, context, [
    { action: 'organisation.changed', subjectType: 'organisation', subjectId: id, organisationId: id, before, after },
  ]);
  return after;
}
