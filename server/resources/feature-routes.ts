import { createRoute, z } from '@hono/zod-openapi';
import { featureChangeSchema, featureSchema, newFeatureSchema } from '../../shared/resource.ts';
import type { Deps } from '../app.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { write } from '../http/write.ts';
import { changeFeature } from './change-feature.ts';
import { addFeature, listFeatures } from './features.ts';
import { removeFeature } from './remove-feature.ts';

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

const params = z.object({ code: z.string().max(64) });

const changeRoute = createRoute({
  method: 'patch',
  path: '/{code}',
  tags,
  summary: 'Rename a feature, or change its unit, choices or whether it is a hard need (coordinator)',
  description: 'Its code and its type do not change. A choice that a resource has does not go.',
  request: { params, ...jsonBody(featureChangeSchema) },
  responses: { 200: json(z.object({ feature: featureSchema }), 'The feature as it is now.'), ...problemResponse },
});

const removeRoute = createRoute({
  method: 'delete',
  path: '/{code}',
  tags,
  summary: 'Take a feature out of the vocabulary, once no resource has it (coordinator)',
  request: { params },
  responses: { 204: { description: 'It is gone.' }, ...problemResponse },
});

/** The vocabulary of features. */
export function featureRoutes({ db }: Deps) {
  return createRouter()
    .openapi(listRoute, async c => c.json({ items: await listFeatures(db, contextOf(c)), nextCursor: null }, 200))
    .openapi(addRoute, async c => {
      const input = c.req.valid('json');
      return c.json({ feature: await write(c, db, (tx, context) => addFeature(tx, input, context)) }, 201);
    })
    .openapi(changeRoute, async c => {
      const [{ code }, change] = [c.req.valid('param'), c.req.valid('json')];
      return c.json({ feature: await write(c, db, (tx, context) => changeFeature(tx, code, change, context)) }, 200);
    })
    .openapi(removeRoute, async c => {
      const { code } = c.req.valid('param');
      await write(c, db, (tx, context) => removeFeature(tx, code, context));
      return c.body(null, 204);
    });
}
