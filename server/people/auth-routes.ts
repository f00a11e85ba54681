import { createRoute, z } from '@hono/zod-openapi';
import type { Context as HonoContext } from 'hono';
import {
  accepted,
  credentials,
  mailbox,
  oneTimeToken,
  passwordChange,
  passwordReset,
  signedIn,
  signInMethods,
} from '../../shared/people.ts';
import type { Config } from '../config.ts';
import type { Db } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { clientNetwork } from '../http/address.ts';
import { giveBack, spend, spendIfLeft } from '../http/limits.ts';
import { createRouter, type Env } from '../http/router.ts';
import { oidcProvider } from './auth.ts';
import { addressBudget, changeBudget, mailBudget, mailingBudget, passwordBudget, tokenBudget } from './budgets.ts';
import { askLibrary, keepCookies, relay } from './library.ts';
import { assertStrong } from './passwords.ts';
import type { SignIn } from './sign-in.ts';

export interface PeopleDeps {
  db: Db;
  config: Config;
  signIn: SignIn;
}

const answer = <T extends z.ZodType>(schema: T, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
});
const input = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
});
const post = <P extends string, I extends z.ZodType, O extends z.ZodType>(
  path: P,
  summary: string,
  io: { in: I; out: O },
) =>
  createRoute({
    method: 'post',
    path,
    summary,
    tags: ['sign-in'],
    request: input(io.in),
    responses: answer(io.out, summary),
  });
const plainPost = <P extends string>(path: P, summary: string) =>
  createRoute({ method: 'post', path, summary, tags: ['sign-in'], responses: answer(accepted, summary) });

const done = { accepted: true } as const;

/** Sign-in and out, under /api/auth. The bodies are checked here; the auth library does what must not be done twice. */
export function authRoutes({ db, config, signIn }: PeopleDeps) {
  const from = (c: HonoContext<Env>) => clientNetwork(c, config.trustedProxyHeader);
  const ask = (c: HonoContext<Env>, path: string, body?: unknown) => askLibrary(signIn.auth, config, c, { path, body });

  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/methods',
        summary: 'The ways to sign in',
        tags: ['sign-in'],
        responses: answer(signInMethods, 'The ways to sign in'),
      }),
      c => c.json({ password: true, magicLink: true, oidc: config.oidc !== undefined }, 200),
    )
    .openapi(post('/sign-in/email', 'Sign in with a password', { in: credentials, out: signedIn }), async c => {
      const body = c.req.valid('json');
      const budgets = [passwordBudget(body.email), ...addressBudget(from(c))];
      await spend(db, budgets, c.get('now'));
      const response = await ask(c, '/sign-in/email', body);
      await giveBack(db, budgets);
      keepCookies(c, response);
      return c.json(signedIn.parse(await response.json()), 200);
    })
    .openapi(post('/sign-in/magic-link', 'Ask for a sign-in link by mail', { in: mailbox, out: accepted }), async c => {
      const { email } = c.req.valid('json');
      await spend(db, mailingBudget(from(c)), c.get('now'));
      await evenly(async () => {
        if (await spendIfLeft(db, mailBudget(email), c.get('now'))) await ask(c, '/sign-in/magic-link', { email });
      });
      return c.json(done, 200);
    })
    .openapi(
      post('/magic-link/redemption', 'Sign in by the token of a mailed link', { in: oneTimeToken, out: signedIn }),
      async c => {
        await spend(db, tokenBudget(from(c)), c.get('now'));
        const { token } = c.req.valid('json');
        const response = await ask(c, `/magic-link/verify?token=${encodeURIComponent(token)}`);
        keepCookies(c, response);
        return c.json(signedIn.parse(await response.json()), 200);
      },
    )
    .openapi(
      post('/request-password-reset', 'Ask for a password reset by mail', { in: mailbox, out: accepted }),
      async c => {
        const { email } = c.req.valid('json');
        await spend(db, mailingBudget(from(c)), c.get('now'));
        await evenly(async () => {
          if (await spendIfLeft(db, mailBudget(email), c.get('now')))
            await ask(c, '/request-password-reset', { email });
        });
        return c.json(done, 200);
      },
    )
    .openapi(
      post('/reset-password', 'Set a new password by a mailed token', { in: passwordReset, out: accepted }),
      async c => {
        const body = c.req.valid('json');
        await spend(db, tokenBudget(from(c)), c.get('now'));
        assertStrong(body.newPassword, []);
        await ask(c, '/reset-password', body);
        return c.json(done, 200);
      },
    )
    .openapi(post('/change-password', 'Change my password', { in: passwordChange, out: accepted }), async c => {
      const body = c.req.valid('json');
      const { personId, name, email } = c.get('actor');
      assertStrong(body.newPassword, [name, email]);
      await spend(db, [changeBudget(personId)], c.get('now'));
      const response = await ask(c, '/change-password', { ...body, revokeOtherSessions: true });
      await giveBack(db, [changeBudget(personId)]);
      keepCookies(c, response);
      return c.json(done, 200);
    })
    .openapi(plainPost('/sign-out', 'Sign out'), async c => {
      keepCookies(c, await ask(c, '/sign-out', {}));
      return c.json(done, 200);
    })
    .openapi(plainPost('/revoke-sessions', 'Sign out everywhere'), async c => {
      await ask(c, '/revoke-sessions', {});
      keepCookies(c, await ask(c, '/sign-out', {}));
      return c.json(done, 200);
    })
    .openapi(plainPost('/revoke-other-sessions', 'Sign out everywhere else'), async c => {
      await ask(c, '/revoke-other-sessions', {});
      return c.json(done, 200);
    })
    .openapi(
      createRoute({
        method: 'post',
        path: '/sign-in/oidc',
        summary: 'Begin to sign in with the identity provider',
        tags: ['sign-in'],
        responses: answer(z.object({ url: z.url() }), 'Where to send the browser'),
      }),
      async c => {
        if (!config.oidc) throw new Problem('not_found');
        const response = await ask(c, '/sign-in/social', {
          provider: oidcProvider,
          callbackURL: '/',
          errorCallbackURL: '/sign-in',
          disableRedirect: true,
        });
        keepCookies(c, response);
        return c.json({ url: z.object({ url: z.url() }).parse(await response.json()).url }, 200);
      },
    )
    .get(`/callback/${oidcProvider}`, c => {
      if (!config.oidc) throw new Problem('not_found');
      return relay(signIn.auth, config, c);
    });
}

const evenMilliseconds = 200;

/** Takes as long whether there was something to do or not, so that the time tells nothing of who has an account. */
async function evenly(work: () => Promise<void>): Promise<void> {
  const pause = new Promise(resolve => setTimeout(resolve, evenMilliseconds));
  await Promise.all([work(), pause]);
}
