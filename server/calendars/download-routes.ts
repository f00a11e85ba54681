import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Deps } from '../app.ts';
import { problemResponse } from '../http/responses.ts';
import { contextOf, createRouter, type Env } from '../http/router.ts';
import { bookingFile, type CalendarFile, seriesFile } from './download.ts';

const params = z.object({ id: z.uuid() });
const file = {
  200: { content: { 'text/calendar': { schema: z.string() } }, description: 'An iCalendar file.' },
  ...problemResponse,
};

const bookingRoute = createRoute({
  method: 'get',
  path: '/bookings/{id}/calendar.ics',
  tags: ['bookings'],
  summary: 'A booking as a file for a calendar, under the same UID as in feeds; of a series all of it',
  request: { params },
  responses: file,
});

const seriesRoute = createRoute({
  method: 'get',
  path: '/series/{id}/calendar.ics',
  tags: ['bookings'],
  summary: 'A series as a file for a calendar, as far as you may see its bookings',
  request: { params },
  responses: file,
});

/** Under /api: bookings to take along. */
export function downloadRoutes({ db, config: { publicUrl } }: Deps) {
  return createRouter()
    .openapi(bookingRoute, async c =>
      answered(c, await bookingFile(db, c.req.valid('param').id, { ...contextOf(c), publicUrl })),
    )
    .openapi(seriesRoute, async c =>
      answered(c, await seriesFile(db, c.req.valid('param').id, { ...contextOf(c), publicUrl })),
    );
}

function answered(c: Context<Env>, { name, text }: CalendarFile) {
  c.header('Content-Type', 'text/calendar; charset=utf-8');
  c.header('Content-Disposition', `attachment; filename="${name}"`);
  return c.body(text, 200);
}
