import { createRoute, z } from '@hono/zod-openapi';
import { pageSchema } from '../../shared/page.ts';
import { affectedBookingSchema } from '../../shared/resource.ts';
import {
  newSiteSchema,
  siteChangeSchema,
  siteDetailSchema,
  siteHoursSchema,
  siteListQuery,
  siteReadQuery,
  siteSchema,
} from '../../shared/site.ts';
import type { Deps } from '../app.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { etag, requireVersion } from '../http/version.ts';
import { write } from '../http/write.ts';
import { changeSite } from './change.ts';
import { createSite } from './create.ts';
import { changeHours } from './hours.ts';
import { listSites, readSite } from './queries.ts';

const params = z.object({ id: z.uuid() });
const siteAnswer = z.object({ site: siteDetailSchema });
const tags = ['sites'];

const listRoute = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'The sites of the network, by name',
  request: { query: siteListQuery },
  responses: { 200: json(pageSchema(siteSchema), 'A page of sites.'), ...problemResponse },
});

const readRoute = createRoute({
  method: 'get',
  path: '/{id}',
  tags,
  summary: 'One site with its hours, and the public holidays of a year',
  request: { params, query: siteReadQuery },
  responses: { 200: json(siteAnswer, 'The site; its version is the ETag.'), ...problemResponse },
});

const addRoute = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Add a site (coordinator)',
  request: jsonBody(newSiteSchema),
  responses: { 201: json(siteAnswer, 'The site.'), ...problemResponse },
});

const changeRoute = createRoute({
  method: 'patch',
  path: '/{id}',
  tags,
  summary: 'Change the facts of a site',
  description:
    'Needs If-Match. For the coordinator, and the referents of an organisation that owns every resource there. The time zone changes only while nothing is booked there that is still to come.',
  request: { params, ...jsonBody(siteChangeSchema) },
  responses: { 200: json(siteAnswer, 'The site as it is now.'), ...problemResponse },
});

const hoursRoute = createRoute({
  method: 'put',
  path: '/{id}/hours',
  tags,
  summary: 'Change when a site is open: weekly hours, closures, public holidays',
  description:
    'Needs If-Match. With `dryRun` nothing is saved and the future bookings that would fall outside are answered. With such bookings it is saved only with `acceptAffected`; they stay as they are.',
  request: { params, ...jsonBody(siteHoursSchema) },
  responses: {
    200: json(
      siteAnswer.extend({ affected: z.array(affectedBookingSchema) }),
      'The site, and the bookings that fall outside.',
    ),
    ...problemResponse,
  },
});

/** Sites and when they are open. */
export function siteRoutes({ db }: Deps) {
  return createRouter()
    .openapi(listRoute, async c => c.json(await listSites(db, c.req.valid('query'), contextOf(c)), 200))
    .openapi(readRoute, async c => {
      const site = await readSite(db, c.req.valid('param').id, contextOf(c), c.req.valid('query'));
      c.header('ETag', etag(site.version));
      return c.json({ site }, 200);
    })
    .openapi(addRoute, async c => {
      const input = c.req.valid('json');
      const site = await write(c, db, (tx, context) => createSite(tx, input, context));
      c.header('ETag', etag(site.version));
      c.header('Location', `/api/sites/${site.id}`);
      return c.json({ site }, 201);
    })
    .openapi(changeRoute, async c => {
      const [target, change] = [{ ...c.req.valid('param'), version: requireVersion(c) }, c.req.valid('json')];
      const site = await write(c, db, (tx, context) => changeSite(tx, target, change, context));
      c.header('ETag', etag(site.version));
      return c.json({ site }, 200);
    })
    .openapi(hoursRoute, async c => {
      const [target, input] = [{ ...c.req.valid('param'), version: requireVersion(c) }, c.req.valid('json')];
      const answer = await write(c, db, (tx, context) => changeHours(tx, target, input, context));
      c.header('ETag', etag(answer.site.version));
      return c.json(answer, 200);
    });
}
