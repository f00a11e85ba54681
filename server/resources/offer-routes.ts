import { createRoute, z } from '@hono/zod-openapi';
import {
  affectedBookingSchema,
  compositionInput,
  criteriaChange,
  featuresInput,
  sharingInput,
  tariffInput,
  termsInput,
} from '../../shared/resource.ts';
import type { Deps } from '../app.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { createRouter } from '../http/router.ts';
import { etag, requireVersion } from '../http/version.ts';
import { write } from '../http/write.ts';
import { setComposition } from './compose.ts';
import { setFeatures, setSharing } from './describe.ts';
import { publishCriteria, publishTariff, publishTerms } from './publish.ts';
import { answerResource, resourceAnswer, resourceParams } from './routes.ts';

const tags = ['resources'];
const answersResource = { 200: json(resourceAnswer, 'The resource as it is now.'), ...problemResponse };

function offerRoute<M extends 'post' | 'put', P extends string, T extends z.ZodType>(
  method: M,
  path: P,
  body: T,
  summary: string,
) {
  return createRoute({
    method,
    path,
    tags,
    summary,
    description: 'Needs If-Match. For the referents of its owner, and the coordinator.',
    request: { params: resourceParams, ...jsonBody(body) },
    responses: answersResource,
  });
}

const criteriaRoute = createRoute({
  method: 'post',
  path: '/{id}/criteria',
  tags,
  summary: 'Publish new criteria, in force at once',
  description:
    'Needs If-Match. For the referents of its owner, and the coordinator. Criteria that would no longer allow bookings to come are published only with `acceptAffected`; with `dryRun` nothing is, and these are answered with what stands against them.',
  request: { params: resourceParams, ...jsonBody(criteriaChange) },
  responses: {
    200: json(
      resourceAnswer.extend({ affected: z.array(affectedBookingSchema) }),
      'The resource as it is now, and the bookings that its criteria would no longer allow.',
    ),
    ...problemResponse,
  },
});
const termsRoute = offerRoute(
  'post',
  '/{id}/terms',
  termsInput,
  'Publish new terms; a booking keeps those it was made under',
);
const tariffRoute = offerRoute(
  'post',
  '/{id}/tariffs',
  tariffInput,
  'Publish a new price; a booking keeps the one it was made under',
);
const featuresRoute = offerRoute('put', '/{id}/features', featuresInput, 'Set all features; what is absent goes');
const sharingRoute = offerRoute('put', '/{id}/sharing', sharingInput, 'Set the partner organisations');
const compositionRoute = offerRoute('put', '/{id}/composition', compositionInput, 'Set the parts and components');

/** What an owner states of a resource in advance, whom it is shared with and what it is made of. */
export function offerRoutes({ db }: Deps) {
  return createRouter()
    .openapi(criteriaRoute, async c => {
      const [target, input] = [{ ...c.req.valid('param'), version: requireVersion(c) }, c.req.valid('json')];
      const answer = await write(c, db, (tx, context) => publishCriteria(tx, target, input, context));
      c.header('ETag', etag(answer.resource.version));
      return c.json(answer, 200);
    })
    .openapi(termsRoute, async c => {
      const [target, input] = [{ ...c.req.valid('param'), version: requireVersion(c) }, c.req.valid('json')];
      return answerResource(c, await write(c, db, (tx, context) => publishTerms(tx, target, input, context)));
    })
    .openapi(tariffRoute, async c => {
      const [target, input] = [{ ...c.req.valid('param'), version: requireVersion(c) }, c.req.valid('json')];
      return answerResource(c, await write(c, db, (tx, context) => publishTariff(tx, target, input, context)));
    })
    .openapi(featuresRoute, async c => {
      const [target, input] = [{ ...c.req.valid('param'), version: requireVersion(c) }, c.req.valid('json')];
      return answerResource(c, await write(c, db, (tx, context) => setFeatures(tx, target, input, context)));
    })
    .openapi(sharingRoute, async c => {
      const [target, input] = [{ ...c.req.valid('param'), version: requireVersion(c) }, c.req.valid('json')];
      return answerResource(c, await write(c, db, (tx, context) => setSharing(tx, target, input, context)));
    })
    .openapi(compositionRoute, async c => {
      const [target, input] = [{ ...c.req.valid('param'), version: requireVersion(c) }, c.req.valid('json')];
      return answerResource(c, await write(c, db, (tx, context) => setComposition(tx, target, input, context)));
    });
}
