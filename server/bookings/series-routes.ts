import { createRoute, z } from '@hono/zod-openapi';
import { bookingSchema, newOccurrenceSchema, seriesSchema } from '../../shared/booking.ts';
import type { Deps } from '../app.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { write } from '../http/write.ts';
import { addOccurrence } from './add-occurrence.ts';
import { readSeries } from './series.ts';

const params = z.object({ id: z.uuid() });
const tags = ['bookings'];

const readRoute = createRoute({
  method: 'get',
  path: '/{id}',
  tags,
  summary: 'A series with its bookings, as far as you may see them',
  request: { params },
  responses: {
    200: json(
      z.object({ series: seriesSchema, bookings: z.array(bookingSchema) }),
      'The series and its first 200 bookings.',
    ),
    ...problemResponse,
  },
});

const addRoute = createRoute({
  method: 'post',
  path: '/{id}/occurrences',
  tags,
  summary: 'Take a date back that was left out of a series, or add one',
  request: { params, ...jsonBody(newOccurrenceSchema) },
  responses: { 201: json(z.object({ booking: bookingSchema }), 'The occurrence.'), ...problemResponse },
});

/** Series: what is asked of them as a whole. Their occurrences are bookings like any other. */
export function seriesRoutes({ db }: Deps) {
  return createRouter()
    .openapi(readRoute, async c => c.json(await readSeries(db, c.req.valid('param').id, contextOf(c)), 200))
    .openapi(addRoute, async c => {
      const request = { id: c.req.valid('param').id, ...c.req.valid('json') };
      const booking = await write(c, db, (tx, context) => addOccurrence(tx, request, context));
      return c.json({ booking }, 201);
    });
}
