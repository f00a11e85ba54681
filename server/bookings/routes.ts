import { createRoute, z } from '@hono/zod-openapi';
import {
  alternativeSchema,
  bookingChangeSchema,
  bookingListQuerySchema,
  bookingSchema,
  cancellationSchema,
  conditionsSchema,
  copySchema,
  historySchema,
  newBookingSchema,
  occurrencePreviewSchema,
  previewQuerySchema,
  restorationSchema,
  seriesSchema,
} from '../../shared/booking.ts';
import { changeScopes } from '../../shared/words.ts';
import type { Deps } from '../app.ts';
import { found } from '../errors.ts';
import { cursorPart, readCursor } from '../http/page.ts';
import { json, jsonBody, optionalBody, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { etag, requireVersion, statedVersion } from '../http/version.ts';
import { write } from '../http/write.ts';
import { book } from './book.ts';
import { bookSeries } from './book-series.ts';
import { cancelInScope } from './cancel-series.ts';
import { changeInScope } from './change-series.ts';
import { readConditions } from './conditions.ts';
import { copy } from './copy.ts';
import { finish } from './finish.ts';
import { readBookingHistory } from './history.ts';
import { preview } from './preview.ts';
import { listBookings, readBooking } from './queries.ts';
import { restoreInScope } from './restore-series.ts';
import { withdrawChange } from './withdraw-change.ts';

const params = z.object({ id: z.uuid() });
const scopeQuery = z.object({ scope: z.enum(changeScopes).default('this') });
const bookingAnswer = z.object({ booking: bookingSchema });
const seriesAnswer = z.object({ series: seriesSchema, bookings: z.array(bookingSchema) });
const tags = ['bookings'];

const listRoute = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'Bookings that you may see, in the order of their start',
  request: { query: bookingListQuerySchema },
  responses: {
    200: json(z.object({ items: z.array(bookingSchema), nextCursor: z.string().nullable() }), 'A page of bookings.'),
    ...problemResponse,
  },
});

const bookRoute = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Book one or several resources at one time, or at every date of a series, all or none',
  request: jsonBody(newBookingSchema),
  responses: {
    201: json(z.union([bookingAnswer, seriesAnswer]), 'Booked, or requested where an owner decides.'),
    ...problemResponse,
  },
});

const previewRoute = createRoute({
  method: 'post',
  path: '/preview',
  tags,
  summary: 'What booking this would meet, at every date; nothing is stored',
  request: { query: previewQuerySchema, ...jsonBody(newBookingSchema) },
  responses: {
    200: json(
      z.object({ occurrences: z.array(occurrencePreviewSchema), alternatives: z.array(alternativeSchema) }),
      'Every date, with what stands against it; and ways out, if asked for.',
    ),
    ...problemResponse,
  },
});

const readRoute = createRoute({
  method: 'get',
  path: '/{id}',
  tags,
  summary: 'One booking',
  request: { params },
  responses: { 200: json(bookingAnswer, 'The booking; its version is the ETag.'), ...problemResponse },
});

const changeRoute = createRoute({
  method: 'patch',
  path: '/{id}',
  tags,
  summary: 'Move, resize, change quantities, swap resources, rename',
  description:
    'Needs If-Match. What exceeds an approval waits in `change` for a new decision; the old time is kept meanwhile.',
  request: { params, query: scopeQuery, ...jsonBody(bookingChangeSchema) },
  responses: { 200: json(bookingAnswer, 'The booking as it is now.'), ...problemResponse },
});

const cancelRoute = createRoute({
  method: 'post',
  path: '/{id}/cancellation',
  tags,
  summary: 'Cancel',
  request: { params, ...optionalBody(cancellationSchema) },
  responses: { 200: json(bookingAnswer, 'The cancelled booking.'), ...problemResponse },
});

const restoreRoute = createRoute({
  method: 'post',
  path: '/{id}/restoration',
  tags,
  summary: 'Take a cancellation back, if the time is still free',
  request: { params, ...optionalBody(restorationSchema) },
  responses: { 200: json(bookingAnswer, 'The restored booking.'), ...problemResponse },
});

const finishRoute = createRoute({
  method: 'post',
  path: '/{id}/completion',
  tags,
  summary: 'End a running booking now and free the rest of its time',
  request: { params },
  responses: { 200: json(bookingAnswer, 'The completed booking.'), ...problemResponse },
});

const copyRoute = createRoute({
  method: 'post',
  path: '/{id}/copies',
  tags,
  summary: 'Book the same lines at another time',
  request: { params, ...jsonBody(copySchema) },
  responses: { 201: json(bookingAnswer, 'The new booking.'), ...problemResponse },
});

const withdrawChangeRoute = createRoute({
  method: 'delete',
  path: '/{id}/change',
  tags,
  summary: 'Take back a change that waits for a decision; the booking goes on as it was',
  request: { params },
  responses: { 200: json(bookingAnswer, 'The booking without the change.'), ...problemResponse },
});

const historyRoute = createRoute({
  method: 'get',
  path: '/{id}/history',
  tags,
  summary: 'Who did what to the booking, when, from what to what, and why',
  request: { params },
  responses: { 200: json(historySchema, 'Oldest first.'), ...problemResponse },
});

const conditionsRoute = createRoute({
  method: 'get',
  path: '/{id}/conditions',
  tags,
  summary: 'The terms and the tariff that each line was booked under, in words',
  request: { params },
  responses: { 200: json(conditionsSchema, 'In the order of the lines.'), ...problemResponse },
});

/** Bookings: what is asked of them over HTTP. Everything that takes time goes through the guard. */
export function bookingRoutes({ db }: Deps) {
  return createRouter()
    .openapi(listRoute, async c => {
      const { cursor, limit, from, to, ...filter } = c.req.valid('query');
      const page = { cursor: readCursor(cursor, [cursorPart.instant, cursorPart.uuid]), limit };
      const window = { from: from ? new Date(from) : undefined, to: to ? new Date(to) : undefined };
      return c.json(await listBookings(db, { ...filter, ...window }, page, contextOf(c)), 200);
    })
    .openapi(bookRoute, async c => {
      const { recurrence, ...request } = c.req.valid('json');
      if (recurrence) {
        const booked = await write(c, db, (tx, context) => bookSeries(tx, { ...request, recurrence }, context));
        c.header('Location', `/api/series/${booked.series.id}`);
        return c.json(booked, 201);
      }
      const booking = await write(c, db, (tx, context) => book(tx, request, context));
      c.header('ETag', etag(booking.version));
      c.header('Location', `/api/bookings/${booking.id}`);
      return c.json({ booking }, 201);
    })
    .openapi(previewRoute, async c => {
      return c.json(await preview(db, c.req.valid('json'), c.req.valid('query'), contextOf(c)), 200);
    })
    .openapi(readRoute, async c => {
      const booking = found(await readBooking(db, c.req.valid('param').id, contextOf(c)));
      c.header('ETag', etag(booking.version));
      return c.json({ booking }, 200);
    })
    .openapi(changeRoute, async c => {
      const { scope } = c.req.valid('query');
      const request = { id: c.req.valid('param').id, version: requireVersion(c), change: c.req.valid('json'), scope };
      const booking = await write(c, db, (tx, context) => changeInScope(tx, request, context));
      c.header('ETag', etag(booking.version));
      return c.json({ booking }, 200);
    })
    .openapi(cancelRoute, async c => {
      const { reason = null, scope = 'this' } = c.req.valid('json') ?? {};
      const request = { id: c.req.valid('param').id, version: statedVersion(c), reason, scope };
      const booking = await write(c, db, (tx, context) => cancelInScope(tx, request, context));
      c.header('ETag', etag(booking.version));
      return c.json({ booking }, 200);
    })
    .openapi(restoreRoute, async c => {
      const request = { ...c.req.valid('param'), scope: c.req.valid('json')?.scope ?? 'this' };
      const booking = await write(c, db, (tx, context) => restoreInScope(tx, request, context));
      c.header('ETag', etag(booking.version));
      return c.json({ booking }, 200);
    })
    .openapi(finishRoute, async c => {
      const booking = await write(c, db, (tx, context) => finish(tx, c.req.valid('param'), context));
      c.header('ETag', etag(booking.version));
      return c.json({ booking }, 200);
    })
    .openapi(copyRoute, async c => {
      const request = { id: c.req.valid('param').id, copy: c.req.valid('json') };
      const booking = await write(c, db, (tx, context) => copy(tx, request, context));
      c.header('Location', `/api/bookings/${booking.id}`);
      return c.json({ booking }, 201);
    })
    .openapi(withdrawChangeRoute, async c => {
      const request = { id: c.req.valid('param').id, version: statedVersion(c) };
      const booking = await write(c, db, (tx, context) => withdrawChange(tx, request, context));
      c.header('ETag', etag(booking.version));
      return c.json({ booking }, 200);
    })
    .openapi(historyRoute, async c => c.json(await readBookingHistory(db, c.req.valid('param').id, contextOf(c)), 200))
    .openapi(conditionsRoute, async c => c.json(await readConditions(db, c.req.valid('param').id, contextOf(c)), 200));
}
