import { createRoute, z } from '@hono/zod-openapi';
import { firstRun, signedIn } from '../../shared/people.ts';
import { transact } from '../database/transact.ts';
import { Problem } from '../errors.ts';
import { clientNetwork } from '../http/address.ts';
import { spend } from '../http/limits.ts';
import { createRouter } from '../http/router.ts';
import type { PeopleDeps } from './auth-routes.ts';
import { tokenBudget } from './budgets.ts';
import { beginNetwork, isFirstRun } from './first-run.ts';
import { askLibrary, keepCookies } from './library.ts';
import { assertStrong, hashOf } from './passwords.ts';

/** Under /api/first-run. */
export function firstRunRoutes({ db, config, signIn }: PeopleDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/',
        summary: 'Whether this deployment still has to be set up',
        tags: ['first run'],
        responses: {
          200: {
            description: 'Whether it has',
            content: { 'application/json': { schema: z.object({ needed: z.boolean() }) } },
          },
        },
      }),
      async c => c.json({ needed: await isFirstRun(db) }, 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/',
        summary: 'Set up the network, by the link that the server printed',
        tags: ['first run'],
        request: { body: { required: true, content: { 'application/json': { schema: firstRun } } } },
        responses: {
          201: { description: 'Done, and signed in', content: { 'application/json': { schema: signedIn } } },
        },
      }),
      async c => {
        const input = c.req.valid('json');
        const { email, password, name } = input.person;
        await spend(db, tokenBudget(clientNetwork(c, config.trustedProxyHeader)), c.get('now'));
        if (!(await isFirstRun(db))) throw new Problem('link_used');
        assertStrong(password, [name, email]);
        const passwordHash = await hashOf(password);
        await transact(db, c.get('now'), tx => beginNetwork(tx, { ...input, passwordHash }, c.get('now')));
        const response = await askLibrary(signIn.auth, config, c, {
          path: '/sign-in/email',
          body: { email, password },
        });
        keepCookies(c, response);
        return c.json(signedIn.parse(await response.json()), 201);
      },
    );
}
