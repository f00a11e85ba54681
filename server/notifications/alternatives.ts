import type { Alternative } from '../../shared/booking.ts';
import type { Locale } from '../../shared/words.ts';
import { alternativesTo } from '../bookings/alternatives.ts';
import { createCatalogueCache } from '../catalogue/catalogue.ts';
import type { Db } from '../database/connect.ts';
import { plainLine } from '../mail/layout.ts';
import { actorOf } from '../people/actor.ts';
import type { Occasion, OccasionBooking } from './occasion.ts';
import type { Recipient } from './recipients.ts';
import { inFull } from './when.ts';
import { labels } from './words.ts';

/**
 * What is still free for somebody whose request was declined, or whose booking was cancelled by another side: one line each,
 * in their language. Nothing for a series: each date would have its own.
 */
export async function alternativesFor(db: Db, occasion: Occasion, recipient: Recipient, now: Date): Promise<string[]> {
  const [booking, ...more] = occasion.bookings;
  if (!booking || more.length > 0 || recipient.part !== 'booker' || !takenAway(occasion, booking)) return [];
  if (booking.startsAt <= now) return [];
  const want = {
    organisationId: booking.organisationId,
    startsAt: booking.startsAt,
    endsAt: booking.endsAt,
    lines: booking.lines.map(line => ({ resourceId: line.resourceId, quantity: line.quantity })),
  };
  const actor = await actorOf(db, recipient, now);
  const found = await alternativesTo(db, want, {
    actor,
    now,
    locale: recipient.locale,
    catalogue: createCatalogueCache(),
  });
  return found.map(one => lineOf(one, booking, recipient.locale, occasion.network.timeZone));
}

function takenAway({ job, actor }: Occasion, booking: OccasionBooking): boolean {
  if (job.event === 'declined') return true;
  return job.event === 'cancelled' && !actor?.organisations.some(one => one.id === booking.organisationId);
}

function lineOf(one: Alternative, booking: OccasionBooking, locale: Locale, networkZone: string): string {
  const label = labels[locale];
  const things = one.lines
    .map(line => (line.quantity > 1 ? `${line.quantity} × ` : '') + plainLine(line.resourceName, 80))
    .join(', ');
  const timeZone = booking.lines[0]?.timeZone ?? networkZone;
  const when =
    one.kind === 'time'
      ? inFull({ startsAt: new Date(one.startsAt), endsAt: new Date(one.endsAt), timeZone }, locale, networkZone)
      : label.sameTime;
  const far = one.kind === 'resource' && one.distance ? [label.kilometres(one.distance)] : [];
  return [things, when, ...far, ...(one.needsApproval ? [label.onApproval] : [])].join(', ');
}
