import { createRoute, z } from '@hono/zod-openapi';
import { featureSchema, newFeatureSchema } from '../../shared/resource.ts';
import type { Deps } from '../app.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { write } from '../http/write.ts';
import { addFeature, listFeatures } from './features.ts';

const tags = ['resources'];

const listRoute = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'The features that resources can have and that one can filter on',
  responses: {
    200: json(z.object({ items: z.array(featureSchema), nextCursor: z.null() }), 'All of them, by name.'),
    ...problemResponse,
  },
});

const addRoute = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Add a feature to the vocabulary of the network (coordinator)',
  request: jsonBody(newFeatureSchema),
  responses: { 201: json(z.object({ feature: featureSchema }), 'The feature.'), ...problemResponse },
});

/** The vocabulary of features. */
export function featureRoutes({ db }: Deps) {
  return createRouter()
    .openapi(listRoute, async c => c.json({ items: await listFeatures(db, contextOf(c)), nextCursor: null }, 200))
    .openapi(addRoute, async c => {
      const input = c.req.valid('json');
      return c.json({ feature: await write(c, db, (tx, context) => addFeature(tx, input, context)) }, 201);
    });
}
