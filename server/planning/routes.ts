import { createHash } from 'node:crypto';
import { createRoute } from '@hono/zod-openapi';
import { pageSchema } from '../../shared/page.ts';
import {
  availabilityQuery,
  availabilitySchema,
  firstFreeQuery,
  firstFreeSchema,
  planningQuery,
  planningRowSchema,
} from '../../shared/planning.ts';
import type { Deps } from '../app.ts';
import { json, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { isKnownTag } from '../http/version.ts';
import { readAvailability } from './availability.ts';
import { readFirstFree } from './first-free.ts';
import { readPlanning } from './planning.ts';
import { readChangeMark } from './queries.ts';

const tags = ['planning'];

const availabilityRoute = createRoute({
  method: 'get',
  path: '/availability',
  tags,
  summary: 'Which resources could be booked for all of a window, and why the others not',
  request: { query: availabilityQuery },
  responses: { 200: json(pageSchema(availabilitySchema), 'In the order of names.'), ...problemResponse },
});

const firstFreeRoute = createRoute({
  method: 'get',
  path: '/availability/first',
  tags,
  summary: 'For each resource, the first time of a given length at which it could be booked',
  request: { query: firstFreeQuery },
  responses: { 200: json(pageSchema(firstFreeSchema), 'In the order of names.'), ...problemResponse },
});

const planningRoute = createRoute({
  method: 'get',
  path: '/planning',
  tags,
  summary: 'Resources and what takes their time in a window, as much as you may see',
  request: { query: planningQuery },
  responses: {
    200: json(pageSchema(planningRowSchema), 'In the order of names.'),
    304: { description: 'Nothing has changed since the version named in If-None-Match.' },
    ...problemResponse,
  },
});

/** What is free, and what is taken: reads over all resources of the network. */
export function planningRoutes({ db }: Deps) {
  return createRouter()
    .openapi(availabilityRoute, async c => c.json(await readAvailability(db, c.req.valid('query'), contextOf(c)), 200))
    .openapi(firstFreeRoute, async c => c.json(await readFirstFree(db, c.req.valid('query'), contextOf(c)), 200))
    .openapi(planningRoute, async c => {
      const context = contextOf(c);
      const mark = `${context.actor.personId} ${context.locale} ${new URL(c.req.url).search} ${await readChangeMark(db)}`;
      const tag = `"${createHash('sha256').update(mark).digest('base64url').slice(0, 27)}"`;
      c.header('Cache-Control', 'private, no-cache');
      c.header('ETag', tag);
      if (isKnownTag(c.req.header('If-None-Match'), tag)) return c.body(null, 304);
      return c.json(await readPlanning(db, c.req.valid('query'), context), 200);
    });
}
