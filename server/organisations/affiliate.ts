import { sql } from 'kysely';
import type { AffiliationView, NewAffiliation } from '../../shared/organisation.ts';
import type { Tx } from '../database/connect.ts';
import { auditRow, type Event } from '../history/record.ts';
import { affiliationColumns } from './queries.ts';

/** Who does it: the actor, or a person who comes in by an invitation and has no session yet. */
export interface Doer {
  personId: string;
  now: Date;
  requestId: string;
}

/**
 * Lets a person act for an organisation in a role, from today on. Whoever does so already keeps their affiliation, or gets a
 * new one from today if the role differs, so that the history shows who held which role when.
 */
export async function affiliate(tx: Tx, wanted: NewAffiliation, by: Doer): Promise<AffiliationView> {
  const current = await currentAffiliation(tx, wanted, by.now);
  if (current?.role === wanted.role) return viewOf(current);
  const after = current?.sinceToday
    ? await givenRole(tx, current.id, wanted.role)
    : await begun(tx, wanted, current, by.now);
  await recordBy(tx, by, {
    action: current ? 'affiliation.changed' : 'affiliation.started',
    subjectType: 'person',
    subjectId: wanted.personId,
    organisationId: wanted.organisationId,
    before: current && viewOf(current),
    after,
  });
  return after;
}

/** As `record`, where the doer need not be signed in. */
export async function recordBy(tx: Tx, by: Doer, event: Event): Promise<void> {
  await tx.insertInto('audit_event').values(auditRow(event, by)).execute();
}

function currentAffiliation(tx: Tx, { personId, organisationId }: NewAffiliation, now: Date) {
  const today = sql<string>`network_day(${now})`;
  return tx
    .selectFrom('affiliation')
    .select(affiliationColumns)
    .select(sql<boolean>`valid_from = ${today}`.as('sinceToday'))
    .where('person_id', '=', personId)
    .where('organisation_id', '=', organisationId)
    .where('valid_from', '<=', today)
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', today)]))
    .forUpdate()
    .executeTakeFirst();
}

function givenRole(tx: Tx, id: string, role: NewAffiliation['role']): Promise<AffiliationView> {
  return tx
    .updateTable('affiliation')
    .set({ role })
    .where('id', '=', id)
    .returning(affiliationColumns)
    .executeTakeFirstOrThrow();
}

async function begun(tx: Tx, wanted: NewAffiliation, current: AffiliationView | undefined, now: Date) {
  const today = sql<string>`network_day(${now})`;
  if (current) {
    await tx
      .updateTable('affiliation')
      .set({ valid_to: sql<string>`${today} - 1` })
      .where('id', '=', current.id)
      .execute();
  }
  return tx
    .insertInto('affiliation')
    .values({
      person_id: wanted.personId,
      organisation_id: wanted.organisationId,
      role: wanted.role,
      valid_from: today,
      valid_to: current?.validTo ?? null,
    })
    .returning(affiliationColumns)
    .executeTakeFirstOrThrow();
}

function viewOf({ id, personId, organisationId, role, validFrom, validTo }: AffiliationView): AffiliationView {
  return { id, personId, organisationId, role, validFrom, validTo };
}
