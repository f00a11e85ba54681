import { createRoute, z } from '@hono/zod-openapi';
import { reachQuery, reachSchema } from '../../shared/reach.ts';
import type { Deps } from '../app.ts';
import { json, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { readReach } from './reach.ts';

const reachRoute = createRoute({
  method: 'get',
  path: '/{id}/reach',
  tags: ['bookings'],
  summary: 'What cancelling or changing a booking would touch: how many dates of its series, and who would get mail',
  request: { params: z.object({ id: z.uuid() }), query: reachQuery },
  responses: {
    200: json(z.object({ items: z.array(reachSchema) }), 'One for each scope that the booking has.'),
    ...problemResponse,
  },
});

/** Who would be told of what, before it is done. */
export function notificationRoutes({ db }: Deps) {
  return createRouter().openapi(reachRoute, async c => {
    const request = { ...c.req.valid('param'), ...c.req.valid('query') };
    return c.json(await readReach(db, request, contextOf(c)), 200);
  });
}
