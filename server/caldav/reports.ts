import { Problem } from '../errors.ts';
import type { Owner } from './app-passwords.ts';
import { spansIn } from './busy.ts';
import type { Collection, Member } from './collection.ts';
import { freeBusyOf } from './free-busy.ts';
import { askedProperties, missing, multistatus, preconditionFailed, response } from './multistatus.ts';
import { generationOf, memberHref, memberProperties, syncToken } from './properties.ts';
import { caldav, child, childrenOf, dav, type Element } from './xml.ts';

/** What a report is asked of. */
export interface Asked {
  owner: Owner;
  feedId: string;
  collection: Collection;
  members: () => Promise<Member[]>;
  /** What became new, other or gone after a generation. */
  changedSince: (generation: number) => Promise<{ present: Set<string>; gone: string[] }>;
  now: Date;
}

export interface Report {
  status: 200 | 207 | 403;
  type: 'xml' | 'calendar';
  body: string;
}

const xml = (body: string): Report => ({ status: 207, type: 'xml', body });
const refused = (ns: typeof dav | typeof caldav, name: string): Report => ({
  status: 403,
  type: 'xml',
  body: preconditionFailed(ns, name),
});

/** Answers a REPORT (RFC 3253 3.6) on a calendar. @throws Problem `malformed` for one that cannot be understood */
export function report(request: Element, asked: Asked): Promise<Report> | Report {
  switch (`${request.ns} ${request.name}`) {
    case `${dav} sync-collection`:
      return syncCollection(request, asked);
    case `${caldav} calendar-multiget`:
      return multiget(request, asked);
    case `${caldav} calendar-query`:
      return query(request, asked);
    case `${caldav} free-busy-query`:
      return freeBusy(request, asked);
    default:
      return refused(dav, 'supported-report');
  }
}

/** RFC 6578: everything for who comes first, then what changed since the token; a token that is too old begins anew. */
async function syncCollection(request: Element, asked: Asked): Promise<Report> {
  const { owner, feedId, collection } = asked;
  const token = child(request, dav, 'sync-token')?.text.trim() ?? '';
  const since = token === '' ? null : generationOf(token, feedId);
  const isAnswerable =
    token === '' || (since !== null && since >= collection.forgotten && since <= collection.generation);
  if (!isAnswerable) return refused(dav, 'valid-sync-token');
  if (since === collection.generation) return xml(multistatus([], syncToken(collection)));
  const changes = since === null ? null : await asked.changedSince(since);
  const members = (await asked.members()).filter(member => changes === null || changes.present.has(member.uid));
  return xml(
    multistatus(
      [
        ...members.map(member => told(member, request, asked)),
        ...(changes?.gone ?? []).map(uid => missing(memberHref(owner.personId, feedId, uid))),
      ],
      syncToken(collection),
    ),
  );
}

/** RFC 4791 7.9: the objects at these addresses. */
async function multiget(request: Element, asked: Asked): Promise<Report> {
  const { owner, feedId } = asked;
  const byHref = new Map(
    (await asked.members()).map(member => [memberHref(owner.personId, feedId, member.uid), member]),
  );
  const hrefs = childrenOf(request, dav, 'href').map(one => pathOf(one.text.trim()));
  return xml(
    multistatus(
      hrefs.map(href => {
        const member = byHref.get(href);
        return member ? told(member, request, asked) : missing(href);
      }),
    ),
  );
}

/** RFC 4791 7.8: events, all or those of a stretch of time. Other filters are refused, so that nobody is told too little. */
async function query(request: Element, asked: Asked): Promise<Report> {
  const calendar = child(child(request, caldav, 'filter'), caldav, 'comp-filter');
  const filters = childrenOf(calendar, caldav, 'comp-filter');
  const [wanted] = filters;
  if (wanted === undefined)
    return xml(multistatus((await asked.members()).map(member => told(member, request, asked))));
  const range = child(wanted, caldav, 'time-range');
  const isUnderstood = filters.length === 1 && wanted.children.every(one => one === range);
  if (!isUnderstood) return refused(caldav, 'supported-filter');
  if (wanted.attributes.name?.toUpperCase() !== 'VEVENT') return xml(multistatus([]));
  const window = range && windowOf(range);
  const members = (await asked.members()).filter(member => !window || spansIn(member.text(), window).length > 0);
  return xml(multistatus(members.map(member => told(member, request, asked))));
}

/** RFC 4791 7.10: only when the calendar is busy. */
async function freeBusy(request: Element, asked: Asked): Promise<Report> {
  const range = child(request, caldav, 'time-range');
  if (!range) throw new Problem('malformed', { what: 'free-busy-query: time-range' });
  const { from, to } = windowOf(range);
  if (!Number.isFinite(from) || !Number.isFinite(to))
    throw new Problem('malformed', { what: 'time-range: start, end' });
  const window = { from: new Date(from), to: new Date(to) };
  return { status: 200, type: 'calendar', body: freeBusyOf(await asked.members(), window, asked.now) };
}

function told(member: Member, request: Element, { owner, feedId }: Asked): string {
  const properties = askedProperties(request);
  const withData = properties !== 'all' && properties.some(one => one.ns === caldav && one.name === 'calendar-data');
  return response(
    memberHref(owner.personId, feedId, member.uid),
    memberProperties(owner, member, withData),
    properties,
  );
}

/** `20261102T080000Z`; an end that is not given is open (RFC 4791 9.9). */
function windowOf({ attributes }: Element): { from: number; to: number } {
  return {
    from: attributes.start === undefined ? Number.NEGATIVE_INFINITY : instant(attributes.start),
    to: attributes.end === undefined ? Number.POSITIVE_INFINITY : instant(attributes.end),
  };
}

function instant(text: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) throw new Problem('malformed', { what: 'time-range: 20261102T080000Z' });
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Programs may name an object by its whole address; its name they may encode otherwise than we do. */
function pathOf(href: string): string {
  const path = href.replace(/^https?:\/\/[^/]+/i, '');
  try {
    return path
      .split('/')
      .map(part => encodeURIComponent(decodeURIComponent(part)))
      .join('/');
  } catch {
    return path;
  }
}
