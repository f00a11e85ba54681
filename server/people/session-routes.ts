import { createRoute } from '@hono/zod-openapi';
import { profileChange, session } from '../../shared/people.ts';
import type { Db } from '../database/connect.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { write } from '../http/write.ts';
import { changeProfile, sessionOf } from './session.ts';

const mySession = { 200: { description: 'Who I am', content: { 'application/json': { schema: session } } } };

/** Under /api/session. */
export function sessionRoutes({ db }: { db: Db }) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/',
        summary: 'Who I am, and for whom I may act',
        tags: ['sign-in'],
        responses: mySession,
      }),
      async c => c.json(await sessionOf(db, contextOf(c)), 200),
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: '/',
        summary: 'Change my profile',
        tags: ['sign-in'],
        request: { body: { required: true, content: { 'application/json': { schema: profileChange } } } },
        responses: mySession,
      }),
      async c => {
        const change = c.req.valid('json');
        return c.json(await write(c, db, (tx, context) => changeProfile(tx, change, context)), 200);
      },
    );
}
