import { createRoute, z } from '@hono/zod-openapi';
import { attendeeAdditionSchema, attendeeListSchema, attendeeScopeQuery } from '../../shared/attendee.ts';
import type { Deps } from '../app.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { write } from '../http/write.ts';
import { addAttendees } from './add-attendees.ts';
import { listAttendees } from './attendees.ts';
import { removeAttendee } from './remove-attendee.ts';

const params = z.object({ id: z.uuid() });
const tags = ['bookings'];

const listRoute = createRoute({
  method: 'get',
  path: '/{id}/attendees',
  tags,
  summary: 'Who is invited to a booking, and what they answered',
  request: { params },
  responses: { 200: json(attendeeListSchema, 'All of them.'), ...problemResponse },
});

const addRoute = createRoute({
  method: 'post',
  path: '/{id}/attendees',
  tags,
  summary: 'Invite people to a booking, or to the dates of its series that are still to come',
  description: 'They get an invitation for their calendar once the booking is confirmed, and word of each change.',
  request: { params, ...jsonBody(attendeeAdditionSchema) },
  responses: { 201: json(attendeeListSchema, 'All who are invited now.'), ...problemResponse },
});

const removeRoute = createRoute({
  method: 'delete',
  path: '/{id}/attendees/{attendeeId}',
  tags,
  summary: 'Take an invitation back; a calendar that was told of it is told',
  request: { params: z.object({ id: z.uuid(), attendeeId: z.uuid() }), query: attendeeScopeQuery },
  responses: { 200: json(attendeeListSchema, 'Who is still invited.'), ...problemResponse },
});

/** Under /api/bookings: the people who are invited to them. */
export function attendeeRoutes({ db }: Deps) {
  return createRouter()
    .openapi(listRoute, async c => c.json(await listAttendees(db, c.req.valid('param').id, contextOf(c)), 200))
    .openapi(addRoute, async c => {
      const request = { id: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await write(c, db, (tx, context) => addAttendees(tx, request, context)), 201);
    })
    .openapi(removeRoute, async c => {
      const request = { ...c.req.valid('param'), ...c.req.valid('query') };
      return c.json(await write(c, db, (tx, context) => removeAttendee(tx, request, context)), 200);
    });
}
