import { createRoute, z } from '@hono/zod-openapi';
import {
  newOrganisation,
  organisation,
  organisationChange,
  organisationPage,
  organisationPeople,
  organisationQuery,
} from '../../shared/organisation.ts';
import type { Db } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { createRouter } from '../http/router.ts';
import { etag, requireVersion } from '../http/version.ts';
import { write } from '../http/write.ts';
import { addOrganisation, changeOrganisation } from './change-organisation.ts';
import { seesPeopleOf } from './policy.ts';
import { listOrganisations, peopleOf, readOrganisation } from './queries.ts';

const params = z.object({ id: z.uuid() });
const tags = ['organisations'];

const listRoute = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'The member organisations, by name',
  request: { query: organisationQuery },
  responses: { 200: json(organisationPage, 'A page of organisations.'), ...problemResponse },
});
const addRoute = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Take an organisation into the network (coordinator)',
  request: jsonBody(newOrganisation),
  responses: { 201: json(organisation, 'The organisation.'), ...problemResponse },
});
const readRoute = createRoute({
  method: 'get',
  path: '/{id}',
  tags,
  summary: 'One organisation',
  request: { params },
  responses: { 200: json(organisation, 'The organisation; its version is the ETag.'), ...problemResponse },
});
const changeRoute = createRoute({
  method: 'patch',
  path: '/{id}',
  tags,
  summary: 'Change an organisation (coordinator), or its contact (its referents). Needs If-Match.',
  request: { params, ...jsonBody(organisationChange) },
  responses: { 200: json(organisation, 'The organisation as it is now.'), ...problemResponse },
});
const peopleRoute = createRoute({
  method: 'get',
  path: '/{id}/people',
  tags,
  summary: 'Who acts for an organisation (its own people, coordinator)',
  request: { params },
  responses: { 200: json(organisationPeople, 'Its people, by name.'), ...problemResponse },
});

/** Under /api/organisations. */
export function organisationRoutes({ db }: { db: Db }) {
  return createRouter()
    .openapi(listRoute, async c => c.json(await listOrganisations(db, c.req.valid('query')), 200))
    .openapi(addRoute, async c => {
      const input = c.req.valid('json');
      const added = await write(c, db, (tx, context) => addOrganisation(tx, input, context));
      c.header('ETag', etag(added.version));
      return c.json(added, 201);
    })
    .openapi(readRoute, async c => {
      const read = await readOrganisation(db, c.req.valid('param').id);
      c.header('ETag', etag(read.version));
      return c.json(read, 200);
    })
    .openapi(changeRoute, async c => {
      const { id } = c.req.valid('param');
      const change = c.req.valid('json');
      const version = requireVersion(c);
      const changed = await write(c, db, (tx, context) => changeOrganisation(tx, { id, version, change }, context));
      c.header('ETag', etag(changed.version));
      return c.json(changed, 200);
    })
    .openapi(peopleRoute, async c => {
      const { id } = await readOrganisation(db, c.req.valid('param').id);
      if (!seesPeopleOf(c.get('actor'), id)) throw new Problem('forbidden');
      return c.json({ items: await peopleOf(db, id, c.get('now')), nextCursor: null }, 200);
    });
}
