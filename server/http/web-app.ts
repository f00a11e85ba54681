import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Context } from 'hono';
import { Problem } from '../errors.ts';

/** Where `npm run build` leaves the web app. */
export const webRoot = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** Addresses that are the server's alone: a wrong one is a 404 for programs, never a page. */
const notPages = /^\/(?:api|feeds|caldav|\.well-known|health|ready|metrics)(?:\/|$)/;

/**
 * Answers what no route has: the files of the web app, and its one page for every address that a person may open in it.
 * Compressed when the app is built, not for each answer. Files whose name holds their hash never change.
 * @throws Problem `not_found`
 */
export function webApp(root = webRoot): (c: Context) => Promise<Response> {
  const isBuilt = existsSync(root);
  const files = serveStatic({ root, precompressed: true });
  const page = serveStatic({ root, precompressed: true, path: 'index.html' });
  return async c => {
    const { path, method } = c.req;
    if (!isBuilt || !['GET', 'HEAD'].includes(method) || notPages.test(path)) throw new Problem('not_found');
    c.header('Cache-Control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    const wantsPage = (c.req.header('Accept') ?? '').includes('text/html') && !path.startsWith('/assets/');
    const answer =
      (path === '/' ? undefined : await files(c, async () => {})) ?? (wantsPage && (await page(c, async () => {})));
    if (!answer) throw new Problem('not_found');
    return answer;
  };
}
