import { createRoute, z } from '@hono/zod-openapi';
import { bookingSchema } from '../../shared/booking.ts';
import { pageSchema } from '../../shared/page.ts';
import { newWaitingSchema, waitingListQuery, waitingSchema } from '../../shared/waiting.ts';
import type { Deps } from '../app.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { write } from '../http/write.ts';
import { accept } from './accept.ts';
import { join } from './join.ts';
import { leave } from './leave.ts';
import { listWaiting } from './queries.ts';

const tags = ['waiting'];
const params = z.object({ id: z.uuid() });

const listRoute = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'What I wait for, and what is offered to me',
  request: { query: waitingListQuery },
  responses: { 200: json(pageSchema(waitingSchema), 'By the beginning of the time.'), ...problemResponse },
});

const joinRoute = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Wait for a resource at a time that is taken',
  description:
    'Where lack of room is all that stands in the way. When room comes, the first in the line gets an offer that holds the ' +
    'time for a day, or half of what is left until the beginning.',
  request: jsonBody(newWaitingSchema),
  responses: { 201: json(z.object({ waiting: waitingSchema }), 'The place in the line.'), ...problemResponse },
});

const leaveRoute = createRoute({
  method: 'delete',
  path: '/{id}',
  tags,
  summary: 'Leave a waiting list, or decline what it offers',
  request: { params },
  responses: { 204: { description: 'An offer goes to the next in the line.' }, ...problemResponse },
});

const acceptRoute = createRoute({
  method: 'post',
  path: '/{id}/acceptance',
  tags,
  summary: 'Book what is offered to me',
  description: 'By the rules of any booking: where the owner decides, it becomes a request.',
  request: { params },
  responses: { 201: json(z.object({ booking: bookingSchema }), 'The booking.'), ...problemResponse },
});

/** Waiting lists: everyone sees their own places only. */
export function waitingRoutes({ db, config }: Deps) {
  return createRouter()
    .openapi(listRoute, async c => c.json(await listWaiting(db, c.req.valid('query'), contextOf(c)), 200))
    .openapi(joinRoute, async c => {
      const input = c.req.valid('json');
      return c.json({ waiting: await write(c, db, (tx, context) => join(tx, input, context)) }, 201);
    })
    .openapi(leaveRoute, async c => {
      const { id } = c.req.valid('param');
      await write(c, db, (tx, context) => leave(tx, id, { ...context, publicUrl: config.publicUrl }));
      return c.body(null, 204);
    })
    .openapi(acceptRoute, async c => {
      const { id } = c.req.valid('param');
      return c.json({ booking: await write(c, db, (tx, context) => accept(tx, id, context)) }, 201);
    });
}
