import { readFile } from 'node:fs/promises';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { problems } from '../../shared/problems.ts';
import { Problem } from '../errors.ts';
import { createRouter, type Env } from '../http/router.ts';

const description = `
Bookings of pooled means. Sign in with \`POST /api/auth/sign-in/email\` and send the session cookie with every request.

* Instants are ISO 8601; what we answer is in UTC. A moment without an offset is wall-clock time of the site.
* Writes take an \`Idempotency-Key\`: the same key with the same request gets the same answer, for seven days.
* What can be changed has a version, sent as \`ETag\`; \`PATCH\` needs it back in \`If-Match\` (428 without, 412 when it has moved on).
* Lists are \`{ items, nextCursor }\`; pass \`nextCursor\` as \`cursor\` for the next page.
* Problems are RFC 9457 \`application/problem+json\` with a stable \`code\`, and for refused bookings \`reasons\` and \`alternatives\`.

Problem codes: ${Object.keys(problems)
  .map(code => `\`${code}\``)
  .join(', ')}.
`;

// The package's own `absolutePath` comes with the whole viewer: importing it took 0.25 s of each start, and 36 MB.
const viewer = new URL('.', import.meta.resolve('swagger-ui-dist/package.json'));

const assets: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Moyens: API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body><div id="docs"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body>
</html>`;

const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, tryItOutEnabled: false });`;

/** The API's description as OpenAPI 3.1, and a page to read it. Public: it says nothing that is not in the source. */
export function docsRoutes(app: OpenAPIHono<Env>) {
  let document: unknown;
  return createRouter()
    .get('/openapi.json', c => {
      // Written once: the routes do not change while the process lives.
      document ??= app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Moyens', version: '1', description } });
      c.header('Cache-Control', 'public, max-age=300');
      return c.json(document as object);
    })
    .get('/docs', c => c.html(page))
    .get('/docs/start.js', c => c.body(start, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }))
    .get('/docs/:asset', async c => {
      const type = assets[c.req.param('asset')];
      if (!type) throw new Problem('not_found');
      const file = await readFile(new URL(c.req.param('asset'), viewer));
      return c.body(new Uint8Array(file), 200, { 'Content-Type': type, 'Cache-Control': 'public, max-age=86400' });
    });
}
