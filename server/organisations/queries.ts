import { sql } from 'kysely';
import type {
  InterestView,
  NetworkRoleView,
  OrganisationPerson,
  OrganisationQuery,
  OrganisationView,
} from '../../shared/organisation.ts';
import { fold } from '../../shared/text.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { found } from '../errors.ts';
import { cursorPart, pageOf, readCursor } from '../http/page.ts';
import type { Doer } from './affiliate.ts';

export const organisationColumns = [
  'id',
  'name',
  'kind',
  'description',
  'commune',
  'postcode',
  'website',
  'email',
  'phone',
  'joined_on as joinedOn',
  'left_on as leftOn',
  'version',
] as const;

export const affiliationColumns = [
  'id',
  'person_id as personId',
  'organisation_id as organisationId',
  'role',
  'valid_from as validFrom',
  'valid_to as validTo',
] as const;

export function doerOf({ actor, now, requestId }: Context): Doer {
  return { personId: actor.personId, now, requestId };
}

/** Member organisations by name, accents and case aside. */
export async function listOrganisations(db: Db, query: OrganisationQuery) {
  const after = readCursor(query.cursor, [cursorPart.text, cursorPart.uuid]);
  const sortKey = sql<string>`${folded('name')}`;
  let asked = db.selectFrom('organisation').select(organisationColumns).select(sortKey.as('sortKey'));
  if (query.kind) asked = asked.where('kind', '=', query.kind);
  if (query.q) asked = asked.where(sql<boolean>`position(${fold(query.q)} in ${sortKey}) > 0`);
  if (after) asked = asked.where(sql<boolean>`(${sortKey}, id) > (${after[0]}, ${after[1]}::uuid)`);
  const rows = await asked
    .orderBy(sortKey)
    .orderBy('id')
    .limit(query.limit + 1)
    .execute();
  const page = pageOf(rows, query.limit, row => [row.sortKey, row.id]);
  return { ...page, items: page.items.map(({ sortKey: _, ...shown }): OrganisationView => shown) };
}

/** @throws Problem `not_found`. */
export async function readOrganisation(db: Db, id: string): Promise<OrganisationView> {
  return found(await db.selectFrom('organisation').select(organisationColumns).where('id', '=', id).executeTakeFirst());
}

/** Who acts for an organisation now, or will. */
export async function peopleOf(db: Db, organisationId: string, now: Date): Promise<OrganisationPerson[]> {
  return db
    .selectFrom('affiliation as a')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .select(['a.id as affiliationId', 'p.id as personId', 'p.name', 'p.email', 'p.phone', 'a.role'])
    .select(['a.valid_from as validFrom', 'a.valid_to as validTo'])
    .where('a.organisation_id', '=', organisationId)
    .where('p.deactivated_at', 'is', null)
    .where(eb => eb.or([eb('a.valid_to', 'is', null), eb('a.valid_to', '>=', sql<string>`network_day(${now})`)]))
    .orderBy('p.name')
    .orderBy('a.id')
    .execute();
}

/** The offices held today: everyone may know them. */
export async function listNetworkRoles(db: Db, now: Date): Promise<NetworkRoleView[]> {
  return db
    .selectFrom('network_role as n')
    .innerJoin('person as p', 'p.id', 'n.person_id')
    .select(['n.id', 'p.id as personId', 'p.name as personName', 'n.role', 'n.body'])
    .select(['n.valid_from as validFrom', 'n.valid_to as validTo'])
    .where('p.deactivated_at', 'is', null)
    .where(eb => eb.or([eb('n.valid_to', 'is', null), eb('n.valid_to', '>=', sql<string>`network_day(${now})`)]))
    .orderBy('n.role')
    .orderBy('p.name')
    .orderBy('n.id')
    .execute();
}

/** What a person has declared and still holds. */
export async function listInterests(db: Db, personId: string, now: Date): Promise<InterestView[]> {
  return db
    .selectFrom('declared_interest as i')
    .innerJoin('organisation as o', 'o.id', 'i.organisation_id')
    .select(['i.id', 'o.id as organisationId', 'o.name as organisationName', 'i.nature'])
    .select(['i.valid_from as validFrom', 'i.valid_to as validTo'])
    .where('i.person_id', '=', personId)
    .where(eb => eb.or([eb('i.valid_to', 'is', null), eb('i.valid_to', '>=', sql<string>`network_day(${now})`)]))
    .orderBy('o.name')
    .orderBy('i.id')
    .execute();
}

/** As `fold` does it in the process, without an extension that the embedded database may not have. */
export function folded(column: 'name' | 'p.name') {
  return sql`replace(replace(replace(regexp_replace(lower(normalize(${sql.ref(column)}, NFD)), '[\u0300-\u036f]', '', 'g'),
    'œ', 'oe'), 'æ', 'ae'), '’', '''')`;
}
