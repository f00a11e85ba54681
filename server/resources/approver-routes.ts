import { createRoute, z } from '@hono/zod-openapi';
import { approverSchema, newApproverSchema } from '../../shared/resource.ts';
import type { Deps } from '../app.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { write } from '../http/write.ts';
import { addApprover, endApprover, listApprovers, type Reach } from './approvers.ts';

const params = z.object({ id: z.uuid() });
const answer = json(z.object({ items: z.array(approverSchema) }), 'Scopes that have not ended.');

const words = {
  resource: { tags: ['resources'], it: 'this resource', who: 'the referents of its owner' },
  site: { tags: ['sites'], it: 'all that is at a site', who: 'those who administer the site' },
  organisation: { tags: ['organisations'], it: 'all that an organisation owns', who: 'its referents' },
} as const;

function routesOver(over: Reach['over']) {
  const { tags, it, who } = words[over];
  const description = `For ${who}, and the coordinator.`;
  return {
    list: createRoute({
      method: 'get',
      path: '/{id}/approvers',
      tags: [...tags],
      summary: `Who decides on requests for ${it}${over === 'resource' ? ', by its own scope, its site’s or its owner’s' : ''}`,
      description,
      request: { params },
      responses: { 200: answer, ...problemResponse },
    }),
    add: createRoute({
      method: 'post',
      path: '/{id}/approvers',
      tags: [...tags],
      summary: `Let a person decide on requests for ${it}, as approver or as substitute, from one day to another`,
      description,
      request: { params, ...jsonBody(newApproverSchema) },
      responses: { 201: answer, ...problemResponse },
    }),
    end: createRoute({
      method: 'delete',
      path: '/{id}/approvers/{scopeId}',
      tags: [...tags],
      summary: `End a scope over ${it}`,
      description,
      request: { params: params.extend({ scopeId: z.uuid() }) },
      responses: { 200: answer, ...problemResponse },
    }),
  };
}

/** Who decides on requests: under /api/resources, /api/sites and /api/organisations alike. */
export function approverRoutes({ db }: Deps, over: Reach['over']) {
  const { list, add, end } = routesOver(over);
  return createRouter()
    .openapi(list, async c =>
      c.json({ items: await listApprovers(db, { over, id: c.req.valid('param').id }, contextOf(c)) }, 200),
    )
    .openapi(add, async c => {
      const [reach, input] = [{ over, id: c.req.valid('param').id }, c.req.valid('json')];
      return c.json({ items: await write(c, db, (tx, context) => addApprover(tx, reach, input, context)) }, 201);
    })
    .openapi(end, async c => {
      const { id, scopeId } = c.req.valid('param');
      return c.json(
        { items: await write(c, db, (tx, context) => endApprover(tx, { over, id }, scopeId, context)) },
        200,
      );
    });
}
