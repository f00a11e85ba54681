import { sql } from 'kysely';
import type { BookingStatus, LinePhase } from '../../shared/words.ts';
import type { Db } from '../database/connect.ts';
import type { NotifyJob } from '../jobs/queue.ts';

/** A line of a booking, with what a mail says of it. */
export interface OccasionLine {
  id: string;
  bookingId: string;
  resourceId: string;
  resourceName: string;
  quantity: number;
  ownerId: string;
  ownerName: string;
  siteName: string;
  address: string;
  timeZone: string;
  startsAt: Date;
  endsAt: Date;
  phase: LinePhase;
  status: BookingStatus;
  holdUntil: Date | null;
  remindedAt: Date | null;
  escalatedAt: Date | null;
  requestedBy: string;
  approvalRequired: boolean;
  /** Confirmed at some time: it needed no approval, or got one. */
  wasConfirmed: boolean;
}

export interface OccasionBooking {
  id: string;
  title: string;
  purpose: string | null;
  startsAt: Date;
  endsAt: Date;
  organisationId: string;
  organisationName: string;
  personId: string;
  personName: string;
  /** What the mail shows: what is asked for when a change waits, otherwise what holds. */
  lines: OccasionLine[];
}

/** What happened, to which bookings, by whom. */
export interface Occasion {
  job: NotifyJob;
  network: { name: string; timeZone: string };
  bookings: OccasionBooking[];
  actor: { personId: string; name: string; organisations: { id: string; name: string }[] } | null;
}

/** Reads all that the mails of one act say; null when there is nothing to tell of. */
export async function readOccasion(db: Db, job: NotifyJob, now: Date): Promise<Occasion | null> {
  const network = await db.selectFrom('network').select(['name', 'time_zone as timeZone']).executeTakeFirst();
  if (!network || job.bookingIds.length === 0) return null;
  const rows = await db
    .selectFrom('booking as b')
    .innerJoin('organisation as o', 'o.id', 'b.organisation_id')
    .innerJoin('person as p', 'p.id', 'b.person_id')
    .select([
      'b.id',
      'b.title',
      'b.purpose',
      'b.starts_at as startsAt',
      'b.ends_at as endsAt',
      'b.organisation_id as organisationId',
      'o.name as organisationName',
      'b.person_id as personId',
      'p.name as personName',
    ])
    .where('b.id', 'in', job.bookingIds)
    .orderBy('b.starts_at')
    .orderBy('b.id')
    .execute();
  const lines = Map.groupBy(await readLines(db, job.bookingIds), line => line.bookingId);
  const bookings = rows
    .map(row => ({ ...row, lines: shownLines(lines.get(row.id) ?? [], job) }))
    .filter(booking => booking.lines.length > 0);
  return bookings.length === 0 ? null : { job, network, bookings, actor: await readActor(db, job.actorId, now) };
}

function shownLines(lines: OccasionLine[], job: NotifyJob): OccasionLine[] {
  const proposed = lines.filter(line => line.phase === 'proposed' && line.status === 'pending');
  const current = lines.filter(line => line.phase === 'current');
  const asksForChange = job.event === 'change_requested' || job.event === 'reminded' || job.event === 'escalated';
  return asksForChange && proposed.length > 0 ? proposed : current;
}

async function readLines(db: Db, bookingIds: string[]): Promise<OccasionLine[]> {
  return db
    .selectFrom('booking_line as l')
    .innerJoin('resource as r', 'r.id', 'l.resource_id')
    .innerJoin('organisation as o', 'o.id', 'r.owner_id')
    .innerJoin('site as s', 's.id', 'r.site_id')
    .select([
      'l.id',
      'l.booking_id as bookingId',
      'l.resource_id as resourceId',
      'r.name as resourceName',
      'l.quantity',
      'r.owner_id as ownerId',
      'o.name as ownerName',
      's.name as siteName',
      's.time_zone as timeZone',
      'l.starts_at as startsAt',
      'l.ends_at as endsAt',
      'l.phase',
      'l.status',
      'l.hold_until as holdUntil',
      'l.reminded_at as remindedAt',
      'l.escalated_at as escalatedAt',
      'l.requested_by as requestedBy',
      'l.approval_required as approvalRequired',
    ])
    .select([
      sql<string>`concat_ws(', ', nullif(s.address, ''), concat_ws(' ', s.postcode, s.commune))`.as('address'),
      sql<boolean>`not l.approval_required or exists (
        select 1 from decision d where d.line_id = l.id and d.outcome = 'approved')`.as('wasConfirmed'),
    ])
    .where('l.booking_id', 'in', bookingIds)
    .where('l.phase', '<>', 'superseded')
    .orderBy('l.position')
    .orderBy('l.id')
    .execute();
}

async function readActor(db: Db, personId: string | null, now: Date): Promise<Occasion['actor']> {
  if (!personId) return null;
  const person = await db.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirst();
  if (!person) return null;
  const organisations = await db
    .selectFrom('affiliation as a')
    .innerJoin('organisation as o', 'o.id', 'a.organisation_id')
    .select(['o.id', 'o.name'])
    .where('a.person_id', '=', personId)
    .where(
      sql<boolean>`a.valid_from <= network_day(${now}) and coalesce(a.valid_to, 'infinity') >= network_day(${now})`,
    )
    .execute();
  return { personId, name: person.name, organisations };
}
