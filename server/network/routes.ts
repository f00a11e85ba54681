import { createRoute, z } from '@hono/zod-openapi';
import { networkChangeSchema, networkSchema } from '../../shared/network.ts';
import type { Db } from '../database/connect.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { createRouter } from '../http/router.ts';
import { etag, requireVersion } from '../http/version.ts';
import { write } from '../http/write.ts';
import { changeNetwork } from './change.ts';
import { readNetwork } from './queries.ts';

const tags = ['network'];
const networkAnswer = z.object({ network: networkSchema });

const readRoute = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'The network: its name, its time zone, its language, and whether it is the demonstration',
  responses: { 200: json(networkAnswer, 'The network; its version is the ETag.'), ...problemResponse },
});

const changeRoute = createRoute({
  method: 'patch',
  path: '/',
  tags,
  summary: 'Change the settings of the network (coordinator)',
  description: 'Needs If-Match.',
  request: jsonBody(networkChangeSchema),
  responses: { 200: json(networkAnswer, 'The network as it is now.'), ...problemResponse },
});

/** Under /api/network. */
export function networkRoutes({ db }: { db: Db }) {
  return createRouter()
    .openapi(readRoute, async c => {
      const network = await readNetwork(db);
      c.header('ETag', etag(network.version));
      return c.json({ network }, 200);
    })
    .openapi(changeRoute, async c => {
      const input = { version: requireVersion(c), change: c.req.valid('json') };
      const network = await write(c, db, (tx, context) => changeNetwork(tx, input, context));
      c.header('ETag', etag(network.version));
      return c.json({ network }, 200);
    });
}
