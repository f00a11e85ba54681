import { createRoute, z } from '@hono/zod-openapi';
import { appPasswordSchema, issuedAppPasswordSchema, newAppPasswordSchema } from '../../shared/app-password.ts';
import { pageSchema } from '../../shared/page.ts';
import type { Deps } from '../app.ts';
import { newToken, tokenHash, tokenSecret } from '../calendars/tokens.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { createRouter } from '../http/router.ts';
import { write } from '../http/write.ts';
import { listAppPasswords } from './app-passwords.ts';
import { createAppPassword } from './create-app-password.ts';
import { revokeAppPassword } from './revoke-app-password.ts';

const tags = ['app passwords'];

const listRoute = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'Your app passwords, without themselves',
  responses: { 200: json(pageSchema(appPasswordSchema), 'All of them, oldest first.'), ...problemResponse },
});

const makeRoute = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Make a password for one program, which reads your calendars over CalDAV',
  description: 'The answer is the only place where the password is ever shown.',
  request: jsonBody(newAppPasswordSchema),
  responses: { 201: json(issuedAppPasswordSchema, 'The password, and what goes with it.'), ...problemResponse },
});

const revokeRoute = createRoute({
  method: 'delete',
  path: '/{id}',
  tags,
  summary: 'Revoke an app password',
  request: { params: z.object({ id: z.uuid() }) },
  responses: { 204: { description: 'The program that has it is let in no more.' }, ...problemResponse },
});

/** Under /api/app-passwords. */
export function appPasswordRoutes({ db, config }: Pick<Deps, 'db' | 'config'>) {
  const secret = tokenSecret(config);
  return createRouter()
    .openapi(listRoute, async c =>
      c.json({ items: await listAppPasswords(db, c.get('actor').personId), nextCursor: null }, 200),
    )
    .openapi(makeRoute, async c => {
      const { personId, email } = c.get('actor');
      const idempotencyKey = c.req.header('Idempotency-Key');
      const password = newToken(secret, { personId, path: c.req.path, idempotencyKey });
      const input = { ...c.req.valid('json'), secretHash: tokenHash(password) };
      const appPassword = await write(c, db, (tx, context) => createAppPassword(tx, input, context));
      return c.json({ appPassword, server: `${config.publicUrl}/caldav/`, userName: email, password }, 201);
    })
    .openapi(revokeRoute, async c => {
      const { id } = c.req.valid('param');
      await write(c, db, (tx, context) => revokeAppPassword(tx, id, context));
      return c.body(null, 204);
    });
}
