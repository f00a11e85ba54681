import { sql } from 'kysely';
import type { HistoryEvent } from '../../shared/booking.ts';
import type { ActView, HistoryQuery } from '../../shared/history.ts';
import { type Actor, isCoordinator } from '../context.ts';
import type { Db } from '../database/connect.ts';
import type { Row } from '../database/tables.ts';
import { Problem } from '../errors.ts';
import { cursorPart, pageOf, readCursor } from '../http/page.ts';

/** What was done to a subject, oldest first; the last 500 acts. Without a person it was the system (a deadline). */
export async function readHistory(db: Db, subjectId: string): Promise<HistoryEvent[]> {
  const rows = await db
    .selectFrom('audit_event')
    .leftJoin('person', 'person.id', 'audit_event.person_id')
    .select(['audit_event.at', 'audit_event.action', 'audit_event.before', 'audit_event.after', 'audit_event.reason'])
    .select(['person.id as person_id', 'person.name as person_name'])
    .where('audit_event.subject_id', '=', subjectId)
    .orderBy('audit_event.id', 'desc')
    .limit(500)
    .execute();
  return rows.toReversed().map(row => ({
    at: row.at.toISOString(),
    action: row.action,
    person: row.person_id ? { id: row.person_id, name: row.person_name ?? '' } : null,
    before: row.before ?? null,
    after: row.after ?? null,
    reason: row.reason,
  }));
}

/**
 * What was done in the network, newest first. The coordinator reads all of it; the referents of an organisation what was done
 * in its name, to what it owns, and to bookings of what it owns. Not what is a person's own: feeds and declared interests.
 * @throws Problem `forbidden` for all others, `invalid_cursor`
 */
export async function listHistory(
  db: Db,
  query: HistoryQuery,
  actor: Actor,
): Promise<{ items: ActView[]; nextCursor: string | null }> {
  const after = readCursor(query.cursor, [cursorPart.number]);
  const rows = await db
    .selectFrom('audit_event as e')
    .innerJoin(idsFor(db, query, after?.[0], actor).as('shown'), 'shown.id', 'e.id')
    .leftJoin('person as p', 'p.id', 'e.person_id')
    .leftJoin('organisation as o', 'o.id', 'e.organisation_id')
    .select(['e.id', 'e.at', 'e.action', 'e.subject_type', 'e.subject_id', 'e.before', 'e.after', 'e.reason'])
    .select(['e.person_id', 'p.name as person_name', 'e.organisation_id', 'o.name as organisation_name'])
    .select(subjectName.as('subject_name'))
    .orderBy('e.id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const page = pageOf(rows, query.limit, row => [String(row.id)]);
  return { ...page, items: page.items.map(viewOf) };
}

/**
 * The acts of a page, and one more, by their ids. What an organisation did and what was booked of it are looked up apart, each
 * by its own index, and not by one condition that would have to be tried on every act there ever was.
 */
function idsFor(db: Db, query: HistoryQuery, before: string | undefined, actor: Actor) {
  const acts = matching(db, query, before);
  if (isCoordinator(actor)) return sql<{ id: number }>`${acts}`;
  const organisations = actor.affiliations.filter(one => one.role === 'referent').map(one => one.organisationId);
  if (organisations.length === 0) throw new Problem('forbidden');
  const done = acts
    .where('organisation_id', 'in', organisations)
    .where('subject_type', '<>', 'feed')
    .where('action', 'not in', ['interest.declared', 'interest.ended']);
  const booked = acts
    .where('subject_type', '=', 'booking')
    .where('subject_id', 'in', eb =>
      eb
        .selectFrom('booking_line as l')
        .innerJoin('resource as r', 'r.id', 'l.resource_id')
        .select('l.booking_id')
        .where('r.owner_id', 'in', organisations),
    );
  return sql<{ id: number }>`(${done} union ${booked})`;
}

function matching(db: Db, query: HistoryQuery, before: string | undefined) {
  const { subjectType, subjectId, personId, action, from, to } = query;
  let acts = db.selectFrom('audit_event').select('id');
  if (subjectType) acts = acts.where('subject_type', '=', subjectType);
  if (subjectId) acts = acts.where('subject_id', '=', subjectId);
  if (personId) acts = acts.where('person_id', '=', personId);
  if (action) acts = acts.where('action', '=', action);
  if (from) acts = acts.where('at', '>=', new Date(from));
  if (to) acts = acts.where('at', '<', new Date(to));
  if (before) acts = acts.where('id', '<', Number(before));
  return acts.orderBy('id', 'desc').limit(query.limit + 1);
}

const subjectName = sql<string | null>`case e.subject_type
  when 'resource' then (select name from resource where id = e.subject_id)
  when 'block' then (select r.name from block b join resource r on r.id = b.resource_id where b.id = e.subject_id)
  when 'waiting' then (select r.name from waiting w join resource r on r.id = w.resource_id where w.id = e.subject_id)
  when 'site' then (select name from site where id = e.subject_id)
  when 'organisation' then (select name from organisation where id = e.subject_id)
  when 'person' then (select name from person where id = e.subject_id)
  when 'booking' then (select title from booking where id = e.subject_id)
  when 'series' then (select title from series where id = e.subject_id)
  when 'network' then (select name from network)
end`;

interface ActRow extends Pick<Row<'audit_event'>, 'id' | 'at' | 'action' | 'subject_type' | 'subject_id' | 'reason'> {
  before: unknown;
  after: unknown;
  person_id: string | null;
  person_name: string | null;
  organisation_id: string | null;
  organisation_name: string | null;
  subject_name: string | null;
}

function viewOf(row: ActRow): ActView {
  const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });
  return {
    id: row.id,
    at: row.at.toISOString(),
    action: row.action,
    subject: { type: row.subject_type, id: row.subject_id, name: row.subject_name },
    organisation: named(row.organisation_id, row.organisation_name),
    person: named(row.person_id, row.person_name),
    before: row.before ?? null,
    after: row.after ?? null,
    reason: row.reason,
  };
}
