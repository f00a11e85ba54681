import { createRoute } from '@hono/zod-openapi';
import { invitationAnswerSchema, openInvitationSchema } from '../../shared/attendee.ts';
import { oneTimeToken } from '../../shared/people.ts';
import type { Deps } from '../app.ts';
import { transact } from '../database/transact.ts';
import type { Act } from '../history/record.ts';
import { clientNetwork } from '../http/address.ts';
import { spend } from '../http/limits.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { createRouter } from '../http/router.ts';
import { tokenBudget } from '../people/budgets.ts';
import { answerByLink, readInvitation } from './link.ts';

const tags = ['attendees'];

const previewRoute = createRoute({
  method: 'post',
  path: '/preview',
  tags,
  summary: 'What the link in an invitation to a booking leads to; changes nothing',
  description: 'Needs no session. 410 once the booking is over or cancelled, or the invitation is taken back.',
  request: jsonBody(oneTimeToken),
  responses: { 200: json(openInvitationSchema, 'The invitation.'), ...problemResponse },
});

const answerRoute = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Accept, accept tentatively or decline, by the link in an invitation to a booking',
  description: 'Needs no session. An answer can be changed until the booking is over.',
  request: jsonBody(invitationAnswerSchema),
  responses: { 200: json(openInvitationSchema, 'The invitation with the answer.'), ...problemResponse },
});

/** Under /api/invitation-replies: the secret link is the only proof that is asked for. */
export function replyRoutes({ db, config }: Deps) {
  return createRouter()
    .openapi(previewRoute, async c => {
      await spend(db, tokenBudget(clientNetwork(c, config.trustedProxyHeader)), c.get('now'));
      return c.json(await readInvitation(db, c.req.valid('json').token, c.get('now')), 200);
    })
    .openapi(answerRoute, async c => {
      const [now, acts] = [c.get('now'), [] as Act[]];
      await spend(db, tokenBudget(clientNetwork(c, config.trustedProxyHeader)), now);
      const by = { now, jobs: c.get('jobs'), acts };
      const invitation = await transact(db, now, tx => answerByLink(tx, c.req.valid('json'), by));
      c.get('changes').announceActs(acts);
      return c.json(invitation, 200);
    });
}
