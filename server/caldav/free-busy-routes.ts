import { DateTime } from 'luxon';
import type { Deps } from '../app.ts';
import type { Calendars } from '../calendars/calendars.ts';
import { createRouter } from '../http/router.ts';
import { isKnownTag } from '../http/version.ts';
import { membersOf } from './collection.ts';
import { freeBusyOf } from './free-busy.ts';

/** What is published: from a week ago to half a year ahead, by days of the network. */
const daysBack = 7;
const monthsAhead = 6;

/**
 * `/feeds/{token}.ifb`: only when what a feed is about is busy, for programs that look an attendee or a room up by a free/busy
 * address (RFC 5545 3.6.4). It is the address of the feed with another ending, and is revoked with it.
 */
export function freeBusyRoutes({ db }: Pick<Deps, 'db'>, calendars: Calendars) {
  return createRouter().get('/:file{[A-Za-z0-9_-]+\\.ifb}', async c => {
    // Set before anything can fail: they hold for 404 and 410 too.
    c.header('Referrer-Policy', 'no-referrer');
    c.header('X-Robots-Tag', 'noindex');
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Cache-Control', 'private, no-cache');
    const token = c.req.param('file').slice(0, -'.ifb'.length);
    const asking = { catalogue: c.get('catalogue'), now: c.get('now') };
    const { access, tag } = await calendars.look(db, token, asking);
    const etag = `"${tag}-fb"`;
    c.header('ETag', etag);
    if (isKnownTag(c.req.header('If-None-Match'), etag)) return c.body(null, 304);
    const day = DateTime.fromISO(access.day, { zone: access.zone });
    const window = { from: day.minus({ days: daysBack }).toJSDate(), to: day.plus({ months: monthsAhead }).toJSDate() };
    const content = await calendars.read(db, token, asking);
    // The stamp is that of the day, so that the same data give the same bytes.
    const body = freeBusyOf(membersOf(content), window, day.toJSDate());
    return c.body(body, 200, { 'Content-Type': 'text/calendar; charset=utf-8' });
  });
}
