import { createRoute, z } from '@hono/zod-openapi';
import { mailDetail, mailQuery, mailSummary } from '../../shared/mail.ts';
import { pageSchema } from '../../shared/page.ts';
import type { Config } from '../config.ts';
import type { Db } from '../database/connect.ts';
import { json, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { write } from '../http/write.ts';
import { listMails, readMail } from './queries.ts';
import { sendAgain } from './send-again.ts';

const tags = ['mail'];
const params = z.object({ id: z.uuid() });

const listRoute = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'The outbox: every mail, newest first, and what became of it',
  description: 'For the coordinator.',
  request: { query: mailQuery },
  responses: { 200: json(pageSchema(mailSummary), 'A page of mails.'), ...problemResponse },
});

const readRoute = createRoute({
  method: 'get',
  path: '/{id}',
  tags,
  summary: 'One mail with its text',
  description:
    'For the coordinator. Links that sign somebody in are withheld, save invitations while no mail server is configured.',
  request: { params },
  responses: { 200: json(z.object({ mail: mailDetail }), 'The mail.'), ...problemResponse },
});

const sendingRoute = createRoute({
  method: 'post',
  path: '/{id}/sending',
  tags,
  summary: 'Send a mail again that failed, or that had no server',
  description: 'For the coordinator.',
  request: { params },
  responses: { 202: json(z.object({ mail: mailSummary }), 'It waits to be sent.'), ...problemResponse },
});

/** Under /api/mail. */
export function mailRoutes({ db, config }: { db: Db; config: Config }) {
  return createRouter()
    .openapi(listRoute, async c => c.json(await listMails(db, c.req.valid('query'), contextOf(c)), 200))
    .openapi(readRoute, async c => {
      const hasServer = config.smtpUrl !== undefined;
      return c.json({ mail: await readMail(db, c.req.valid('param').id, hasServer, contextOf(c)) }, 200);
    })
    .openapi(sendingRoute, async c => {
      const { id } = c.req.valid('param');
      return c.json({ mail: await write(c, db, (tx, context) => sendAgain(tx, id, context)) }, 202);
    });
}
