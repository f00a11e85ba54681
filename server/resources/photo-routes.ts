import { createRoute, z } from '@hono/zod-openapi';
import { photoInput } from '../../shared/resource.ts';
import type { Deps } from '../app.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { isKnownTag, requireVersion } from '../http/version.ts';
import { write } from '../http/write.ts';
import { readPhoto, setPhoto } from './photo.ts';
import { answerResource, resourceAnswer, resourceParams } from './routes.ts';

const tags = ['resources'];
const picture = { schema: z.string().meta({ format: 'binary' }) };

const readRoute = createRoute({
  method: 'get',
  path: '/{id}/photo',
  tags,
  summary: 'The picture of a resource',
  request: { params: resourceParams, query: z.strictObject({ v: z.string().max(64).optional() }) },
  responses: {
    200: { content: { 'image/jpeg': picture, 'image/png': picture, 'image/webp': picture }, description: 'It.' },
    304: { description: 'It is the one that is known.' },
    ...problemResponse,
  },
});

const setRoute = createRoute({
  method: 'put',
  path: '/{id}/photo',
  tags,
  summary: 'Give a resource its picture: JPEG, PNG or WebP, of one megabyte at most',
  description: 'Needs If-Match. For the referents of its owner, and the coordinator.',
  request: { params: resourceParams, ...jsonBody(photoInput) },
  responses: { 200: json(resourceAnswer, 'The resource; `photo` is the address of the picture.'), ...problemResponse },
});

/** Pictures of resources: as visible as these, kept by a browser as long as their address stays. */
export function photoRoutes({ db }: Deps) {
  return createRouter()
    .openapi(readRoute, async c => {
      const { mediaType, bytes, sha256 } = await readPhoto(db, c.req.valid('param').id, contextOf(c));
      const tag = `"${sha256}"`;
      const isAtItsAddress = c.req.valid('query').v === sha256.slice(0, 16);
      c.header('ETag', tag);
      c.header('Cache-Control', isAtItsAddress ? 'private, max-age=31536000, immutable' : 'private, no-cache');
      if (isKnownTag(c.req.header('If-None-Match'), tag)) return c.body(null, 304);
      return c.body(new Uint8Array(bytes), 200, { 'Content-Type': mediaType });
    })
    .openapi(setRoute, async c => {
      const target = { ...c.req.valid('param'), version: requireVersion(c) };
      const { data } = c.req.valid('json');
      return answerResource(c, await write(c, db, (tx, context) => setPhoto(tx, target, data, context)));
    });
}
