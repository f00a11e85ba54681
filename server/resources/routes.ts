import { createRoute, z } from '@hono/zod-openapi';
import type { Context as HonoContext } from 'hono';
import { pageSchema } from '../../shared/page.ts';
import {
  affectedBookingSchema,
  newResourceSchema,
  type ResourceDetail,
  resourceChangeSchema,
  resourceDetailSchema,
  resourceListQuery,
  resourceSchema,
  withdrawalSchema,
} from '../../shared/resource.ts';
import type { Deps } from '../app.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { etag, requireVersion } from '../http/version.ts';
import { write } from '../http/write.ts';
import { changeResource } from './change.ts';
import { createResource } from './create.ts';
import { listResources, readResource } from './queries.ts';
import { publishAgain, withdraw } from './state.ts';

export const resourceParams = z.object({ id: z.uuid() });
export const resourceAnswer = z.object({ resource: resourceDetailSchema });
const tags = ['resources'];

/** Answers a resource with its version as the ETag. */
export function answerResource(c: HonoContext, resource: ResourceDetail) {
  c.header('ETag', etag(resource.version));
  return c.json({ resource }, 200);
}

const listRoute = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'The catalogue: resources that you may see, by name or by distance',
  request: { query: resourceListQuery },
  responses: { 200: json(pageSchema(resourceSchema), 'A page of resources.'), ...problemResponse },
});

const readRoute = createRoute({
  method: 'get',
  path: '/{id}',
  tags,
  summary: 'One resource, with the words of its terms and who decides',
  request: { params: resourceParams },
  responses: { 200: json(resourceAnswer, 'The resource; its version is the ETag.'), ...problemResponse },
});

const offerRoute = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Offer a resource, with its criteria, terms and tariff',
  description: 'For the referents of its owner, and the coordinator. All of it or nothing.',
  request: jsonBody(newResourceSchema),
  responses: { 201: json(resourceAnswer, 'The resource.'), ...problemResponse },
});

const changeRoute = createRoute({
  method: 'patch',
  path: '/{id}',
  tags,
  summary: 'Change the facts of a resource',
  description:
    'Needs If-Match. A capacity, setup or turnaround that the bookings promised leave no room for is refused with these bookings. A move to a site outside whose hours future bookings would fall is saved only with `acceptAffected`; with `dryRun` nothing is saved, and they are answered.',
  request: { params: resourceParams, ...jsonBody(resourceChangeSchema) },
  responses: {
    200: json(
      resourceAnswer.extend({ affected: z.array(affectedBookingSchema) }),
      'The resource as it is now, and the bookings that fall outside the hours of its new site.',
    ),
    ...problemResponse,
  },
});

const withdrawRoute = createRoute({
  method: 'post',
  path: '/{id}/withdrawal',
  tags,
  summary: 'Take a resource off the catalogue; what is promised on it stays, and is listed',
  description: 'Needs If-Match. With `dryRun` nothing is changed, and what is promised is listed.',
  request: { params: resourceParams, ...jsonBody(withdrawalSchema) },
  responses: {
    200: json(
      resourceAnswer.extend({ affected: z.array(affectedBookingSchema) }),
      'The resource, and what is promised on it.',
    ),
    ...problemResponse,
  },
});

const publishRoute = createRoute({
  method: 'post',
  path: '/{id}/publication',
  tags,
  summary: 'Offer a withdrawn resource again',
  description: 'Needs If-Match.',
  request: { params: resourceParams },
  responses: { 200: json(resourceAnswer, 'The resource.'), ...problemResponse },
});

/** Resources as members read them, and as those who administer them keep their facts. */
export function resourceRoutes({ db }: Deps) {
  return createRouter()
    .openapi(listRoute, async c => c.json(await listResources(db, c.req.valid('query'), contextOf(c)), 200))
    .openapi(readRoute, async c => answerResource(c, await readResource(db, c.req.valid('param').id, contextOf(c))))
    .openapi(offerRoute, async c => {
      const input = c.req.valid('json');
      const resource = await write(c, db, (tx, context) => createResource(tx, input, context));
      c.header('ETag', etag(resource.version));
      c.header('Location', `/api/resources/${resource.id}`);
      return c.json({ resource }, 201);
    })
    .openapi(changeRoute, async c => {
      const target = { ...c.req.valid('param'), version: requireVersion(c) };
      const change = c.req.valid('json');
      const answer = await write(c, db, (tx, context) => changeResource(tx, target, change, context));
      c.header('ETag', etag(answer.resource.version));
      return c.json(answer, 200);
    })
    .openapi(withdrawRoute, async c => {
      const target = { ...c.req.valid('param'), version: requireVersion(c) };
      const input = c.req.valid('json');
      const answer = await write(c, db, (tx, context) => withdraw(tx, target, input, context));
      c.header('ETag', etag(answer.resource.version));
      return c.json(answer, 200);
    })
    .openapi(publishRoute, async c => {
      const target = { ...c.req.valid('param'), version: requireVersion(c) };
      return answerResource(c, await write(c, db, (tx, context) => publishAgain(tx, target, context)));
    });
}
