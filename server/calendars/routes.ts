import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { feedChangeSchema, feedSchema, issuedFeedSchema, newFeedSchema } from '../../shared/feed.ts';
import { pageSchema } from '../../shared/page.ts';
import type { Deps } from '../app.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter, type Env } from '../http/router.ts';
import { write } from '../http/write.ts';
import type { Calendars } from './calendars.ts';
import { changeFeed } from './change.ts';
import { createFeed } from './create.ts';
import { listFeeds } from './feeds.ts';
import { revokeFeed } from './revoke.ts';
import { rotateFeed } from './rotate.ts';
import { createFeedServer } from './serve.ts';
import { feedUrl, newToken, tokenHash, tokenSecret } from './tokens.ts';

const params = z.object({ id: z.uuid() });
const tags = ['feeds'];

const listRoute = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'Your calendar feeds, without their addresses',
  responses: { 200: json(pageSchema(feedSchema), 'All of them, oldest first.'), ...problemResponse },
});

const createFeedRoute = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Make a calendar feed',
  description: 'The answer is the only place where its secret address is ever shown.',
  request: jsonBody(newFeedSchema),
  responses: { 201: json(issuedFeedSchema, 'The feed and its address.'), ...problemResponse },
});

const changeFeedRoute = createRoute({
  method: 'patch',
  path: '/{id}',
  tags,
  summary: 'Rename a calendar feed, or change how much it shows',
  description: 'Its address stays, and so does what it is about. What is absent stays as it is.',
  request: { params, ...jsonBody(feedChangeSchema) },
  responses: { 200: json(z.object({ feed: feedSchema }), 'The feed as it is now.'), ...problemResponse },
});

const revokeRoute = createRoute({
  method: 'delete',
  path: '/{id}',
  tags,
  summary: 'Revoke a calendar feed',
  request: { params },
  responses: { 204: { description: 'Its address answers 410 from now on.' }, ...problemResponse },
});

const rotateRoute = createRoute({
  method: 'post',
  path: '/{id}/rotation',
  tags,
  summary: 'Give a calendar feed a new address',
  request: { params },
  responses: {
    200: json(issuedFeedSchema, 'The feed and its new address; the old one answers 410.'),
    ...problemResponse,
  },
});

/** `/api/feeds`: the feeds of whoever is signed in. */
export function feedRoutes({ db, config }: Deps) {
  const secret = tokenSecret(config);
  const tokenFor = (c: Context<Env>) =>
    newToken(secret, {
      personId: c.get('actor').personId,
      path: c.req.path,
      idempotencyKey: c.req.header('Idempotency-Key'),
    });

  return createRouter()
    .openapi(listRoute, async c => {
      return c.json({ items: await listFeeds(db, contextOf(c)), nextCursor: null }, 200);
    })
    .openapi(createFeedRoute, async c => {
      const [input, token] = [c.req.valid('json'), tokenFor(c)];
      const feed = await write(c, db, (tx, context) =>
        createFeed(tx, { ...input, tokenHash: tokenHash(token) }, context),
      );
      return c.json({ feed, url: feedUrl(config.publicUrl, token) }, 201);
    })
    .openapi(changeFeedRoute, async c => {
      const [{ id }, change] = [c.req.valid('param'), c.req.valid('json')];
      return c.json({ feed: await write(c, db, (tx, context) => changeFeed(tx, { id, change }, context)) }, 200);
    })
    .openapi(revokeRoute, async c => {
      const { id } = c.req.valid('param');
      await write(c, db, (tx, context) => revokeFeed(tx, id, context));
      return c.body(null, 204);
    })
    .openapi(rotateRoute, async c => {
      const [{ id }, token] = [c.req.valid('param'), tokenFor(c)];
      const feed = await write(c, db, (tx, context) => rotateFeed(tx, { id, tokenHash: tokenHash(token) }, context));
      return c.json({ feed, url: feedUrl(config.publicUrl, token) }, 200);
    });
}

/** `/feeds`: the calendars themselves. The address is the only proof asked for: a calendar program has no session. */
export function calendarRoutes({ db }: Pick<Deps, 'db'>, calendars: Calendars) {
  const serve = createFeedServer(calendars);
  return createRouter().get('/:file{[A-Za-z0-9_-]+\\.ics}', async c => {
    // Set before anything can fail: they hold for 404 and 410 too.
    c.header('Referrer-Policy', 'no-referrer');
    c.header('X-Robots-Tag', 'noindex');
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Cache-Control', 'private, no-cache');
    const request = {
      token: c.req.param('file').slice(0, -'.ics'.length),
      client: clientName(c.req.header('User-Agent')),
      headOnly: c.req.method === 'HEAD',
      ifNoneMatch: c.req.header('If-None-Match'),
      ifModifiedSince: c.req.header('If-Modified-Since'),
      acceptEncoding: c.req.header('Accept-Encoding'),
    };
    const answer = await serve(db, request, { catalogue: c.get('catalogue'), now: c.get('now') });
    c.header('ETag', answer.etag);
    c.header('Last-Modified', answer.lastModified.toUTCString());
    c.header('Vary', 'Accept-Encoding');
    if (answer.body === null) return c.body(null, 304);
    c.header('Content-Type', 'text/calendar; charset=utf-8');
    if (answer.encoding) c.header('Content-Encoding', answer.encoding);
    return c.body(answer.body, 200);
  });
}

/** The first name in a User-Agent that says something: `Google-Calendar-Importer`, `Thunderbird`, `iOS`. */
function clientName(userAgent: string | undefined): string {
  const telling = /Google-Calendar-Importer|Thunderbird|Outlook|Exchange|iOS|macOS|ICSx5|Nextcloud|HomeAssistant/i.exec(
    userAgent ?? '',
  );
  const name = telling?.[0] ?? (userAgent ?? '').split(/[/\s]/)[0] ?? '';
  return name.replace(/[^\w .-]/g, '').slice(0, 40) || 'unknown';
}
