import { timingSafeEqual } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono, type Context as HonoContext } from 'hono';
import type { Deps } from '../app.ts';
import { isMigrated } from '../database/migrate.ts';
import { Problem } from '../errors.ts';
import type { Metrics } from './metrics.ts';
import type { Env } from './router.ts';

/** Alive, able to serve, and figures: for whoever runs the server. None of them says anything of the network's affairs. */
export function healthRoutes(
  { db, config, runtime, clock }: Pick<Deps, 'db' | 'config' | 'runtime' | 'clock'>,
  metrics: Metrics,
) {
  return new Hono<Env>()
    .get('/health', c => {
      const { kind, lastSnapshot } = runtime.store;
      const snapshot = lastSnapshot();
      return c.json(
        {
          status: 'alive',
          version: runtime.version,
          store: kind,
          ...(kind === 'embedded' && {
            notice: 'The database runs embedded, within one process. Use PostgreSQL (DATABASE_URL) for production.',
            snapshotAgeSeconds: snapshot && Math.max(0, Math.round((clock().getTime() - snapshot.getTime()) / 1000)),
          }),
          queue: runtime.queue(),
        },
        200,
        uncached,
      );
    })
    .get('/ready', async c => {
      if (runtime.stopping) return c.json({ ready: false, why: 'stopping' }, 503, uncached);
      const current = await isMigrated(db).catch(() => null);
      if (current === null) return c.json({ ready: false, why: 'the database does not answer' }, 503, uncached);
      if (!current) return c.json({ ready: false, why: 'the schema is older than the program' }, 503, uncached);
      return c.json({ ready: true }, 200, uncached);
    })
    .get('/metrics', async c => {
      requireObserver(c, config);
      return c.text(await metrics.text(), 200, { ...uncached, 'Content-Type': metrics.contentType });
    });
}

const uncached = { 'Cache-Control': 'no-store' };

/** The bearer of METRICS_TOKEN; without one, a caller on this machine whom no proxy sent. */
function requireObserver(c: HonoContext<Env>, { metricsToken, trustedProxyHeader }: Deps['config']): void {
  if (metricsToken) {
    if (!sameText(c.req.header('Authorization') ?? '', `Bearer ${metricsToken}`)) throw new Problem('unauthenticated');
    return;
  }
  const forwarded = ['forwarded', 'x-forwarded-for', 'via', ...(trustedProxyHeader ? [trustedProxyHeader] : [])];
  const address = remoteAddress(c);
  const local = address === '::1' || /^(::ffff:)?127\./.test(address);
  if (!local || forwarded.some(name => c.req.header(name) !== undefined)) throw new Problem('not_found');
}

function remoteAddress(c: HonoContext<Env>): string {
  const socketIsKnown = (c.env as { incoming?: unknown } | undefined)?.incoming !== undefined;
  return socketIsKnown ? (getConnInfo(c).remote.address ?? '') : '';
}

function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
