import { createRoute, z } from '@hono/zod-openapi';
import {
  affiliation,
  affiliationChange,
  done,
  interest,
  interestList,
  networkRole,
  networkRoleList,
  newAffiliation,
  newInterest,
  newNetworkRole,
  peopleQuery,
  personPage,
} from '../../shared/organisation.ts';
import type { Db } from '../database/connect.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { write } from '../http/write.ts';
import { affiliateByCoordinator } from './affiliate-by-coordinator.ts';
import { changeAffiliation, endAffiliation } from './change-affiliation.ts';
import { deactivate, reactivate } from './deactivate.ts';
import { declareInterest, endInterest } from './interests.ts';
import { endOffice, giveOffice } from './offices.ts';
import { listInterests, listNetworkRoles } from './queries.ts';
import { searchPeople } from './search-people.ts';

const params = z.object({ id: z.uuid() });
const tags = ['people'];

const get = <P extends string, S extends z.ZodType>(path: P, summary: string, schema: S) =>
  createRoute({ method: 'get', path, tags, summary, responses: { 200: json(schema, summary), ...problemResponse } });
const act = <M extends 'post' | 'delete', P extends string>(method: M, path: P, summary: string) =>
  createRoute({
    method,
    path,
    tags,
    summary,
    request: { params },
    responses: { 200: json(done, 'Done.'), ...problemResponse },
  });
const add = <P extends string, I extends z.ZodType, O extends z.ZodType>(
  path: P,
  summary: string,
  input: I,
  output: O,
) =>
  createRoute({
    method: 'post',
    path,
    tags,
    summary,
    request: jsonBody(input),
    responses: { 201: json(output, summary), ...problemResponse },
  });

const searchRoute = createRoute({
  method: 'get',
  path: '/people',
  tags,
  summary: 'Look for people of my organisations; as coordinator, of the network',
  request: { query: peopleQuery },
  responses: { 200: json(personPage, 'People by name.'), ...problemResponse },
});
const changeAffiliationRoute = createRoute({
  method: 'patch',
  path: '/affiliations/{id}',
  tags,
  summary: 'Change the role of an affiliation from today (referent, coordinator)',
  request: { params, ...jsonBody(affiliationChange) },
  responses: { 200: json(affiliation, 'The affiliation from today.'), ...problemResponse },
});

/** Under /api: people, affiliations, offices in the network, declared interests. */
export function peopleRoutes({ db }: { db: Db }) {
  return createRouter()
    .openapi(searchRoute, async c => c.json(await searchPeople(db, c.req.valid('query'), contextOf(c)), 200))
    .openapi(act('post', '/people/{id}/deactivation', 'Shut a person out (coordinator)'), async c => {
      const { id } = c.req.valid('param');
      return c.json(await write(c, db, (tx, context) => deactivate(tx, id, context)), 200);
    })
    .openapi(act('post', '/people/{id}/reactivation', 'Let a person in again (coordinator)'), async c => {
      const { id } = c.req.valid('param');
      return c.json(await write(c, db, (tx, context) => reactivate(tx, id, context)), 200);
    })
    .openapi(
      add('/affiliations', 'Affiliate a person from today (coordinator)', newAffiliation, affiliation),
      async c => {
        const input = c.req.valid('json');
        return c.json(await write(c, db, (tx, context) => affiliateByCoordinator(tx, input, context)), 201);
      },
    )
    .openapi(changeAffiliationRoute, async c => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await write(c, db, (tx, context) => changeAffiliation(tx, input, context)), 200);
    })
    .openapi(act('delete', '/affiliations/{id}', 'End an affiliation (referent, coordinator, oneself)'), async c => {
      const { id } = c.req.valid('param');
      return c.json(await write(c, db, (tx, context) => endAffiliation(tx, id, context)), 200);
    })
    .openapi(get('/network-roles', 'Who holds which office in the network', networkRoleList), async c =>
      c.json({ items: await listNetworkRoles(db, c.get('now')), nextCursor: null }, 200),
    )
    .openapi(
      add('/network-roles', 'Give an office in the network (coordinator)', newNetworkRole, networkRole),
      async c => {
        const input = c.req.valid('json');
        return c.json(await write(c, db, (tx, context) => giveOffice(tx, input, context)), 201);
      },
    )
    .openapi(act('delete', '/network-roles/{id}', 'End an office in the network (coordinator)'), async c => {
      const { id } = c.req.valid('param');
      return c.json(await write(c, db, (tx, context) => endOffice(tx, id, context)), 200);
    })
    .openapi(get('/interests', 'The interests that I have declared', interestList), async c =>
      c.json({ items: await listInterests(db, c.get('actor').personId, c.get('now')), nextCursor: null }, 200),
    )
    .openapi(add('/interests', 'Declare an interest', newInterest, interest), async c => {
      const input = c.req.valid('json');
      return c.json(await write(c, db, (tx, context) => declareInterest(tx, input, context)), 201);
    })
    .openapi(act('delete', '/interests/{id}', 'End a declared interest after today'), async c => {
      const { id } = c.req.valid('param');
      return c.json(await write(c, db, (tx, context) => endInterest(tx, id, context)), 200);
    });
}
