import type { FeedAccess } from '../calendars/access.ts';
import type { Owner } from './app-passwords.ts';
import type { Collection, Member } from './collection.ts';
import { type Properties, propertyKey } from './multistatus.ts';
import { apple, caldav, calendarServer, dav, escapeXml } from './xml.ts';

export const rootHref = '/caldav/';
export const principalHref = (personId: string) => `/caldav/principals/${personId}/`;
export const homeHref = (personId: string) => `/caldav/calendars/${personId}/`;
export const collectionHref = (personId: string, feedId: string) => `${homeHref(personId)}${feedId}/`;
export const memberHref = (personId: string, feedId: string, uid: string) =>
  `${collectionHref(personId, feedId)}${encodeURIComponent(uid)}.ics`;

/** RFC 6578 section 4: a URI that says where a collection stood. */
export const syncToken = ({ feedId, generation }: Collection) => `urn:x-moyens:sync:${feedId}:${generation}`;

/** The generation of a token of this collection; null for any other text. */
export function generationOf(token: string, feedId: string): number | null {
  const match = /^urn:x-moyens:sync:([0-9a-f-]{36}):(\d{1,15})$/.exec(token.trim());
  return match?.[1] === feedId ? Number(match[2]) : null;
}

const href = (address: string) => `<d:href>${escapeXml(address)}</d:href>`;

/** Nothing here can be written: programs then show the calendar as one to read (RFC 3744 section 5.4). */
const mayRead = ['read', 'read-current-user-privilege-set']
  .map(name => `<d:privilege><d:${name}/></d:privilege>`)
  .concat('<d:privilege><c:read-free-busy/></d:privilege>')
  .join('');

const reports = ['d:sync-collection', 'c:calendar-multiget', 'c:calendar-query', 'c:free-busy-query']
  .map(name => `<d:supported-report><d:report><${name}/></d:report></d:supported-report>`)
  .join('');

export function rootProperties(owner: Owner): Properties {
  return properties([...common(owner), [dav, 'resourcetype', '<d:collection/>'], [dav, 'displayname', 'Moyens']]);
}

export function principalProperties(owner: Owner): Properties {
  return properties([
    ...common(owner),
    [dav, 'resourcetype', '<d:collection/><d:principal/>'],
    [dav, 'displayname', escapeXml(owner.name)],
    [dav, 'principal-URL', href(principalHref(owner.personId))],
    [caldav, 'calendar-home-set', href(homeHref(owner.personId))],
    [caldav, 'calendar-user-address-set', href(`mailto:${owner.email}`)],
    [caldav, 'calendar-user-type', 'INDIVIDUAL'],
  ]);
}

export function homeProperties(owner: Owner): Properties {
  return properties([
    ...common(owner),
    [dav, 'resourcetype', '<d:collection/>'],
    [dav, 'displayname', escapeXml(owner.name)],
  ]);
}

export function collectionProperties(owner: Owner, access: FeedAccess, collection: Collection): Properties {
  const token = syncToken(collection);
  return properties([
    ...common(owner),
    [dav, 'resourcetype', '<d:collection/><c:calendar/>'],
    [dav, 'displayname', escapeXml(access.name)],
    [dav, 'sync-token', escapeXml(token)],
    [dav, 'supported-report-set', reports],
    [calendarServer, 'getctag', escapeXml(token)],
    [caldav, 'supported-calendar-component-set', '<c:comp name="VEVENT"/>'],
    [caldav, 'supported-calendar-data', '<c:calendar-data content-type="text/calendar" version="2.0"/>'],
    [apple, 'calendar-color', '#4682B4FF'],
  ]);
}

/** `calendar-data` is there only where a report asks for it: it may be long. */
export function memberProperties(owner: Owner, member: Member, withData: boolean): Properties {
  const text = withData ? member.text() : null;
  return properties([
    ...common(owner),
    [dav, 'resourcetype', ''],
    [dav, 'getetag', escapeXml(`"${member.etag}"`)],
    [dav, 'getcontenttype', 'text/calendar; charset=utf-8; component=VEVENT'],
    ...(text === null ? [] : ([[caldav, 'calendar-data', escapeXml(text)]] as Entry[])),
  ]);
}

type Entry = [ns: string, name: string, value: string];

function common({ personId }: Owner): Entry[] {
  return [
    [dav, 'current-user-principal', href(principalHref(personId))],
    [dav, 'principal-collection-set', href(rootHref)],
    [dav, 'owner', href(principalHref(personId))],
    [dav, 'current-user-privilege-set', mayRead],
  ];
}

function properties(entries: Entry[]): Properties {
  return new Map(entries.map(([ns, name, value]) => [propertyKey({ ns, name }), value]));
}
