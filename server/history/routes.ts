import { createRoute } from '@hono/zod-openapi';
import { actPage, historyQuery } from '../../shared/history.ts';
import type { Db } from '../database/connect.ts';
import { json, problemResponse } from '../http/responses.ts';
import { createRouter } from '../http/router.ts';
import { listHistory } from './queries.ts';

const listRoute = createRoute({
  method: 'get',
  path: '/',
  tags: ['history'],
  summary: 'What was done, newest first: who, when, to what, from what to what, why',
  description:
    'For the coordinator: all of it. For the referents of an organisation: what was done in its name, to what it owns, and to bookings of what it owns.',
  request: { query: historyQuery },
  responses: { 200: json(actPage, 'A page of acts.'), ...problemResponse },
});

/** Under /api/history. Nobody can change it: invariant 7. */
export function historyRoutes({ db }: { db: Db }) {
  return createRouter().openapi(listRoute, async c =>
    c.json(await listHistory(db, c.req.valid('query'), c.get('actor')), 200),
  );
}
