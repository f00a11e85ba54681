import type { Hono } from 'hono';
import { createRouter, type Env } from './router.ts';

/**
 * What programs that go by robots.txt may fetch. Google's calendar is one of them: forbidden /feeds, it would never refresh.
 * Feeds are kept out of search by `X-Robots-Tag`, and nobody finds them without their address.
 */
const rules = ['User-agent: *', 'Allow: /feeds/', 'Disallow: /', ''].join('\n');

export function robotsRoutes(): Hono<Env> {
  return createRouter().get('/robots.txt', c => c.text(rules, 200, { 'Cache-Control': 'public, max-age=86400' }));
}
