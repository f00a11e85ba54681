import { expressionBuilder, type RawBuilder, sql } from 'kysely';
import { DateTime } from 'luxon';
import type { BlockKind, BookingStatus } from '../../shared/words.ts';
import { visibleTo } from '../bookings/queries.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { maySee } from '../catalogue/visibility.ts';
import type { Db } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import type { FeedAccess } from './feeds.ts';

/** A booking that a feed shows; instants are ISO 8601. */
export interface BookingFacts {
  id: string;
  title: string;
  purpose: string | null;
  organisationName: string;
  startsAt: string;
  endsAt: string;
  status: BookingStatus;
  sequence: number;
  /** The last change of the booking, or of a name or a place that its event shows. */
  changedAt: string;
  /** Whether the person may see more of it than that the time is taken. */
  visible: boolean;
  seriesId: string | null;
  recurrenceId: string | null;
  lines: { resourceId: string; quantity: number }[];
}

export interface SeriesFacts {
  id: string;
  rrule: string | null;
  zone: string;
  startsAt: string;
  sequence: number;
  changedAt: string;
}

export interface BlockFacts {
  id: string;
  resourceId: string;
  kind: BlockKind;
  startsAt: string;
  endsAt: string;
  reason: string;
  sequence: number;
  changedAt: string;
}

export interface FeedFacts {
  bookings: BookingFacts[];
  series: SeriesFacts[];
  blocks: BlockFacts[];
}

const daysBack = 90;
const monthsAhead = 18;

/**
 * What the feed shows now, in one statement: the digest of the versions of all of it and, unless the digest is one that the
 * client already has, the facts themselves. A series with an occurrence in the window is there whole.
 * @param known digests that the client has
 */
export async function readContent(
  db: Db,
  access: FeedAccess,
  { catalogue, now, known }: { catalogue: Catalogue; now: Date; known: string[] },
): Promise<{ digest: string; facts: FeedFacts | null }> {
  const targets = targetsOf(access, catalogue, now);
  const scope = scopeOf(access, targets, now);
  const visible = visibleTo(expressionBuilder<Tables, 'booking'>(), { actor: access.actor, now });
  const { rows } = await sql<{ digest: string; facts: FeedFacts | null }>`
    with inside as materialized (
      select booking.id, booking.series_id from booking
      where ${scope} and ${isLive(now)} and ${inWindow('booking', access.zone, now)}
    ), chosen as materialized (
      select booking.id, booking.version, booking.sequence, booking.updated_at, booking.series_id, (${visible})::boolean as visible
      from booking where booking.id in (select id from inside where series_id is null)
      union all
      select booking.id, booking.version, booking.sequence, booking.updated_at, booking.series_id, (${visible})::boolean as visible
      from booking where booking.series_id in (select series_id from inside) and ${scope} and ${isLive(now)}
    ), stopped as materialized (
      select block.* from block
      where block.resource_id in (
          select resource_id from resource_draw where drawn_id = any (${targets}::uuid[]) and by_parts)
        and block.lifted_at is null and ${inWindow('block', access.zone, now)}
    ), digest as (
      select md5(concat_ws('|',
        (select string_agg(concat_ws(',', id, version, sequence, extract(epoch from updated_at), visible), ';' order by id) from chosen),
        (select string_agg(concat_ws(',', id, calendar_sequence, calendar_changed_at), ';' order by id)
          from series where id in (select series_id from chosen)),
        (select string_agg(concat_ws(',', id, calendar_sequence), ';' order by id) from stopped))) as value
    )
    select digest.value as digest, case when digest.value <> all (${known}::text[]) then json_build_object(
      'bookings', (${bookingFacts}), 'series', (${seriesFacts}), 'blocks', (${blockFacts})) end as facts
    from digest`.execute(db);
  const row = rows[0];
  if (!row) throw new Error('an aggregate always has a row');
  return row;
}

// Names change without the booking: their last change counts, or a calendar would keep the old ones.
const bookingFacts = sql`
  select coalesce(json_agg(json_build_object(
    'id', b.id, 'title', b.title, 'purpose', b.purpose, 'organisationName', o.name, 'startsAt', b.starts_at, 'endsAt', b.ends_at,
    'status', b.status, 'sequence', b.sequence,
    'changedAt', greatest(b.updated_at, o.calendar_changed_at, l.calendar_changed_at),
    'visible', c.visible, 'seriesId', b.series_id, 'recurrenceId', b.recurrence_id, 'lines', coalesce(l.lines, '[]')
  ) order by b.starts_at, b.id), '[]')
  from chosen c join booking b on b.id = c.id join organisation o on o.id = b.organisation_id
  left join lateral (
    select json_agg(json_build_object('resourceId', l.resource_id, 'quantity', l.quantity) order by l.position, l.id) as lines,
      max(greatest(r.calendar_changed_at, s.calendar_changed_at)) as calendar_changed_at
    from booking_line l join resource r on r.id = l.resource_id join site s on s.id = r.site_id
    where l.booking_id = b.id and l.phase = 'current' and l.status not in ('declined', 'cancelled', 'expired')
  ) l on true`;

const seriesFacts = sql`
  select coalesce(json_agg(json_build_object(
    'id', s.id, 'rrule', s.rrule, 'zone', s.time_zone, 'startsAt', s.starts_at,
    'sequence', greatest(s.calendar_sequence, 0), 'changedAt', s.calendar_changed_at) order by s.id), '[]')
  from series s where s.id in (select series_id from chosen)`;

const blockFacts = sql`
  select coalesce(json_agg(json_build_object(
    'id', k.id, 'resourceId', k.resource_id, 'kind', k.kind, 'startsAt', k.starts_at, 'endsAt', k.ends_at, 'reason', k.reason,
    'sequence', k.calendar_sequence, 'changedAt', greatest(k.calendar_changed_at, r.calendar_changed_at, s.calendar_changed_at)
  ) order by k.starts_at, k.id), '[]')
  from stopped k join resource r on r.id = k.resource_id join site s on s.id = r.site_id`;

/** The window goes by days of the network, so that it does not move with every access. */
function inWindow(table: 'booking' | 'block', zone: string, now: Date): RawBuilder<boolean> {
  const today = DateTime.fromJSDate(now, { zone }).startOf('day');
  const [from, to] = [today.minus({ days: daysBack }).toJSDate(), today.plus({ months: monthsAhead }).toJSDate()];
  return sql`${sql.ref(`${table}.starts_at`)} < ${to}::timestamptz and ${sql.ref(`${table}.ends_at`)} > ${from}::timestamptz`;
}

/** A request whose hold has lapsed is over, whether or not the sweep has said so yet. */
function isLive(now: Date): RawBuilder<boolean> {
  return sql`booking.status not in ('declined', 'cancelled', 'expired') and exists (
    select 1 from booking_line l where l.booking_id = booking.id and l.phase = 'current'
      and (l.status in ('confirmed', 'in_use', 'completed', 'no_show') or (l.status = 'pending' and l.hold_until > ${now})))`;
}

/** The resources whose claims the feed shows; none for a feed that is not about resources. */
function targetsOf({ scope, resourceId, siteId, actor }: FeedAccess, catalogue: Catalogue, now: Date): string[] {
  if (scope === 'resource') return resourceId ? [resourceId] : [];
  if (scope !== 'site' && scope !== 'network') return [];
  const seen = [...catalogue.resources.values()].filter(
    resource => (scope === 'network' || resource.siteId === siteId) && maySee(resource, actor, now),
  );
  return seen.map(resource => resource.id);
}

function scopeOf({ scope, organisationId, actor }: FeedAccess, targets: string[], now: Date): RawBuilder<boolean> {
  const visible = visibleTo(expressionBuilder<Tables, 'booking'>(), { actor, now });
  switch (scope) {
    case 'person':
      return sql`booking.person_id = ${actor.personId} and (${visible})`;
    case 'organisation':
      return sql`booking.organisation_id = ${organisationId}`;
    case 'queue':
      return sql`booking.id in (
        select l.booking_id from booking_line l
        where l.status = 'pending' and l.phase <> 'superseded' and l.hold_until > ${now}
          and exists (select 1 from entitled_deciders(l.id, ${now}) d where d.person_id = ${actor.personId}))`;
    default:
      return sql`booking.id in (
        select l.booking_id from booking_line l
        join resource_draw d on d.resource_id = l.resource_id
        where d.drawn_id = any (${targets}::uuid[]) and l.phase = 'current' and line_is_holding(l.status, l.holds))`;
  }
}
