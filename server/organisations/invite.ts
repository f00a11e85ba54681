import type { InvitationInput, InvitationView } from '../../shared/people.ts';
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found } from '../errors.ts';
import { record } from '../history/record.ts';
import { pageUrl } from '../people/auth.ts';
import { newToken } from '../people/tokens.ts';
import { mailInvitation } from './invitation-mail.ts';
import { invitationView, readInvitation } from './invitations.ts';
import { assertRunsPeopleOf, seesPeopleOf } from './policy.ts';
import { readOrganisation } from './queries.ts';

const days = 7;

/**
 * Invites a mailbox to act for an organisation: mails a link that works once, within seven days. An open invitation of the
 * same mailbox to the same organisation is revoked.
 * @returns the invitation, and apart from it the link, which is kept nowhere.
 */
export async function invite(
  tx: Tx,
  input: InvitationInput,
  context: Context,
  config: Pick<Config, 'publicUrl'>,
): Promise<{ invitation: InvitationView; url: string }> {
  const { actor, now } = context;
  const organisation = await readOrganisation(tx, input.organisationId);
  assertRunsPeopleOf(actor, organisation.id);
  await openInvitations(tx, now)
    .where('email', '=', input.email)
    .where('organisation_id', '=', organisation.id)
    .execute();
  const { token, hash } = newToken();
  const locale = input.locale ?? actor.locale;
  const { id } = await tx
    .insertInto('invitation')
    .values({
      email: input.email,
      organisation_id: organisation.id,
      role: input.role,
      locale,
      token_sha256: hash,
      invited_by: actor.personId,
      created_at: now,
      expires_at: new Date(now.getTime() + days * 86_400_000),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const url = pageUrl(config, '/invitation', token);
  await mailInvitation(
    tx,
    { to: input.email, locale, url, by: actor.name, organisation: organisation.name, days },
    now,
  );
  const invitation = invitationView(found(await readInvitation(tx, id)), now);
  await recordFor(tx, context, 'invitation.sent', invitation);
  return { invitation, url };
}

/** Takes an open invitation back; one that is over already stays as it is. */
export async function revokeInvitation(tx: Tx, id: string, context: Context): Promise<{ id: string }> {
  const row = found(await readInvitation(tx, id));
  found(seesPeopleOf(context.actor, row.organisationId) ? row : null);
  assertRunsPeopleOf(context.actor, row.organisationId);
  const revoked = await openInvitations(tx, context.now).where('id', '=', id).returning('id').executeTakeFirst();
  if (revoked) await recordFor(tx, context, 'invitation.revoked', invitationView(row, context.now));
  return { id };
}

function openInvitations(tx: Tx, now: Date) {
  return tx
    .updateTable('invitation')
    .set({ revoked_at: now })
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null);
}

function recordFor(tx: Tx, context: Context, action: string, invitation: InvitationView): Promise<void> {
  const { organisationId } = invitation;
  return record(tx, context, [
    { action, subjectType: 'organisation', subjectId: organisationId, organisationId, after: invitation },
  ]);
}
