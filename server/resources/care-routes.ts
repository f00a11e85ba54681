import { createRoute, z } from '@hono/zod-openapi';
import { careSchema } from '../../shared/care.ts';
import { decidersSchema, publishedVersionsSchema } from '../../shared/resource.ts';
import type { Deps } from '../app.ts';
import { json, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { readCare } from './care.ts';
import { readDeciders } from './deciders.ts';
import { resourceParams } from './routes.ts';
import { readVersions } from './versions.ts';

const description = 'For the referents of its owner, and the coordinator.';

const decidersRoute = createRoute({
  method: 'get',
  path: '/resources/{id}/deciders',
  tags: ['resources'],
  summary: 'Who would decide on a request of an organisation today',
  description,
  request: { params: resourceParams, query: z.strictObject({ organisationId: z.uuid() }) },
  responses: { 200: json(decidersSchema, 'By whose turn it is.'), ...problemResponse },
});

const versionsRoute = createRoute({
  method: 'get',
  path: '/resources/{id}/versions',
  tags: ['resources'],
  summary: 'Every terms and tariff that was published of a resource',
  description,
  request: { params: resourceParams },
  responses: { 200: json(publishedVersionsSchema, 'Newest first.'), ...problemResponse },
});

const careRoute = createRoute({
  method: 'get',
  path: '/care',
  tags: ['resources'],
  summary: 'What needs care among the resources that you administer',
  responses: { 200: json(careSchema, 'Counts, and what is wrong or due.'), ...problemResponse },
});

/** Under /api: what those who administer resources look at before they change something. */
export function careRoutes({ db }: Deps) {
  return createRouter()
    .openapi(decidersRoute, async c =>
      c.json(await readDeciders(db, { ...c.req.valid('param'), ...c.req.valid('query') }, contextOf(c)), 200),
    )
    .openapi(versionsRoute, async c => c.json(await readVersions(db, c.req.valid('param').id, contextOf(c)), 200))
    .openapi(careRoute, async c => c.json(await readCare(db, contextOf(c)), 200));
}
