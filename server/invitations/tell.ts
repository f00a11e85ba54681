import { sql } from 'kysely';
import { cardsOf } from '../calendars/cards.ts';
import type { BookingFacts } from '../calendars/facts.ts';
import { type Root, type RootFacts, readRoot } from '../calendars/one.ts';
import { type Catalogue, createCatalogueCache } from '../catalogue/catalogue.ts';
import type { Db, Tx } from '../database/connect.ts';
import { transact } from '../database/transact.ts';
import type { NotifyJob } from '../jobs/queue.ts';
import type { Sending } from '../mail/outbox.ts';
import { type Wanted, wantedOf } from './calendars.ts';
import { type RootName, type Step, stepFrom } from './difference.ts';
import { type Invite, invitesOf } from './invites.ts';
import { type Recipient, recipientsOf } from './recipients.ts';
import { concernedRoots, nameOf } from './roots.ts';
import { type Letter, sendStep } from './send.ts';

/**
 * Brings the calendars of attendees, and of bookers who want that by mail, up to date with bookings: what each was last told is
 * compared with what holds now, whichever path led there, and the difference is written into the outbox with the note of it.
 * Runs as often as it likes: what was told is not told again.
 */
export async function tellCalendars(
  db: Db,
  job: Pick<NotifyJob, 'bookingIds' | 'seriesId'>,
  sending: Pick<Sending, 'config' | 'now'>,
): Promise<void> {
  const roots = await concernedRoots(db, job);
  if (roots.length === 0) return;
  await transact(db, sending.now, async tx => {
    // Two jobs about the same bookings: the second waits, and then finds what the first has told.
    for (const root of roots) await sql`select pg_advisory_xact_lock(hashtextextended(${idOf(root)}, 15))`.execute(tx);
    const catalogue = await createCatalogueCache().current(tx);
    for (const root of roots) await tellOf(tx, root, { ...sending, catalogue });
  });
}

type Telling = Pick<Sending, 'config' | 'now'> & { catalogue: Catalogue };

const idOf = (root: Root) => ('seriesId' in root ? root.seriesId : root.bookingId);

/** Confirmed, and not given up: what waits for a decision is told when it is made, and a change meanwhile changes nothing. */
const stands = sql<boolean>`booking.status not in ('declined', 'cancelled', 'expired')
  and exists (select 1 from booking_line l where l.booking_id = booking.id and l.phase = 'current'
    and l.status in ('confirmed', 'in_use', 'completed', 'no_show'))
  and not exists (select 1 from booking_line l where l.booking_id = booking.id and l.phase = 'current' and l.status = 'pending')`;

async function tellOf(tx: Tx, root: Root, telling: Telling): Promise<void> {
  const { now } = telling;
  const facts = await readRoot(tx, root, stands, now);
  const name = await nameOf(tx, root);
  const recipients = await recipientsOf(
    tx,
    facts.bookings.map(booking => booking.id),
    now,
  );
  const invites = await invitesOf(tx, root, now);
  const letters: Letter[] = [];
  for (const email of new Set([...recipients.map(one => one.email), ...invites.map(one => one.email)])) {
    const told = invites.filter(one => one.email === email);
    const recipient = recipients.find(one => one.email === email) ?? formerOf(told);
    if (recipient) letters.push(...lettersTo(recipient, told, facts, name, telling));
  }
  for (const letter of letters) await sendStep(tx, letter, root, telling);
}

/** Somebody who is no longer invited at all, but whose calendar still says so. */
function formerOf([invite]: Invite[]): Recipient | undefined {
  if (!invite) return undefined;
  const { email, name, locale, personId } = invite;
  return { email, name, locale, personId, part: 'attendee', states: new Map(), onlyKnown: false };
}

function lettersTo(
  recipient: Recipient,
  told: Invite[],
  facts: RootFacts,
  root: RootName,
  { config, now, catalogue }: Telling,
): Letter[] {
  const known = new Set(told.flatMap(one => (one.isCancelled ? [] : Object.keys(one.occurrences))));
  const bookings = facts.bookings
    .filter(({ id }) => recipient.states.has(id) && (!recipient.onlyKnown || known.has(id)))
    .map(booking => asTold(booking, recipient));
  const wanted = wantedOf(
    { ...facts, bookings },
    {
      ...{ scope: 'person', detail: 'full', locale: recipient.locale, publicUrl: config.publicUrl, since: 0 },
      organisations: catalogue.organisations,
      cardOf: cardsOf(catalogue, { locale: recipient.locale, knows: () => true }),
    },
  );
  const uids = new Set([...wanted.map(one => one.uid), ...told.map(one => one.uid)]);
  return [...uids].flatMap(uid => {
    const [invite, want] = [told.find(one => one.uid === uid), wanted.find((one: Wanted) => one.uid === uid)];
    const step: Step | null = stepFrom(invite, want, root, now);
    return step ? [{ uid, recipient, step, wanted: want, invite }] : [];
  });
}

/** What was asked of the owner of a room is between them; and a change that waits is no news yet. */
function asTold(booking: BookingFacts, { part }: Recipient): BookingFacts {
  return { ...booking, status: 'confirmed', purpose: part === 'booker' ? booking.purpose : null };
}
