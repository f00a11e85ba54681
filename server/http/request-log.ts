import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';
import type { Env } from './router.ts';

const probes = ['/health', '/ready', '/metrics'];

/**
 * One line and one measure per request. The pattern of the route stands for its path: a path may hold a feed's or an
 * invitation's secret, and a query whatever somebody typed.
 */
export function logged(log: Logger, metrics: Metrics): MiddlewareHandler<Env> {
  return async (c, next) => {
    const began = performance.now();
    await next();
    const milliseconds = performance.now() - began;
    const route = matchedRoutes(c).findLast(one => one.method !== 'ALL')?.path ?? 'unmatched';
    const { method } = c.req;
    const { status } = c.res;
    metrics.request({ method, route, status }, milliseconds / 1000);
    const line = {
      requestId: c.get('requestId'),
      method,
      route,
      status,
      ms: Math.round(milliseconds * 10) / 10,
      personId: c.get('actor')?.personId,
    };
    if (probes.includes(route)) log.debug(line, 'request');
    else log.info(line, 'request');
  };
}
