import type { FeedDetail, FeedScope } from '../../shared/feed.ts';
import type { BlockKind, Locale, ResourceKind } from '../../shared/words.ts';
import type { Catalogue, CataloguedResource } from '../catalogue/catalogue.ts';
import type { BlockFacts, BookingFacts, FeedFacts, SeriesFacts } from './content.ts';
import { type CalendarEvent, type CalendarObject, objectOf } from './ical.ts';
import { seriesEvents } from './series.ts';
import { calendarLine, calendarText } from './text.ts';

/** How the events of a feed are told. */
export interface Telling {
  scope: FeedScope;
  detail: FeedDetail;
  locale: Locale;
  publicUrl: string;
  catalogue: Catalogue;
  /** Whether the person may know of a resource. */
  knows: (resource: CataloguedResource) => boolean;
}

const words = {
  fr: {
    busy: 'Occupé',
    organisation: 'Organisation',
    resources: 'Moyens',
    kinds: { room: 'Salle', vehicle: 'Véhicule', equipment: 'Matériel', staff: 'Temps de personnel' },
    blocks: {
      maintenance: 'Maintenance',
      closure: 'Fermeture',
      breakdown: 'Panne',
      reserved: 'Réservé par le propriétaire',
      busy: 'Occupé',
    },
  },
  en: {
    busy: 'Busy',
    organisation: 'Organisation',
    resources: 'Resources',
    kinds: { room: 'Room', vehicle: 'Vehicle', equipment: 'Equipment', staff: 'Staff time' },
    blocks: {
      maintenance: 'Maintenance',
      closure: 'Closure',
      breakdown: 'Breakdown',
      reserved: 'Reserved by the owner',
      busy: 'Busy',
    },
  },
} as const satisfies Record<
  Locale,
  {
    busy: string;
    organisation: string;
    resources: string;
    kinds: Record<ResourceKind, string>;
    blocks: Record<BlockKind, string>;
  }
>;

const maxDescription = 2000;

/** CSS3 names (RFC 7986 5.9), each readable under white and under black text. */
const colors: Record<ResourceKind, string> = {
  room: 'steelblue',
  vehicle: 'seagreen',
  equipment: 'peru',
  staff: 'mediumpurple',
};

/** What a calendar shows: bookings alone, series as one object each, and the times at which a resource cannot be had. */
export function objectsOf({ bookings, series, blocks }: FeedFacts, telling: Telling): CalendarObject[] {
  const bySeries = Map.groupBy(bookings, booking => booking.seriesId);
  const events = [
    ...(bySeries.get(null) ?? []).map(booking => bookingEvent(booking, telling)),
    ...series.flatMap(one => seriesEventsOf(one, bySeries.get(one.id) ?? [], telling)),
    ...blocks.map(block => blockEvent(block, telling)),
  ];
  return [...Map.groupBy(events, event => event.uid)].map(([uid, same]) => objectOf(uid, same));
}

/** The events of one series: its rule and overrides under the UID of the series, and what the rule cannot say under its own. */
export function seriesEventsOf(series: SeriesFacts, bookings: BookingFacts[], telling: Telling): CalendarEvent[] {
  return seriesEvents({
    uid: `series-${series.id}@${hostOf(telling)}`,
    rrule: series.rrule,
    zone: series.zone,
    startsAt: new Date(series.startsAt),
    sequence: series.sequence,
    changedAt: latest([series.changedAt, ...bookings.map(booking => booking.changedAt)]),
    occurrences: bookings.map(booking => ({
      recurrenceId: new Date(booking.recurrenceId ?? booking.startsAt),
      alone: bookingEvent(booking, telling),
    })),
  });
}

/** One booking as an event, as much of it as the reader may see. */
export function bookingEvent(booking: BookingFacts, telling: Telling): CalendarEvent {
  const told = booking.visible ? telling.detail : 'busy';
  const resources = booking.lines.flatMap(({ resourceId, quantity }) => {
    const resource = telling.catalogue.resources.get(resourceId);
    return resource && (booking.visible || telling.knows(resource)) ? [{ resource, quantity }] : [];
  });
  const names = resources.map(({ resource, quantity }) =>
    quantity > 1 ? `${quantity} × ${resource.name}` : resource.name,
  );
  return {
    uid: `${booking.id}@${hostOf(telling)}`,
    sequence: booking.sequence,
    changedAt: new Date(booking.changedAt),
    startsAt: new Date(booking.startsAt),
    endsAt: new Date(booking.endsAt),
    zone: null,
    summary: told === 'busy' ? busySummary(names, telling) : calendarLine(booking.title) || words[telling.locale].busy,
    description: told === 'full' ? descriptionOf(booking, names, telling.locale) : null,
    ...placeOf(resources[0]?.resource, telling),
    url: told === 'busy' ? null : `${telling.publicUrl}/bookings/${booking.id}`,
    status: booking.status === 'pending' ? 'TENTATIVE' : 'CONFIRMED',
    // What waits for a decision is nobody's time yet.
    busy: telling.scope !== 'queue',
  };
}

function blockEvent(block: BlockFacts, telling: Telling): CalendarEvent {
  const resource = telling.catalogue.resources.get(block.resourceId);
  const shown = resource && telling.knows(resource) ? resource : undefined;
  const names = shown ? [shown.name] : [];
  return {
    uid: `block-${block.id}@${hostOf(telling)}`,
    sequence: block.sequence,
    changedAt: new Date(block.changedAt),
    startsAt: new Date(block.startsAt),
    endsAt: new Date(block.endsAt),
    zone: null,
    summary: telling.detail === 'busy' ? busySummary(names, telling) : words[telling.locale].blocks[block.kind],
    description: telling.detail === 'full' && block.reason ? calendarText(block.reason, maxDescription) : null,
    ...placeOf(shown, telling),
    url: null,
    status: 'CONFIRMED',
    busy: true,
  };
}

/** Where a feed is about many resources, which one is taken is the point of it, and no secret: the planning shows it too. */
function busySummary(names: string[], { scope, locale }: Telling): string {
  const isOfMany = scope === 'site' || scope === 'network';
  return calendarLine(
    isOfMany && names.length > 0 ? `${words[locale].busy} : ${names.join(', ')}` : words[locale].busy,
  );
}

/** The purpose, for whom, and what: never another person's address, nor the reason that someone gave for a change. */
function descriptionOf(booking: BookingFacts, names: string[], locale: Locale): string {
  const { organisation, resources } = words[locale];
  const colon = locale === 'fr' ? ' : ' : ': ';
  const facts = `${organisation}${colon}${booking.organisationName}\n${resources}${colon}${names.join(', ')}`;
  const purpose = calendarText(booking.purpose ?? '', maxDescription);
  return calendarText(purpose ? `${purpose}\n\n${facts}` : facts, 2 * maxDescription);
}

function placeOf(resource: CataloguedResource | undefined, { catalogue, locale }: Telling) {
  const site = resource && catalogue.sites.get(resource.siteId);
  if (!resource || !site) return { location: null, geo: null, categories: [], color: null };
  const commune = [site.postcode, site.commune].filter(Boolean).join(' ');
  const { latitude: lat, longitude: lon } = site;
  return {
    location: calendarLine([site.name, site.address, commune].filter(Boolean).join(', ')),
    geo: lat === null || lon === null ? null : { lat, lon },
    categories: [words[locale].kinds[resource.kind]],
    color: colors[resource.kind],
  };
}

function hostOf({ publicUrl }: Telling): string {
  return new URL(publicUrl).host;
}

function latest(instants: string[]): Date {
  return new Date(Math.max(...instants.map(instant => Date.parse(instant)).filter(Number.isFinite)));
}
