import type { Locale, ResourceKind } from '../../shared/words.ts';
import type { Catalogue, CataloguedResource } from '../catalogue/catalogue.ts';
import { calendarLine } from './text.ts';
import { words } from './words.ts';

/** What an event says of a resource. */
export interface Card {
  name: string;
  /** The name and address of its site. */
  place: string;
  geo: { lat: number; lon: number } | null;
  category: string;
  color: string;
  /** When any of this changed last, in milliseconds; 0 is never. */
  changedAt: number;
  isKnown: boolean;
  isStaff: boolean;
}

/** CSS3 names (RFC 7986 5.9), each readable under white and under black text. */
const colors: Record<ResourceKind, string> = {
  room: 'steelblue',
  vehicle: 'seagreen',
  equipment: 'peru',
  staff: 'mediumpurple',
};

/** The cards of a catalogue, each made once: thousands of events name the same few resources. */
export function cardsOf(
  catalogue: Catalogue,
  { locale, knows }: { locale: Locale; knows: (resource: CataloguedResource) => boolean },
): (resourceId: string) => Card | undefined {
  const cards = new Map<string, Card>();
  return resourceId => {
    const made = cards.get(resourceId);
    if (made) return made;
    const resource = catalogue.resources.get(resourceId);
    const site = resource && catalogue.sites.get(resource.siteId);
    if (!resource || !site) return undefined;
    const commune = [site.postcode, site.commune].filter(Boolean).join(' ');
    const { latitude: lat, longitude: lon } = site;
    const card: Card = {
      name: calendarLine(resource.name),
      place: calendarLine([site.name, site.address, commune].filter(Boolean).join(', ')),
      geo: lat === null || lon === null ? null : { lat, lon },
      category: words[locale].kinds[resource.kind],
      color: colors[resource.kind],
      changedAt: Math.max(
        instantOf(site.shownSince),
        ...drawnOn(resource, catalogue).map(one => instantOf(one?.shownSince)),
      ),
      isKnown: knows(resource),
      isStaff: resource.kind === 'staff',
    };
    cards.set(resourceId, card);
    return card;
  };
}

/** What a booking of it takes: who owns one of these sees more of the booking, so that another owner is news of it too. */
function drawnOn(resource: CataloguedResource, { resources }: Catalogue) {
  return [resource, ...resource.draws.map(draw => resources.get(draw.resourceId))];
}

/** Milliseconds of an instant that may never have come. */
export function instantOf(text: string | null | undefined): number {
  return text ? Date.parse(text) : 0;
}
