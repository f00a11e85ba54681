import { createRoute } from '@hono/zod-openapi';
import { demonstrationAccounts, firstRunLink, oneTimeToken } from '../../shared/people.ts';
import type { Config } from '../config.ts';
import { isCoordinator } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { clientNetwork } from '../http/address.ts';
import { spend } from '../http/limits.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { createRouter } from '../http/router.ts';
import { tokenBudget } from '../people/budgets.ts';
import { firstRunToken, isFirstRunToken, spendFirstRunToken } from '../people/first-run.ts';
import { accountPassword, accounts } from './content/people.ts';
import { loadDemonstration } from './load.ts';
import { removeDemonstration } from './remove.ts';

const tags = ['first run'];

const loadRoute = createRoute({
  method: 'post',
  path: '/first-run/demonstration',
  tags,
  summary: 'Fill the deployment with the demonstration network, by the link that the server printed',
  request: jsonBody(oneTimeToken),
  responses: { 201: json(demonstrationAccounts, 'Loaded; with what to sign in.'), ...problemResponse },
});

const removeRoute = createRoute({
  method: 'delete',
  path: '/network/demonstration',
  tags,
  summary: 'Remove the demonstration network and all that was tried in it (its coordinator)',
  responses: { 200: json(firstRunLink, 'Removed; with what to begin the real network.'), ...problemResponse },
});

/** The demonstration in and out, under /api. Each is done whole or not at all, and never to a real network. */
export function demonstrationRoutes({ db, config }: { db: Db; config: Pick<Config, 'trustedProxyHeader'> }) {
  return createRouter()
    .openapi(loadRoute, async c => {
      const { token } = c.req.valid('json');
      const now = c.get('now');
      await spend(db, tokenBudget(clientNetwork(c, config.trustedProxyHeader)), now);
      // Thinking the network out takes seconds: not for whoever only guesses.
      if (!(await isFirstRunToken(db, token))) throw new Problem('link_used');
      await loadDemonstration(db, now, tx => spendFirstRunToken(tx, token));
      return c.json({ accounts: [...accounts], password: accountPassword }, 201);
    })
    .openapi(removeRoute, async c => {
      if (!isCoordinator(c.get('actor'))) throw new Problem('forbidden');
      await removeDemonstration(db);
      const token = await firstRunToken(db, c.get('now'));
      // Somebody else set a network up between the two: then there is nothing to begin.
      if (token === null) throw new Problem('link_used');
      return c.json({ token }, 200);
    });
}
