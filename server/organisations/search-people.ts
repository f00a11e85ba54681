import { sql } from 'kysely';
import type { PeopleQuery, PersonSummary } from '../../shared/organisation.ts';
import { fold } from '../../shared/text.ts';
import { type Actor, isCoordinator } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { cursorPart, pageOf, readCursor } from '../http/page.ts';
import { folded } from './queries.ts';

const fewLetters = 3;
const fewPeople = 10;

type PersonRow = Omit<PersonSummary, 'deactivatedAt'> & { deactivatedAt: Date | null };

/**
 * Looks for people: among those of one's own organisations, ten at most, by three letters or more, so that nobody can list the
 * network (abuse case 21). The coordinator sees everyone, page by page.
 */
export async function searchPeople(db: Db, query: PeopleQuery, { actor, now }: { actor: Actor; now: Date }) {
  const all = isCoordinator(actor);
  const q = fold(query.q ?? '');
  if (!all && q.replace(/\s/g, '').length < fewLetters) {
    throw new Problem('malformed', { what: `q: ${fewLetters} letters or more` });
  }
  const limit = all ? query.limit : Math.min(query.limit, fewPeople);
  const after = all ? readCursor(query.cursor, [cursorPart.text, cursorPart.uuid]) : null;
  const seen = all
    ? sql`true`
    : sql`a.organisation_id = any(${actor.affiliations.map(one => one.organisationId)}::uuid[])`;
  const { rows } = await sql<PersonRow>`
    select p.id, p.name, p.email, p.deactivated_at as "deactivatedAt",
      coalesce(json_agg(json_build_object('affiliationId', a.id, 'organisationId', o.id, 'organisationName', o.name,
        'role', a.role) order by o.name) filter (where a.id is not null), '[]') as affiliations
    from person p
    left join (affiliation a join organisation o on o.id = a.organisation_id) on a.person_id = p.id and ${seen}
      and network_day(${now}) >= a.valid_from and (a.valid_to is null or network_day(${now}) <= a.valid_to)
    where ${all ? sql`true` : sql`p.deactivated_at is null and a.id is not null`}
      and ${q === '' ? sql`true` : sql`(position(${q} in ${folded('p.name')}) > 0 or position(${q} in p.email) > 0)`}
      and ${after ? sql`(p.name, p.id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}
    group by p.id
    order by p.name, p.id
    limit ${limit + 1}`.execute(db);
  const page = pageOf(rows, limit, row => [row.name, row.id]);
  return {
    items: page.items.map(row => ({ ...row, deactivatedAt: row.deactivatedAt?.toISOString() ?? null })),
    nextCursor: all ? page.nextCursor : null,
  };
}
