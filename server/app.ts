import { randomUUID } from 'node:crypto';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import type { Logger } from 'pino';
import { type Locale, locales } from '../shared/words.ts';
import { bookingRoutes } from './bookings/routes.ts';
import { createCatalogueCache } from './catalogue/catalogue.ts';
import type { Config } from './config.ts';
import type { Db } from './database/connect.ts';
import { translateFailure } from './database/failures.ts';
import { Problem, Refused } from './errors.ts';
import { problemBody } from './http/problem.ts';
import { createRouter } from './http/router.ts';
import { Replayed } from './http/write.ts';
import type { Jobs } from './jobs/queue.ts';
import type { SignIn } from './people/sign-in.ts';

/** What the application stands on; main.ts and the tests' harness build it. */
export interface Deps {
  db: Db;
  config: Config;
  log: Logger;
  /** The only clock: everything else is told the time. */
  clock: () => Date;
  jobs: Jobs;
  signIn: SignIn;
}

const maxBodyKilobytes = 256;

/** Routes under /api that need no session. Every other one does: an unlisted route is closed. */
const publicPaths = [/^\/api\/auth\//, /^\/api\/openapi\.json$/, /^\/api\/docs(\/|$)/];

export function createApp(deps: Deps) {
  const catalogue = createCatalogueCache();
  const app = createRouter();

  app.use(async (c, next) => {
    c.set('requestId', randomUUID());
    c.set('now', deps.clock());
    c.set('jobs', deps.jobs);
    c.set('catalogue', catalogue);
    c.set('locale', preferredLocale(c.req.header('Accept-Language')));
    c.header('X-Request-Id', c.get('requestId'));
    await next();
  });
  app.use(secureHeaders());
  app.use(
    bodyLimit({
      maxSize: maxBodyKilobytes * 1024,
      onError: () => {
        throw new Problem('too_large', { maxKilobytes: maxBodyKilobytes });
      },
    }),
  );
  app.use('/api/*', async (c, next) => {
    c.header('Cache-Control', 'private, no-store');
    if (!publicPaths.some(path => path.test(c.req.path))) {
      const actor = await deps.signIn.actorOf(c.req.raw.headers, c.get('now'));
      if (!actor) throw new Problem('unauthenticated');
      c.set('actor', actor);
      c.set('locale', actor.locale);
    }
    await next();
  });

  app.notFound(() => {
    throw new Problem('not_found');
  });
  app.onError(async (thrown, c) => {
    const error = translateFailure(thrown);
    if (error instanceof Replayed) return c.json(error.body, error.status as 409, problemHeaders());
    if (!(error instanceof Problem || error instanceof Refused)) {
      deps.log.error({ err: error, requestId: c.get('requestId') }, 'unexpected error');
    }
    const body = await problemBody(error, { locale: c.get('locale') ?? 'fr', requestId: c.get('requestId') }, deps.db);
    return c.json(body, body.status as 500, problemHeaders(body['retryAfter']));
  });

  return app.route('/api/bookings', bookingRoutes(deps));
}

export type AppType = ReturnType<typeof createApp>;

function problemHeaders(retryAfter?: unknown): Record<string, string> {
  const headers = { 'Content-Type': 'application/problem+json' };
  return retryAfter === undefined ? headers : { ...headers, 'Retry-After': String(retryAfter) };
}

function preferredLocale(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '').split(',').map(part => part.trim().slice(0, 2).toLowerCase());
  return wanted.map(code => locales.find(locale => locale === code)).find(locale => locale !== undefined) ?? 'fr';
}
