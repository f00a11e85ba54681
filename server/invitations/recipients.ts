import { sql } from 'kysely';
import type { AttendeeState } from '../../shared/attendee.ts';
import { wants } from '../../shared/notifications.ts';
import type { Locale } from '../../shared/words.ts';
import type { Db } from '../database/connect.ts';

/** Whose calendar is told of bookings: somebody who is invited, or who booked and wants them by mail. */
export interface Recipient {
  email: string;
  name: string;
  locale: Locale;
  personId: string | null;
  part: 'attendee' | 'booker';
  /** By booking: what they answered. */
  states: Map<string, AttendeeState>;
  /** A booker who does not want invitations is told of what their calendar has got already, and of nothing new. */
  onlyKnown: boolean;
}

interface InvitedRow {
  bookingId: string;
  email: string;
  name: string;
  locale: Locale;
  personId: string | null;
  state: AttendeeState;
}

interface BookerRow extends Omit<InvitedRow, 'state'> {
  choices: Record<string, boolean>;
}

/** Each mailbox once, attendees first; nobody who is shut out. */
export async function recipientsOf(db: Db, bookingIds: string[], now: Date): Promise<Recipient[]> {
  const recipients = new Map<string, Recipient>();
  for (const { bookingId, state, ...who } of await invited(db, bookingIds)) {
    const recipient = recipients.get(who.email) ?? {
      ...who,
      part: 'attendee',
      states: new Map(),
      onlyKnown: false,
    };
    if (!recipient.states.has(bookingId)) recipient.states.set(bookingId, state);
    recipients.set(who.email, recipient);
  }
  for (const { bookingId, choices, ...who } of await bookers(db, bookingIds, now)) {
    const known = recipients.get(who.email);
    if (known?.part === 'attendee') continue;
    const recipient = known ?? {
      ...who,
      part: 'booker',
      states: new Map(),
      onlyKnown: !wants(choices, 'calendar'),
    };
    recipient.states.set(bookingId, 'accepted');
    recipients.set(who.email, recipient);
  }
  return [...recipients.values()];
}

async function invited(db: Db, bookingIds: string[]): Promise<InvitedRow[]> {
  const { rows } = await sql<InvitedRow>`
    select a.booking_id as "bookingId", coalesce(p.email, a.email) as email, coalesce(p.name, a.name) as name,
      coalesce(p.locale, a.locale) as locale, a.person_id as "personId", a.state
    from attendee a left join person p on p.id = a.person_id
    where a.booking_id = any (${bookingIds}::uuid[]) and p.deactivated_at is null
    order by a.person_id nulls last, a.added_at, a.id`.execute(db);
  return rows;
}

/** Who booked, if they still act for the beneficiary. */
async function bookers(db: Db, bookingIds: string[], now: Date): Promise<BookerRow[]> {
  const { rows } = await sql<BookerRow>`
    select b.id as "bookingId", p.email, p.name, p.locale, p.id as "personId", p.notification_choices as choices
    from booking b join person p on p.id = b.person_id
    where b.id = any (${bookingIds}::uuid[]) and p.deactivated_at is null and exists (
      select 1 from affiliation a where a.person_id = p.id and a.organisation_id = b.organisation_id
        and network_day(${now.toISOString()}::timestamptz) between a.valid_from and coalesce(a.valid_to, 'infinity'))
    order by b.id`.execute(db);
  return rows;
}
