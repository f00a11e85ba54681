import { createRoute, z } from '@hono/zod-openapi';
import { pageSchema } from '../../shared/page.ts';
import {
  affectedBookingSchema,
  blockChangeSchema,
  blockListQuery,
  blockSchema,
  newBlockSchema,
} from '../../shared/resource.ts';
import type { Deps } from '../app.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { etag, requireVersion, statedVersion } from '../http/version.ts';
import { write } from '../http/write.ts';
import { block } from './block.ts';
import { listBlocks } from './block-queries.ts';
import { changeBlock, liftBlock } from './change-block.ts';
import { previewBlock, previewBlockChange } from './preview-block.ts';

const tags = ['blocks'];
const params = z.object({ id: z.uuid() });
const blockedAnswer = z.object({ block: blockSchema, cancelled: z.array(affectedBookingSchema) });
const previewAnswer = json(z.object({ affected: z.array(affectedBookingSchema) }), 'The bookings in the way.');

const listRoute = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'Times at which resources are out of use',
  request: { query: blockListQuery },
  responses: { 200: json(pageSchema(blockSchema), 'A page of blocks, by their start.'), ...problemResponse },
});

const blockRoute = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Take a resource, or some units of it, out of use for a time',
  description: 'Bookings in the way are listed and refuse it, or are cancelled with the reason (`affected: "cancel"`).',
  request: jsonBody(newBlockSchema),
  responses: { 201: json(blockedAnswer, 'The block, and the bookings cancelled for it.'), ...problemResponse },
});

const previewRoute = createRoute({
  method: 'post',
  path: '/preview',
  tags,
  summary: 'Which bookings a block would cancel; nothing is stored',
  request: jsonBody(newBlockSchema),
  responses: { 200: previewAnswer, ...problemResponse },
});

const previewChangeRoute = createRoute({
  method: 'post',
  path: '/{id}/preview',
  tags,
  summary: 'Which bookings a change of a block would cancel; nothing is stored',
  request: { params, ...jsonBody(blockChangeSchema) },
  responses: { 200: previewAnswer, ...problemResponse },
});

const changeRoute = createRoute({
  method: 'patch',
  path: '/{id}',
  tags,
  summary: 'Change the time or the reason of a block',
  description: 'Needs If-Match.',
  request: { params, ...jsonBody(blockChangeSchema) },
  responses: { 200: json(blockedAnswer, 'The block as it is now.'), ...problemResponse },
});

const liftRoute = createRoute({
  method: 'post',
  path: '/{id}/lifting',
  tags,
  summary: 'End a block now, or take it back',
  request: { params },
  responses: { 200: json(z.object({ block: blockSchema }), 'The lifted block.'), ...problemResponse },
});

/** Maintenance, breakdown, closure: for those who administer a resource and those who decide on its requests. */
export function blockRoutes({ db }: Deps) {
  return createRouter()
    .openapi(listRoute, async c => c.json(await listBlocks(db, c.req.valid('query'), contextOf(c)), 200))
    .openapi(blockRoute, async c => {
      const input = c.req.valid('json');
      const answer = await write(c, db, (tx, context) => block(tx, input, context));
      c.header('ETag', etag(answer.block.version));
      return c.json(answer, 201);
    })
    .openapi(previewRoute, async c => {
      const input = c.req.valid('json');
      return c.json({ affected: await write(c, db, (tx, context) => previewBlock(tx, input, context)) }, 200);
    })
    .openapi(previewChangeRoute, async c => {
      const [target, input] = [{ ...c.req.valid('param'), version: statedVersion(c) }, c.req.valid('json')];
      return c.json(
        { affected: await write(c, db, (tx, context) => previewBlockChange(tx, target, input, context)) },
        200,
      );
    })
    .openapi(changeRoute, async c => {
      const [target, input] = [{ ...c.req.valid('param'), version: requireVersion(c) }, c.req.valid('json')];
      const answer = await write(c, db, (tx, context) => changeBlock(tx, target, input, context));
      c.header('ETag', etag(answer.block.version));
      return c.json(answer, 200);
    })
    .openapi(liftRoute, async c => {
      const target = { ...c.req.valid('param'), version: statedVersion(c) };
      const lifted = await write(c, db, (tx, context) => liftBlock(tx, target, context));
      c.header('ETag', etag(lifted.version));
      return c.json({ block: lifted }, 200);
    });
}
