import { createRoute, z } from '@hono/zod-openapi';
import type { Context as HonoContext } from 'hono';
import {
  clashSchema,
  externalCalendarChangeSchema,
  externalCalendarListQuery,
  externalCalendarSchema,
  newExternalCalendarSchema,
} from '../../shared/external-calendar.ts';
import { pageSchema } from '../../shared/page.ts';
import type { Deps } from '../app.ts';
import { spend } from '../http/limits.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter, type Env } from '../http/router.ts';
import { etag, requireVersion } from '../http/version.ts';
import { write } from '../http/write.ts';
import { acknowledgeClash } from './acknowledge.ts';
import { addCalendar } from './add.ts';
import { changeCalendar } from './change.ts';
import { checkCalendar } from './check.ts';
import { listCalendars, listClashes, readCalendarOf } from './queries.ts';
import { removeCalendar } from './remove.ts';

const tags = ['external-calendars'];
const params = z.object({ id: z.uuid() });
const clashParams = z.object({ id: z.uuid(), clashId: z.uuid() });
const one = z.object({ calendar: externalCalendarSchema });
const oneClash = z.object({ clash: clashSchema });
/** A check reaches out to another server: nobody should use ours to knock at its door. */
const checksPerMinute = 10;

const listRoute = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'Outside calendars whose busy times stop bookings of what you care for',
  request: { query: externalCalendarListQuery },
  responses: { 200: json(pageSchema(externalCalendarSchema), 'All of them.'), ...problemResponse },
});

const addRoute = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Add an outside calendar to a resource',
  description:
    'For those who may block the resource, and for the person whose time it is. The calendar is read at once; what is in the ' +
    'answer says what came of it. What was booked before stands, and is listed under `clashes`.',
  request: jsonBody(newExternalCalendarSchema),
  responses: { 201: json(one, 'The calendar.'), ...problemResponse },
});

const readRoute = createRoute({
  method: 'get',
  path: '/{id}',
  tags,
  summary: 'One outside calendar: its state, the age of its data, what could not be read',
  request: { params },
  responses: { 200: json(one, 'The calendar.'), ...problemResponse },
});

const clashesRoute = createRoute({
  method: 'get',
  path: '/{id}/clashes',
  tags,
  summary: 'Bookings that stand where the calendar says that the time is taken',
  request: { params },
  responses: { 200: json(pageSchema(clashSchema), 'All of them, soonest first.'), ...problemResponse },
});

const acknowledgeRoute = createRoute({
  method: 'post',
  path: '/{id}/clashes/{clashId}/acknowledgement',
  tags,
  summary: 'Let a booking and the busy time that it meets stand side by side',
  description: 'It counts as a clash no more, until one of the two moves and they meet at another time.',
  request: { params: clashParams },
  responses: { 200: json(oneClash, 'The clash, accepted.'), ...problemResponse },
});

const reopenRoute = createRoute({
  method: 'delete',
  path: '/{id}/clashes/{clashId}/acknowledgement',
  tags,
  summary: 'Take back that both may stand',
  request: { params: clashParams },
  responses: { 200: json(oneClash, 'The clash, which counts again.'), ...problemResponse },
});

const changeRoute = createRoute({
  method: 'patch',
  path: '/{id}',
  tags,
  summary: 'Rename, pause or resume an outside calendar, or give it another address',
  request: { params, ...jsonBody(externalCalendarChangeSchema) },
  responses: { 200: json(one, 'The calendar; read again where its address is another.'), ...problemResponse },
});

const checkRoute = createRoute({
  method: 'post',
  path: '/{id}/check',
  tags,
  summary: 'Read an outside calendar now',
  request: { params },
  responses: { 200: json(one, 'The calendar, and what came of it. A paused one is not read.'), ...problemResponse },
});

const removeRoute = createRoute({
  method: 'delete',
  path: '/{id}',
  tags,
  summary: 'Remove an outside calendar; the times that it took are free',
  request: { params },
  responses: { 204: { description: 'It is gone, and its address forgotten.' }, ...problemResponse },
});

/** Outside calendars. Reading one waits for another server, and so comes after the transaction of what asked for it. */
export function externalCalendarRoutes({ db, config, log, clock, outside, seal, changes }: Deps) {
  const checking = { outside, seal, clock, log, changes, publicUrl: config.publicUrl };
  const checked = async (c: HonoContext<Env>, id: string) => {
    await checkCalendar(db, id, checking);
    const calendar = await readCalendarOf(db, id, { ...contextOf(c), now: clock() });
    c.header('ETag', etag(calendar.version));
    return { calendar };
  };
  const spendCheck = (c: HonoContext<Env>) => {
    const key = `external-calendar:${c.get('actor').personId}`;
    return spend(db, [{ key, limit: checksPerMinute, seconds: 60 }], c.get('now'));
  };

  return createRouter()
    .openapi(listRoute, async c => c.json(await listCalendars(db, c.req.valid('query'), contextOf(c)), 200))
    .openapi(addRoute, async c => {
      const input = c.req.valid('json');
      await spendCheck(c);
      const { id } = await write(c, db, (tx, context) => addCalendar(tx, input, seal, context));
      return c.json(await checked(c, id), 201);
    })
    .openapi(readRoute, async c => {
      const calendar = await readCalendarOf(db, c.req.valid('param').id, contextOf(c));
      c.header('ETag', etag(calendar.version));
      return c.json({ calendar }, 200);
    })
    .openapi(clashesRoute, async c => c.json(await listClashes(db, c.req.valid('param').id, contextOf(c)), 200))
    .openapi(acknowledgeRoute, async c => {
      const at = c.req.valid('param');
      return c.json({ clash: await write(c, db, (tx, context) => acknowledgeClash(tx, at, true, context)) }, 200);
    })
    .openapi(reopenRoute, async c => {
      const at = c.req.valid('param');
      return c.json({ clash: await write(c, db, (tx, context) => acknowledgeClash(tx, at, false, context)) }, 200);
    })
    .openapi(changeRoute, async c => {
      const [target, input] = [{ ...c.req.valid('param'), version: requireVersion(c) }, c.req.valid('json')];
      if (input.address !== undefined) await spendCheck(c);
      const calendar = await write(c, db, (tx, context) => changeCalendar(tx, target, input, seal, context));
      c.header('ETag', etag(calendar.version));
      return c.json(input.address === undefined ? { calendar } : await checked(c, calendar.id), 200);
    })
    .openapi(checkRoute, async c => {
      const { id } = c.req.valid('param');
      await readCalendarOf(db, id, contextOf(c));
      await spendCheck(c);
      return c.json(await checked(c, id), 200);
    })
    .openapi(removeRoute, async c => {
      const { id } = c.req.valid('param');
      await write(c, db, (tx, context) => removeCalendar(tx, id, context));
      return c.body(null, 204);
    });
}
