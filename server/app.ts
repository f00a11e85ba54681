import { randomUUID } from 'node:crypto';
import { compress } from 'hono/compress';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import { type Locale, locales } from '../shared/words.ts';
import { approvalRoutes } from './approvals/routes.ts';
import { attendeeRoutes } from './bookings/attendee-routes.ts';
import { bookingRoutes } from './bookings/routes.ts';
import { seriesRoutes } from './bookings/series-routes.ts';
import { appPasswordRoutes } from './caldav/app-password-routes.ts';
import { freeBusyRoutes } from './caldav/free-busy-routes.ts';
import { caldavRoutes } from './caldav/routes.ts';
import { createCalendars } from './calendars/calendars.ts';
import { downloadRoutes } from './calendars/download-routes.ts';
import { calendarRoutes, feedRoutes } from './calendars/routes.ts';
import { createCatalogueCache } from './catalogue/catalogue.ts';
import type { Changes } from './changes/bus.ts';
import { changeRoutes } from './changes/routes.ts';
import type { Config } from './config.ts';
import type { Db } from './database/connect.ts';
import { translateFailure } from './database/failures.ts';
import { demonstrationRoutes } from './demonstration/routes.ts';
import { docsRoutes } from './docs/routes.ts';
import { Problem, Refused } from './errors.ts';
import { externalCalendarRoutes } from './external-calendars/routes.ts';
import type { Seal } from './external-calendars/seal.ts';
import { historyRoutes } from './history/routes.ts';
import { clientNetwork } from './http/address.ts';
import { limitedBody, noBodyNoType, securityHeaders } from './http/defences.ts';
import { healthRoutes } from './http/health.ts';
import { createMetrics } from './http/metrics.ts';
import { ownOriginOnly } from './http/origin.ts';
import { problemBody } from './http/problem.ts';
import { logged } from './http/request-log.ts';
import { robotsRoutes } from './http/robots.ts';
import { createRouter } from './http/router.ts';
import { storableText } from './http/text.ts';
import { createThrottle } from './http/throttle.ts';
import { webApp } from './http/web-app.ts';
import { Replayed } from './http/write.ts';
import { importRoutes } from './imports/routes.ts';
import { replyRoutes } from './invitations/routes.ts';
import type { Jobs } from './jobs/queue.ts';
import { mailRoutes } from './mail/routes.ts';
import { networkRoutes } from './network/routes.ts';
import { notificationRoutes } from './notifications/routes.ts';
import { invitationRoutes } from './organisations/invitation-routes.ts';
import { peopleRoutes } from './organisations/people-routes.ts';
import { organisationRoutes } from './organisations/routes.ts';
import type { Outside } from './outside/get.ts';
import { authRoutes } from './people/auth-routes.ts';
import { firstRunRoutes } from './people/first-run-routes.ts';
import { mayBeUnknown } from './people/public-paths.ts';
import { sessionRoutes } from './people/session-routes.ts';
import type { SignIn } from './people/sign-in.ts';
import { planningRoutes } from './planning/routes.ts';
import { quotaRoutes } from './quotas/routes.ts';
import { approverRoutes } from './resources/approver-routes.ts';
import { blockRoutes } from './resources/block-routes.ts';
import { careRoutes } from './resources/care-routes.ts';
import { featureRoutes } from './resources/feature-routes.ts';
import { offerRoutes } from './resources/offer-routes.ts';
import { photoRoutes } from './resources/photo-routes.ts';
import { resourceRoutes } from './resources/routes.ts';
import type { Runtime } from './runtime.ts';
import { siteRoutes } from './sites/routes.ts';
import { waitingRoutes } from './waiting/routes.ts';

/** What the application stands on; main.ts and the tests' harness build it. */
export interface Deps {
  db: Db;
  config: Config;
  log: Logger;
  /** The only clock: everything else is told the time. */
  clock: () => Date;
  jobs: Jobs;
  signIn: SignIn;
  /** For a route to tell, after its write, what changed: every open screen hears of it. */
  changes: Changes;
  runtime: Runtime;
  /** The one way to machines of the outside; tests give one that reaches a machine of theirs, or none. */
  outside: Outside;
  seal: Seal;
}

export function createApp(deps: Deps) {
  const catalogue = createCatalogueCache();
  // One for feeds, free/busy and CalDAV: what one of them has written the others need not write again.
  const calendars = createCalendars(deps.config);
  const throttle = createThrottle(deps.db, deps.log);
  const { requestsPerMinute, trustedProxyHeader } = deps.config;
  const metrics = createMetrics(deps);
  const app = createRouter();

  app.use(async (c, next) => {
    c.set('requestId', randomUUID());
    c.set('now', deps.clock());
    c.set('jobs', deps.jobs);
    c.set('catalogue', catalogue);
    c.set('changes', deps.changes);
    c.set('locale', preferredLocale(c.req.header('Accept-Language')));
    c.header('X-Request-Id', c.get('requestId'));
    await next();
  });
  app.use(logged(deps.log, metrics));
  app.use(securityHeaders(deps.config.publicUrl), limitedBody(), noBodyNoType(), ownOriginOnly(deps.config.publicUrl));
  app.use(storableText());
  // A planning is a tenth as long packed; the files of the web app were packed when it was built, calendars pack themselves.
  app.use('/api/*', compress({ encoding: 'gzip', contentTypeFilter: /^application\/(?:problem\+)?json/ }));
  app.use('/api/*', async (c, next) => {
    c.header('Cache-Control', 'private, no-store');
    const mustBeKnown = !mayBeUnknown(c.req.path);
    const actor = mustBeKnown ? await deps.signIn.actorOf(c.req.raw.headers, c.get('now')) : null;
    const wait = throttle(actor?.personId ?? clientNetwork(c, trustedProxyHeader), requestsPerMinute, c.get('now'));
    if (wait > 0) throw new Problem('too_many_requests', { retryAfter: wait });
    if (actor) {
      c.set('actor', actor);
      c.set('locale', actor.locale);
    } else if (mustBeKnown) throw new Problem('unauthenticated');
    await next();
  });

  app.notFound(webApp());
  app.onError(async (thrown, c) => {
    const error = thrown instanceof HTTPException ? problemOfHono(thrown) : translateFailure(thrown);
    if (error instanceof Replayed) return c.json(error.body, error.status as 409, problemHeaders());
    if (!(error instanceof Problem || error instanceof Refused)) {
      deps.log.error({ err: error, requestId: c.get('requestId') }, 'unexpected error');
    }
    const body = await problemBody(error, { locale: c.get('locale') ?? 'fr', requestId: c.get('requestId') }, deps.db);
    return c.json(body, body.status as 500, problemHeaders(body.retryAfter));
  });

  return app
    .route('/api', docsRoutes(app))
    .route('/api/auth', authRoutes(deps))
    .route('/api/first-run', firstRunRoutes(deps))
    .route('/api', demonstrationRoutes(deps))
    .route('/api/session', sessionRoutes(deps))
    .route('/api/network', networkRoutes(deps))
    .route('/api/invitations', invitationRoutes(deps))
    .route('/api/organisations', organisationRoutes(deps))
    .route('/api', peopleRoutes(deps))
    .route('/api/mail', mailRoutes(deps))
    .route('/api/bookings', bookingRoutes(deps))
    .route('/api/bookings', attendeeRoutes(deps))
    .route('/api/bookings', notificationRoutes(deps))
    .route('/api/waiting', waitingRoutes(deps))
    .route('/api', downloadRoutes(deps))
    .route('/api/invitation-replies', replyRoutes(deps))
    .route('/api', approvalRoutes(deps))
    .route('/api/series', seriesRoutes(deps))
    .route('/api/resources', resourceRoutes(deps))
    .route('/api/resources', offerRoutes(deps))
    .route('/api/resources', photoRoutes(deps))
    .route('/api', careRoutes(deps))
    .route('/api/resources', approverRoutes(deps, 'resource'))
    .route('/api/sites', approverRoutes(deps, 'site'))
    .route('/api/organisations', approverRoutes(deps, 'organisation'))
    .route('/api/features', featureRoutes(deps))
    .route('/api/blocks', blockRoutes(deps))
    .route('/api/imports', importRoutes(deps))
    .route('/api/external-calendars', externalCalendarRoutes(deps))
    .route('/api/sites', siteRoutes(deps))
    .route('/api', planningRoutes(deps))
    .route('/api/quotas', quotaRoutes(deps))
    .route('/api/feeds', feedRoutes(deps))
    .route('/feeds', calendarRoutes(deps, calendars))
    .route('/feeds', freeBusyRoutes(deps, calendars))
    .route('/api/app-passwords', appPasswordRoutes(deps))
    .route('/', caldavRoutes(deps, calendars))
    .route('/api/changes', changeRoutes(deps))
    .route('/api/history', historyRoutes(deps))
    .route('/', robotsRoutes())
    .route('/', healthRoutes(deps, metrics));
}

export type AppType = ReturnType<typeof createApp>;

function problemHeaders(retryAfter?: unknown): Record<string, string> {
  const headers = { 'Content-Type': 'application/problem+json' };
  return retryAfter === undefined ? headers : { ...headers, 'Retry-After': String(retryAfter) };
}

// The framework's own refusals: a body that is not JSON, or not the content type that the route takes.
function problemOfHono(exception: HTTPException): Error {
  if (exception.status === 415) return new Problem('unsupported_media_type');
  return exception.status < 500 ? new Problem('malformed', { what: exception.message }) : exception;
}

function preferredLocale(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '').split(',').map(part => part.trim().slice(0, 2).toLowerCase());
  return wanted.map(code => locales.find(locale => locale === code)).find(locale => locale !== undefined) ?? 'fr';
}
