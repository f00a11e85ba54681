import { sql } from 'kysely';
import type { AttendeeState } from '../../shared/attendee.ts';
import { messageText } from '../calendars/message.ts';
import type { Root } from '../calendars/one.ts';
import type { Tx } from '../database/connect.ts';
import type { ToldOccurrence } from '../database/tables.ts';
import { queueMail, type Sending } from '../mail/outbox.ts';
import { answersTo } from '../mail/smtp.ts';
import { newToken } from '../people/tokens.ts';
import type { OwnedEvent, Wanted } from './calendars.ts';
import type { Step } from './difference.ts';
import type { Invite } from './invites.ts';
import { namesOf, writeInvitation } from './letter.ts';
import type { Recipient } from './recipients.ts';

/** A step of one calendar that is to be told by mail. */
export interface Letter {
  uid: string;
  recipient: Recipient;
  step: Step;
  wanted: Wanted | undefined;
  invite: Invite | undefined;
}

/** Writes the mail of a step into the outbox, and notes that it was told: both or neither. */
export async function sendStep(
  tx: Tx,
  letter: Letter,
  root: Root,
  { config, now }: Pick<Sending, 'config' | 'now'>,
): Promise<void> {
  const { recipient, step } = letter;
  const [bookingId] = Object.keys(step.concerned);
  const names = bookingId === undefined ? undefined : (await namesOf(tx, [bookingId])).get(bookingId);
  if (bookingId === undefined || !names) return;
  await forgetAnswers(tx, letter);
  const inviteId = await noteTold(tx, letter, root, now);
  const link = await linkFor(tx, letter, { inviteId, bookingId, publicUrl: config.publicUrl });
  const network = await tx.selectFrom('network').select(['name', 'time_zone as timeZone']).executeTakeFirstOrThrow();
  const text = messageText({
    method: step.method,
    events: step.events.map(owned => ({ event: shownTo(owned, recipient), state: stateOf(owned, letter) })),
    organizer: { name: names.personName, email: answersTo(config) },
    attendee: recipient,
    stamp: now,
    locale: recipient.locale,
  });
  await queueMail(
    tx,
    {
      kind: step.method === 'REQUEST' ? 'calendar_request' : 'calendar_cancel',
      to: recipient.email,
      personId: recipient.personId,
      bookingId,
      locale: recipient.locale,
      ...writeInvitation({
        step,
        recipient,
        names,
        network,
        url: link,
        readsReplies: config.imapUrl !== undefined,
        now,
      }),
      calendar: { method: step.method, text },
      dedupeKey: `calendar:${inviteId}:${step.sequence}:${now.toISOString()}`,
      uselessAfter: lastEnd(step.concerned),
    },
    now,
  );
}

/** An answer was given to a time: where the time is another now, it is asked for anew, unless it was given since. */
async function forgetAnswers(tx: Tx, { recipient, step }: Letter): Promise<void> {
  if (step.moved.length === 0 || recipient.part === 'booker') return;
  for (const id of step.moved) recipient.states.set(id, 'needs_action');
  await sql`
    update attendee a set state = 'needs_action', answered_at = null
    from booking b where b.id = a.booking_id and a.booking_id = any (${step.moved}::uuid[]) and a.answered_at <= b.updated_at
      and (a.email = ${recipient.email} or a.person_id = ${recipient.personId}::uuid)`.execute(tx);
}

async function noteTold(tx: Tx, { uid, recipient, step }: Letter, root: Root, now: Date) {
  const told = {
    person_id: recipient.personId,
    name: recipient.name,
    locale: recipient.locale,
    told: JSON.stringify(step.told),
    sequence: step.sequence,
    told_at: now,
    ends_at: lastEnd(step.told),
    cancelled_at: step.endsAll ? now : null,
  };
  const place = 'seriesId' in root ? { series_id: root.seriesId } : { booking_id: root.bookingId };
  const row = await tx
    .insertInto('calendar_invite')
    .values({ uid, email: recipient.email, ...place, ...told })
    .onConflict(conflict => conflict.constraint('calendar_invite_once').doUpdateSet(told))
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Behind the `#`, so that it is in no log and no referrer. */
async function linkFor(
  tx: Tx,
  { recipient, step }: Letter,
  { inviteId, bookingId, publicUrl }: { inviteId: string; bookingId: string; publicUrl: string },
): Promise<string | null> {
  if (step.method === 'CANCEL' || step.news === 'cancelled') return null;
  if (recipient.part === 'booker') return `${publicUrl}/bookings/${bookingId}`;
  const { token, hash } = newToken();
  await tx.insertInto('calendar_invite_token').values({ token_sha256: hash, invite_id: inviteId }).execute();
  return `${publicUrl}/invitations/reply#${token}`;
}

/** The page of a booking is for those who may see it, and many who are invited have no account at all. */
function shownTo({ event }: OwnedEvent, { part }: Recipient) {
  return part === 'booker' ? event : { ...event, url: null };
}

/** For the rule of a series, what was answered to all of its dates; nothing where the answers differ. */
function stateOf({ bookingId }: OwnedEvent, { recipient, step, wanted }: Letter): AttendeeState {
  if (bookingId !== null) return recipient.states.get(bookingId) ?? 'needs_action';
  const ids = Object.keys(wanted?.occurrences ?? step.concerned);
  const states = new Set(ids.map(id => recipient.states.get(id) ?? 'needs_action'));
  const [state] = states;
  return states.size === 1 && state ? state : 'needs_action';
}

function lastEnd(occurrences: Record<string, ToldOccurrence>): Date {
  return new Date(Math.max(...Object.values(occurrences).map(one => Date.parse(one.endsAt))));
}
