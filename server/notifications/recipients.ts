import { sql } from 'kysely';
import { type NotificationTopic, wants } from '../../shared/notifications.ts';
import type { BookingEvent, Locale } from '../../shared/words.ts';
import type { Db } from '../database/connect.ts';
import type { Occasion, OccasionLine } from './occasion.ts';

/** Booked it; is entitled to decide on it; approves what is lent, and hears when it comes back free. */
export type Part = 'booker' | 'decider' | 'keeper';

export interface Recipient {
  personId: string;
  name: string;
  email: string;
  locale: Locale;
  part: Part;
  /** The lines that this person is told of for their part; of a booker all. */
  lineIds: Set<string>;
}

/** Acts of which their own author gets a receipt. */
const receipted: BookingEvent[] = ['requested', 'confirmed'];

/**
 * Who is told of an act, each once: the booker first, then who decides, then who approves what was lent. Not those who are
 * deactivated, have lost their standing or chose not to be told, and not who did it, but for the receipt of a request.
 */
export async function recipientsOf(db: Db, occasion: Occasion, now: Date): Promise<Recipient[]> {
  const parts = new Map<string, { part: Part; lineIds: Set<string> }>();
  const allLines = new Set(occasion.bookings.flatMap(booking => booking.lines.map(line => line.id)));
  for (const personId of await bookers(db, occasion, now)) parts.set(personId, { part: 'booker', lineIds: allLines });
  const standing = await standingOver(db, occasion, now);
  for (const { part, personId, lineId } of standing) {
    const known = parts.get(personId) ?? { part, lineIds: new Set<string>() };
    if (known.part === part) known.lineIds.add(lineId);
    parts.set(personId, known);
  }

  const { event, actorId } = occasion.job;
  if (actorId && !receipted.includes(event)) parts.delete(actorId);
  if (parts.size === 0) return [];
  const people = await db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'locale', 'notification_choices as choices'])
    .where('id', 'in', [...parts.keys()])
    .where('deactivated_at', 'is', null)
    .orderBy('id')
    .execute();
  return people.flatMap(({ id, choices, ...person }) => {
    const told = parts.get(id);
    if (!told || !wants(choices, topicOf(event, told.part, id === actorId))) return [];
    return [{ personId: id, ...person, ...told }];
  });
}

function topicOf(event: BookingEvent, part: Part, isActor: boolean): NotificationTopic {
  if (part === 'keeper') return 'resources';
  if (part === 'decider') return event === 'reminded' || event === 'escalated' ? 'reminders' : 'requests';
  if (event === 'attendee_declined') return 'replies';
  return isActor ? 'receipts' : 'my_bookings';
}

/** Who booked and who asked, if they still act for the beneficiary; when none does, its referents. */
async function bookers(db: Db, { job, bookings }: Occasion, now: Date): Promise<string[]> {
  if (job.event === 'reminded' || job.event === 'escalated') return [];
  const people = new Set(
    bookings.flatMap(booking => [booking.personId, ...booking.lines.map(line => line.requestedBy)]),
  );
  const affiliated = await db
    .selectFrom('affiliation as a')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .select(['a.person_id', 'a.role'])
    .where('a.organisation_id', 'in', [...new Set(bookings.map(booking => booking.organisationId))])
    .where('p.deactivated_at', 'is', null)
    .where(
      sql<boolean>`a.valid_from <= network_day(${now}) and coalesce(a.valid_to, 'infinity') >= network_day(${now})`,
    )
    .execute();
  const still = affiliated.filter(one => people.has(one.person_id));
  const told = still.length > 0 ? still : affiliated.filter(one => one.role === 'referent');
  return told.map(one => one.person_id);
}

async function standingOver(db: Db, { job, bookings }: Occasion, now: Date) {
  const lines = bookings.flatMap(booking => booking.lines);
  const [toDecide, toKeep] = [linesToDecide(lines, job.event), linesToKeep(lines, job.event)];
  const deciders = await peopleOver(db, toDecide, sql`entitled_deciders(line.id, ${now})`);
  const keepers = await peopleOver(db, toKeep, sql`deciders(line.id, ${now})`, sql`where d.capacity = 'approver'`);
  return [
    ...deciders.map(one => ({ part: 'decider' as const, ...one })),
    ...keepers.map(one => ({ part: 'keeper' as const, ...one })),
  ];
}

function linesToDecide(lines: OccasionLine[], event: BookingEvent): OccasionLine[] {
  const pending = lines.filter(line => line.status === 'pending');
  if (event === 'escalated') return pending.filter(line => line.escalatedAt);
  if (event === 'reminded') return pending.filter(line => line.remindedAt);
  return event === 'requested' || event === 'change_requested' || event === 'restored' ? pending : [];
}

function linesToKeep(lines: OccasionLine[], event: BookingEvent): OccasionLine[] {
  if (event === 'cancelled') return lines.filter(line => line.wasConfirmed);
  return event === 'restored' ? lines.filter(line => line.status === 'confirmed') : [];
}

async function peopleOver(
  db: Db,
  lines: OccasionLine[],
  source: ReturnType<typeof sql>,
  condition: ReturnType<typeof sql> = sql``,
): Promise<{ personId: string; lineId: string }[]> {
  if (lines.length === 0) return [];
  const { rows } = await sql<{ personId: string; lineId: string }>`
    select d.person_id as "personId", line.id as "lineId"
    from unnest(${lines.map(line => line.id)}::uuid[]) as line (id)
    cross join lateral ${source} d ${condition}
    order by 1, 2`.execute(db);
  return rows;
}
