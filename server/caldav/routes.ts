import type { Context as HonoContext } from 'hono';
import type { Deps } from '../app.ts';
import type { Calendars } from '../calendars/calendars.ts';
import { feedIdsOf } from '../calendars/feeds.ts';
import { Problem } from '../errors.ts';
import { clientNetwork } from '../http/address.ts';
import { spend } from '../http/limits.ts';
import { createRouter, type Env } from '../http/router.ts';
import { isKnownTag } from '../http/version.ts';
import { addressBudget } from '../people/budgets.ts';
import { findOwner, noteUse, type Owner } from './app-passwords.ts';
import { changedSince, membersOf, upToDate } from './collection.ts';
import { askedProperties, multistatus, preconditionFailed, response } from './multistatus.ts';
import {
  collectionHref,
  collectionProperties,
  homeHref,
  homeProperties,
  memberHref,
  memberProperties,
  principalHref,
  principalProperties,
  rootHref,
  rootProperties,
} from './properties.ts';
import { report } from './reports.ts';
import { dav, readXml } from './xml.ts';

const methods = 'OPTIONS, GET, HEAD, PROPFIND, REPORT';
const capabilities = '1, 3, access-control, calendar-access';
const writing = ['PUT', 'DELETE', 'PROPPATCH', 'MKCALENDAR', 'MKCOL', 'MOVE', 'COPY', 'LOCK', 'POST', 'PATCH'];

type Request = HonoContext<Env>;

/**
 * CalDAV, the reading side (RFC 4791, RFC 6578): the calendars of a person as collections under /caldav, for programs that come
 * with an app password. Whenever they ask, they are told what changed, and are sent only that. Nothing can be written.
 */
export function caldavRoutes(
  { db, config }: Pick<Deps, 'db' | 'config'>,
  calendars: Calendars,
): ReturnType<typeof createRouter> {
  const asking = (c: Request) => ({ catalogue: c.get('catalogue'), now: c.get('now') });

  /** @throws Problem `unauthenticated`; `not_found` for what is another person's */
  async function ownerOf(c: Request): Promise<Owner> {
    const given = basicCredentials(c.req.header('Authorization'));
    const owner = given && (await findOwner(db, given));
    if (!owner) {
      if (given) await spend(db, addressBudget(clientNetwork(c, config.trustedProxyHeader)), c.get('now'));
      c.header('WWW-Authenticate', 'Basic realm="Moyens", charset="UTF-8"');
      throw new Problem('unauthenticated');
    }
    const personId = c.req.param('personId');
    if (personId !== undefined && personId !== owner.personId) throw new Problem('not_found');
    await noteUse(db, owner, (c.req.header('User-Agent') ?? 'unknown').slice(0, 80), c.get('now'));
    return owner;
  }

  async function calendarOf(c: Request, owner: Owner, feedId: string) {
    const sight = await calendars.look(db, { feedId }, asking(c));
    if (sight.access.actor.personId !== owner.personId) throw new Problem('not_found');
    const { collection, content } = await upToDate(db, calendars, sight, asking(c));
    const members = async () => membersOf(content ?? (await calendars.read(db, { feedId }, asking(c))));
    return { access: sight.access, collection, members };
  }

  /** Those of a person that are there today: what a feed is about may have been taken from them. */
  async function calendarsOf(c: Request, owner: Owner) {
    const found = [];
    for (const feedId of await feedIdsOf(db, owner.personId)) {
      const calendar = await calendarOf(c, owner, feedId).catch(error => {
        if (error instanceof Problem && error.code === 'revoked') return null;
        throw error;
      });
      if (calendar) found.push({ feedId, ...calendar });
    }
    return found;
  }

  const router = createRouter();
  router
    .all('/.well-known/caldav', c => c.redirect(rootHref, 301))
    .use('/caldav/*', async (c, next) => {
      if (c.req.method === 'OPTIONS') return c.body(null, 204, { DAV: capabilities, Allow: methods });
      if (!writing.includes(c.req.method)) return next();
      await ownerOf(c);
      return c.body(preconditionFailed(dav, 'need-privileges'), 403, xmlType);
    })
    .on(['PROPFIND'], either('/caldav'), async c => {
      const owner = await ownerOf(c);
      return answer(c, [response(rootHref, rootProperties(owner), await askedIn(c))]);
    })
    .on(['PROPFIND'], either('/caldav/principals/:personId'), async c => {
      const owner = await ownerOf(c);
      return answer(c, [response(principalHref(owner.personId), principalProperties(owner), await askedIn(c))]);
    })
    .on(['PROPFIND'], either('/caldav/calendars/:personId'), async c => {
      const owner = await ownerOf(c);
      const asked = await askedIn(c);
      const inside = depthOf(c) > 0 ? await calendarsOf(c, owner) : [];
      return answer(c, [
        response(homeHref(owner.personId), homeProperties(owner), asked),
        ...inside.map(({ feedId, access, collection }) =>
          response(collectionHref(owner.personId, feedId), collectionProperties(owner, access, collection), asked),
        ),
      ]);
    })
    .on(['PROPFIND'], either('/caldav/calendars/:personId/:feedId'), async c => {
      const owner = await ownerOf(c);
      const feedId = uuidIn(c.req.param('feedId'));
      const asked = await askedIn(c);
      const { access, collection, members } = await calendarOf(c, owner, feedId);
      const inside = depthOf(c) > 0 ? await members() : [];
      return answer(c, [
        response(collectionHref(owner.personId, feedId), collectionProperties(owner, access, collection), asked),
        ...inside.map(one =>
          response(memberHref(owner.personId, feedId, one.uid), memberProperties(owner, one, false), asked),
        ),
      ]);
    })
    .on(['REPORT'], either('/caldav/calendars/:personId/:feedId'), async c => {
      const owner = await ownerOf(c);
      const feedId = uuidIn(c.req.param('feedId'));
      const request = readXml(await c.req.text());
      if (!request) throw new Problem('malformed', { what: 'XML' });
      const { collection, members } = await calendarOf(c, owner, feedId);
      const made = await report(request, {
        ...{ owner, feedId, collection, members, now: c.get('now') },
        changedSince: generation => changedSince(db, feedId, generation),
      });
      return c.body(made.body, made.status, made.type === 'xml' ? xmlType : calendarType);
    })
    .get('/caldav/calendars/:personId/:feedId/:file{.+\\.ics}', async c => {
      const owner = await ownerOf(c);
      const { members } = await calendarOf(c, owner, uuidIn(c.req.param('feedId')));
      const uid = c.req.param('file').slice(0, -'.ics'.length);
      const member = (await members()).find(one => one.uid === uid);
      if (!member) throw new Problem('not_found');
      const etag = `"${member.etag}"`;
      if (isKnownTag(c.req.header('If-None-Match'), etag)) return c.body(null, 304, { ETag: etag });
      return c.body(member.text(), 200, { ...calendarType, ETag: etag });
    });
  // Not with its methods in its type: the web app's client has no use for them.
  return router;
}

/** Programs write the address of a collection with or without its last slash. */
const either = (path: string): [string, string] => [path, `${path}/`];

const xmlType = { 'Content-Type': 'application/xml; charset=utf-8' };
const calendarType = { 'Content-Type': 'text/calendar; charset=utf-8' };

function answer(c: Request, responses: string[]) {
  return c.body(multistatus(responses), 207, { ...xmlType, DAV: capabilities });
}

async function askedIn(c: Request) {
  const text = await c.req.text();
  const request = readXml(text);
  if (text.trim() !== '' && !request) throw new Problem('malformed', { what: 'XML' });
  return askedProperties(request);
}

/** RFC 4918 10.2; without it, or with `infinity`, one level: what lies deeper is asked for by its own address. */
function depthOf(c: Request): number {
  return c.req.header('Depth') === '0' ? 0 : 1;
}

function uuidIn(text = ''): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) throw new Problem('not_found');
  return text.toLowerCase();
}

/** RFC 7617; the password may hold colons, the name may not. */
function basicCredentials(header: string | undefined): { userName: string; password: string } | null {
  const match = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '');
  if (!match?.[1]) return null;
  const text = Buffer.from(match[1], 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? null : { userName: text.slice(0, colon), password: text.slice(colon + 1) };
}
