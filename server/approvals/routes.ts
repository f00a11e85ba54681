import { createRoute, z } from '@hono/zod-openapi';
import {
  approvalPageSchema,
  approvalQuerySchema,
  decisionPageSchema,
  decisionQuerySchema,
  newDecisionSchema,
  standingSchema,
  waitingCountSchema,
} from '../../shared/approval.ts';
import { bookingSchema } from '../../shared/booking.ts';
import type { Deps } from '../app.ts';
import { cursorPart, readCursor } from '../http/page.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { etag, statedVersion } from '../http/version.ts';
import { write } from '../http/write.ts';
import { decide } from './decide.ts';
import { listDecisions } from './history.ts';
import { readStanding } from './standing.ts';
import { countWaiting, listWaiting } from './waiting.ts';

const tags = ['approvals'];

const waitingRoute = createRoute({
  method: 'get',
  path: '/approvals',
  tags,
  summary: 'What waits for your decision, nearest deadline first, with what the decision needs',
  request: { query: approvalQuerySchema },
  responses: {
    200: json(approvalPageSchema, 'Requests, each with the lines that you may decide on.'),
    ...problemResponse,
  },
});

const countRoute = createRoute({
  method: 'get',
  path: '/approvals/count',
  tags,
  summary: 'How many requests wait for your decision',
  responses: { 200: json(waitingCountSchema, 'The number alone: for a sign beside a name.'), ...problemResponse },
});

const standingRoute = createRoute({
  method: 'get',
  path: '/approvals/{id}',
  tags,
  summary: 'Whether one booking waits for your decision, with what the decision needs, or why you keep out of it',
  request: { params: z.object({ id: z.uuid() }) },
  responses: { 200: json(standingSchema, 'The id is that of the booking.'), ...problemResponse },
});

const decideRoute = createRoute({
  method: 'post',
  path: '/bookings/{id}/decisions',
  tags,
  summary: 'Approve or decline what waits',
  description:
    'If-Match is optional: with the version that you read, a request that was changed in the meantime is a 412; without it, you decide on the request as it is now. Either way what is no longer pending is a 409, so of several deciders one wins.',
  request: { params: z.object({ id: z.uuid() }), ...jsonBody(newDecisionSchema) },
  responses: { 200: json(z.object({ booking: bookingSchema }), 'The booking as decided.'), ...problemResponse },
});

const historyRoute = createRoute({
  method: 'get',
  path: '/decisions',
  tags,
  summary: 'Who decided on what, in which capacity, and why: of a booking, of a resource, or of all that you decide on',
  request: { query: decisionQuerySchema },
  responses: { 200: json(decisionPageSchema, 'The latest first.'), ...problemResponse },
});

/** Decisions: what waits for whom, and what was decided. */
export function approvalRoutes({ db }: Deps) {
  const key = [cursorPart.instant, cursorPart.uuid];
  return createRouter()
    .openapi(waitingRoute, async c => {
      const { cursor, limit, ...filter } = c.req.valid('query');
      return c.json(await listWaiting(db, filter, { cursor: readCursor(cursor, key), limit }, contextOf(c)), 200);
    })
    .openapi(countRoute, async c => c.json({ count: await countWaiting(db, contextOf(c)) }, 200))
    .openapi(standingRoute, async c => c.json(await readStanding(db, c.req.valid('param').id, contextOf(c)), 200))
    .openapi(decideRoute, async c => {
      const request = { id: c.req.valid('param').id, version: statedVersion(c), decision: c.req.valid('json') };
      const booking = await write(c, db, (tx, context) => decide(tx, request, context));
      c.header('ETag', etag(booking.version));
      return c.json({ booking }, 200);
    })
    .openapi(historyRoute, async c => {
      const { cursor, limit, ...filter } = c.req.valid('query');
      return c.json(await listDecisions(db, filter, { cursor: readCursor(cursor, key), limit }, contextOf(c)), 200);
    });
}
