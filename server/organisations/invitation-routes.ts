import { createRoute, z } from '@hono/zod-openapi';
import { done } from '../../shared/organisation.ts';
import { pageQuery, pageSchema } from '../../shared/page.ts';
import {
  invitation,
  invitationInput,
  invitationPreview,
  oneTimeToken,
  redemption,
  signedIn,
} from '../../shared/people.ts';
import { transact } from '../database/transact.ts';
import { clientNetwork } from '../http/address.ts';
import { spend } from '../http/limits.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { write } from '../http/write.ts';
import type { PeopleDeps } from '../people/auth-routes.ts';
import { mailBudget, tokenBudget } from '../people/budgets.ts';
import { askLibrary, keepCookies } from '../people/library.ts';
import { assertStrong, hashOf } from '../people/passwords.ts';
import { listInvitations } from './invitations.ts';
import { invite, revokeInvitation } from './invite.ts';
import { previewInvitation, redeemInvitation } from './redeem.ts';

const tags = ['invitations'];
const invited = z.object({
  invitation,
  url: z.url().nullable().meta({ description: 'The link, where no mail server is configured to carry it; else null.' }),
});

const listRoute = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'The invitations to the organisations whose referent I am; as coordinator, all',
  request: { query: z.strictObject({ ...pageQuery, organisationId: z.uuid().optional() }) },
  responses: { 200: json(pageSchema(invitation), 'The newest first.'), ...problemResponse },
});
const inviteRoute = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Invite a mailbox to act for an organisation (its referents, coordinator)',
  request: jsonBody(invitationInput),
  responses: { 201: json(invited, 'Invited; the link is in the mail.'), ...problemResponse },
});
const revokeRoute = createRoute({
  method: 'delete',
  path: '/{id}',
  tags,
  summary: 'Revoke an invitation',
  request: { params: z.object({ id: z.uuid() }) },
  responses: { 200: json(done, 'Revoked, or accepted before.'), ...problemResponse },
});
const previewRoute = createRoute({
  method: 'post',
  path: '/preview',
  tags,
  summary: 'What an invitation link invites to; uses nothing up',
  request: jsonBody(oneTimeToken),
  responses: { 200: json(invitationPreview, 'The invitation.'), ...problemResponse },
});
const redeemRoute = createRoute({
  method: 'post',
  path: '/redemption',
  tags,
  summary: 'Accept an invitation: with a name and a password, or signed in as the person invited',
  request: jsonBody(redemption),
  responses: { 200: json(signedIn, 'Accepted; signed in.'), ...problemResponse },
});

/** Under /api/invitations. */
export function invitationRoutes({ db, config, signIn }: PeopleDeps) {
  return createRouter()
    .openapi(listRoute, async c => c.json(await listInvitations(db, c.req.valid('query'), contextOf(c)), 200))
    .openapi(inviteRoute, async c => {
      const input = c.req.valid('json');
      // Not part of what is kept under an idempotency key: the link is a secret.
      const link: { url: string | null } = { url: null };
      const sent = await write(c, db, async (tx, context) => {
        const { invitation: made, url } = await invite(tx, input, context, config);
        await spend(tx, [mailBudget(input.email)], context.now);
        if (!config.smtpUrl) link.url = url;
        return made;
      });
      return c.json({ invitation: sent, url: link.url }, 201);
    })
    .openapi(revokeRoute, async c => {
      const { id } = c.req.valid('param');
      return c.json(await write(c, db, (tx, context) => revokeInvitation(tx, id, context)), 200);
    })
    .openapi(previewRoute, async c => {
      await spend(db, tokenBudget(clientNetwork(c, config.trustedProxyHeader)), c.get('now'));
      return c.json(await previewInvitation(db, c.req.valid('json').token, c.get('now')), 200);
    })
    .openapi(redeemRoute, async c => {
      const { token, name, password } = c.req.valid('json');
      const now = c.get('now');
      await spend(db, tokenBudget(clientNetwork(c, config.trustedProxyHeader)), now);
      const actor = await signIn.actorOf(c.req.raw.headers, now);
      const { email, hasAccount } = await previewInvitation(db, token, now);
      if (password !== undefined) assertStrong(password, [name ?? '', email]);
      const passwordHash = password !== undefined && !hasAccount ? await hashOf(password) : null;
      const acceptance = { token, name, passwordHash, actor, now, requestId: c.get('requestId') };
      await transact(db, now, tx => redeemInvitation(tx, acceptance));
      if (hasAccount && actor) return c.json({ user: { id: actor.personId, name: actor.name, email } }, 200);
      const response = await askLibrary(signIn.auth, config, c, { path: '/sign-in/email', body: { email, password } });
      keepCookies(c, response);
      return c.json(signedIn.parse(await response.json()), 200);
    });
}
