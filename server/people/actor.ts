import { sql } from 'kysely';
import type { Actor } from '../context.ts';
import type { Db } from '../database/connect.ts';

/** Somebody who does not ask themselves, with what they may see and book today, as when they sign in; offices apart. */
export async function actorOf(
  db: Db,
  person: Pick<Actor, 'personId' | 'name' | 'email' | 'locale'>,
  now: Date,
): Promise<Actor> {
  const { personId, name, email, locale } = person;
  const affiliations = await db
    .selectFrom('affiliation')
    .select(['organisation_id as organisationId', 'role'])
    .where('person_id', '=', personId)
    .where(sql<boolean>`valid_from <= network_day(${now}) and coalesce(valid_to, 'infinity') >= network_day(${now})`)
    .execute();
  return { personId, name, email, locale, affiliations, roles: [], sessionId: '' };
}
