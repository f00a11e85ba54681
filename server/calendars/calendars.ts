import type { Catalogue, CatalogueCache } from '../catalogue/catalogue.ts';
import { maySee } from '../catalogue/visibility.ts';
import type { Db } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { type FeedAccess, type FeedAddress, findFeed } from './access.ts';
import { type Appearance, createAppearances, hash } from './appearance.ts';
import { cardsOf } from './cards.ts';
import { readBookings, readOutline, windowOf } from './content.ts';
import type { CalendarHead } from './ical.ts';
import { createKept } from './kept.ts';
import { objectsOf, planOf, type WrittenObject, weightOf } from './objects.ts';
import { mayFollow } from './standing.ts';
import { resourcesOf } from './targets.ts';
import { feedUrl, tokenHash } from './tokens.ts';
import { readMark, watchedBy } from './versions.ts';

/** What is kept of written events in one process: of about forty thousand. */
const maxKeptOctets = 32_000_000;
/** Of the calendar as a whole; each event has that of its kind of resource. */
const color = { name: 'steelblue', hex: '#4682B4' };

/** What a request for a calendar is told beside its address. */
export interface Asking {
  catalogue: CatalogueCache;
  now: Date;
}

/** A calendar as it stands, found without reading what is in it. */
export interface Sight {
  access: FeedAccess;
  catalogue: Catalogue;
  appearance: Appearance;
  /** Since when its events are told as they are; null: ever. */
  appearanceChangedAt: Date | null;
  resourceIds: string[] | null;
  /** Differs whenever the calendar's text does. */
  tag: string;
}

/** All that is in a calendar, as of one state of the data. */
export interface Content {
  sight: Sight;
  head: CalendarHead;
  objects: WrittenObject[];
}

/** The secret of an address, or the feed itself, whose person has then proved otherwise who they are. */
export type Place = string | { feedId: string };

/** The calendars behind secret addresses, as much of them as their people may see today. */
export interface Calendars {
  /**
   * Finds a calendar by one statement, or by two where it is about many resources.
   * @throws Problem `not_found` for an address that never was; `revoked` (410, at which calendars stop asking) when it was
   * revoked or replaced, or the person is gone or has no standing for it any more.
   */
  look(db: Db, place: Place, asking: Asking): Promise<Sight>;
  /** Its objects, read with its tag in one transaction that sees one state of the data. @throws what `look` throws */
  read(db: Db, place: Place, asking: Asking): Promise<Content>;
}

export function createCalendars({ publicUrl }: { publicUrl: string }): Calendars {
  const appearanceOf = createAppearances(publicUrl);
  const kept = createKept(maxKeptOctets, weightOf);

  async function look(db: Db, place: Place, { catalogue: cache, now }: Asking): Promise<Sight> {
    const access = found(await findFeed(db, addressOf(place), now));
    if (access.isOver) throw new Problem('revoked');
    const catalogue = await cache.atVersion(db, access.catalogueVersion);
    if (!mayFollow(access, access, catalogue, now)) throw new Problem('revoked');
    const resources = resourcesOf(access, access.actor, catalogue, now);
    // Of the whole network the mark came with the rest: a thousand names of resources take longer than all versions.
    const isRead = resources === null || access.scope === 'network' || access.scope === 'resource';
    const mark = isRead ? access.mark : await readMark(db, watchedBy(access, resources));
    const appearance = appearanceOf(access, catalogue, now);
    const { appearanceTag, appearanceChangedAt: before } = access;
    const isNew = appearanceTag !== null && appearanceTag !== appearance.tag;
    const appearanceChangedAt = isNew ? now : before;
    return {
      access,
      catalogue,
      appearance,
      appearanceChangedAt,
      resourceIds: resources?.map(resource => resource.id) ?? null,
      tag: tagOf({ access, appearance, appearanceChangedAt, place }, mark),
    };
  }

  async function read(db: Db, place: Place, asking: Asking): Promise<Content> {
    const oneState = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
    const { sight, plan, facts } = await oneState.execute(async tx => {
      const seen = await look(tx, place, asking);
      const { access, resourceIds, catalogue, appearance } = seen;
      const reading = { access, resourceIds, window: windowOf(access), now: asking.now };
      const variant = `${catalogue.version} ${sinceOf(seen)} ${appearance.told}`;
      const parts = planOf(await readOutline(tx, reading), variant, kept);
      return { sight: seen, plan: parts, facts: await readBookings(tx, parts.unwritten, reading) };
    });
    const { access, catalogue } = sight;
    const { scope, detail, locale, name, zone, actor } = access;
    const telling = {
      ...{ scope, detail, locale, publicUrl, since: sinceOf(sight) },
      organisations: catalogue.organisations,
      cardOf: cardsOf(catalogue, { locale, knows: resource => maySee(resource, actor, asking.now) }),
    };
    const head = { name, zone, locale, color, source: typeof place === 'string' ? feedUrl(publicUrl, place) : null };
    return { sight, head, objects: objectsOf(plan, facts, telling, kept) };
  }

  return { look, read };
}

function sinceOf({ appearanceChangedAt }: Sight): number {
  return appearanceChangedAt?.getTime() ?? 0;
}

function addressOf(place: Place): FeedAddress {
  return typeof place === 'string' ? { tokenHash: tokenHash(place) } : place;
}

/** Of all that the text depends on: whatever changes it, changes this. */
function tagOf(
  {
    access,
    appearance,
    appearanceChangedAt,
    place,
  }: Pick<Sight, 'access' | 'appearance' | 'appearanceChangedAt'> & { place: Place },
  mark: string,
): string {
  const { id, name, daysBack, monthsAhead, keepCancelled, zone, day, catalogueVersion, lapsedAt } = access;
  return hash(
    ...[
      typeof place === 'string' ? place : '',
      id,
      name,
      daysBack,
      monthsAhead,
      keepCancelled,
      zone,
      day,
      catalogueVersion,
      lapsedAt,
    ],
    ...[appearance.tag, appearanceChangedAt, mark, process.versions.tz],
  );
}
