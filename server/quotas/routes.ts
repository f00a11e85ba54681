import { createRoute, z } from '@hono/zod-openapi';
import {
  newDerogationSchema,
  newQuotaSchema,
  quotaEndSchema,
  quotaListQuery,
  quotaPage,
  quotaSchema,
  remainingQuerySchema,
  remainingSchema,
} from '../../shared/quota.ts';
import type { Deps } from '../app.ts';
import { cursorPart, readCursor } from '../http/page.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { write } from '../http/write.ts';
import { derogate, endDerogation } from './derogate.ts';
import { endQuota } from './end.ts';
import { publishQuota } from './publish.ts';
import { listQuotas, readRemaining } from './queries.ts';

const tags = ['quotas'];
const answer = z.object({ quota: quotaSchema });
const answersQuota = { 200: json(answer, 'The quota as it is now.'), ...problemResponse };
const params = z.object({ id: z.uuid() });

const listRoute = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'The quotas in force and to come, with their derogations',
  request: { query: quotaListQuery },
  responses: { 200: json(quotaPage, 'In the order in which they begin.'), ...problemResponse },
});

const remainingRoute = createRoute({
  method: 'get',
  path: '/remaining',
  tags,
  summary: 'What is left of the quotas under which a booking would count, before and after it',
  description:
    'Of your own organisations; for the coordinator, of all. Without any quota that applies the list is empty.',
  request: { query: remainingQuerySchema },
  responses: {
    200: json(z.object({ items: z.array(remainingSchema), nextCursor: z.null() }), 'One for each quota.'),
    ...problemResponse,
  },
});

const publishRoute = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Publish a quota, or a new version of one (coordinator)',
  request: jsonBody(newQuotaSchema),
  responses: { 201: json(answer, 'The quota.'), ...problemResponse },
});

const endRoute = createRoute({
  method: 'post',
  path: '/{id}/end',
  tags,
  summary: 'End a quota (coordinator)',
  request: { params, ...jsonBody(quotaEndSchema) },
  responses: answersQuota,
});

const derogateRoute = createRoute({
  method: 'post',
  path: '/{id}/derogations',
  tags,
  summary: 'Give one organisation another amount for a time (coordinator)',
  request: { params, ...jsonBody(newDerogationSchema) },
  responses: { 201: json(answer, 'The quota with its derogations.'), ...problemResponse },
});

const endDerogationRoute = createRoute({
  method: 'post',
  path: '/{id}/derogations/{derogationId}/end',
  tags,
  summary: 'End a derogation before its time (coordinator)',
  request: { params: params.extend({ derogationId: z.uuid() }), ...jsonBody(quotaEndSchema) },
  responses: answersQuota,
});

/** Under /api/quotas. */
export function quotaRoutes({ db }: Pick<Deps, 'db'>) {
  return createRouter()
    .openapi(listRoute, async c => {
      const { cursor, limit } = c.req.valid('query');
      const after = readCursor(cursor, [/^\d{4}-\d\d-\d\d$/, cursorPart.uuid]);
      return c.json(await listQuotas(db, { cursor: after, limit }, contextOf(c)), 200);
    })
    .openapi(remainingRoute, async c => {
      const items = await readRemaining(db, c.req.valid('query'), contextOf(c));
      return c.json({ items, nextCursor: null }, 200);
    })
    .openapi(publishRoute, async c => {
      const input = c.req.valid('json');
      return c.json({ quota: await write(c, db, (tx, context) => publishQuota(tx, input, context)) }, 201);
    })
    .openapi(endRoute, async c => {
      const [{ id }, input] = [c.req.valid('param'), c.req.valid('json')];
      return c.json({ quota: await write(c, db, (tx, context) => endQuota(tx, id, input, context)) }, 200);
    })
    .openapi(derogateRoute, async c => {
      const [{ id }, input] = [c.req.valid('param'), c.req.valid('json')];
      return c.json({ quota: await write(c, db, (tx, context) => derogate(tx, id, input, context)) }, 201);
    })
    .openapi(endDerogationRoute, async c => {
      const [target, input] = [c.req.valid('param'), c.req.valid('json')];
      return c.json({ quota: await write(c, db, (tx, context) => endDerogation(tx, target, input, context)) }, 200);
    });
}
