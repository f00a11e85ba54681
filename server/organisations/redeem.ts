import type { InvitationPreview, Redemption } from '../../shared/people.ts';
import type { Locale } from '../../shared/words.ts';
import type { Actor } from '../context.ts';
import type { Db, Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { addPassword } from '../people/passwords.ts';
import { tokenHash } from '../people/tokens.ts';
import { affiliate, recordBy } from './affiliate.ts';
import { invitationByToken, invitationView } from './invitations.ts';

/** What the holder of the link is invited to. Uses nothing up. */
export async function previewInvitation(db: Db, token: string, now: Date): Promise<InvitationPreview> {
  const row = await invitationByToken(db, tokenHash(token));
  if (!row || invitationView(row, now).status !== 'open') throw new Problem('link_used');
  const network = await db.selectFrom('network').select('name').executeTakeFirstOrThrow();
  const account = await personWith(db, row.email);
  return {
    email: row.email,
    organisationName: row.organisationName,
    role: row.role,
    networkName: network.name,
    hasAccount: account !== undefined,
  };
}

/** What is accepted, by whom: somebody new with a name and the hash of a password, or the person who is signed in. */
export interface Acceptance extends Pick<Redemption, 'token' | 'name'> {
  passwordHash: string | null;
  actor: Actor | null;
  now: Date;
  requestId: string;
}

/**
 * Accepts an invitation, once. Somebody new becomes a person with a password and an affiliation. An address that has an
 * account already gains the affiliation, and that only when its own person, signed in, accepts: whoever holds the link must
 * not get at an account by it (abuse case 8), so its password is never touched.
 * @throws Problem `link_used`; `sign_in_to_accept`, which uses nothing up; `malformed` without a name or a password.
 */
export async function redeemInvitation(tx: Tx, acceptance: Acceptance): Promise<{ personId: string; email: string }> {
  const { actor, now, requestId } = acceptance;
  // Ten at once wait here for the first, and then find it accepted.
  const invitation = await tx
    .selectFrom('invitation')
    .selectAll()
    .where('token_sha256', '=', tokenHash(acceptance.token))
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .forUpdate()
    .executeTakeFirst();
  if (!invitation) throw new Problem('link_used');

  const known = await personWith(tx, invitation.email);
  if (known && known.id !== actor?.personId) throw new Problem('sign_in_to_accept');
  const personId = known?.id ?? (await newcomer(tx, acceptance, invitation));
  const by = { personId, now, requestId };
  await affiliate(tx, { personId, organisationId: invitation.organisation_id, role: invitation.role }, by);
  await tx
    .updateTable('invitation')
    .set({ accepted_at: now, accepted_by: personId })
    .where('id', '=', invitation.id)
    .execute();
  await recordBy(tx, by, {
    action: 'invitation.accepted',
    subjectType: 'organisation',
    subjectId: invitation.organisation_id,
    organisationId: invitation.organisation_id,
    after: { personId, role: invitation.role },
  });
  return { personId, email: invitation.email };
}

async function newcomer(
  tx: Tx,
  { name, passwordHash, now }: Acceptance,
  { email, locale }: { email: string; locale: Locale },
): Promise<string> {
  if (name === undefined || passwordHash === null) throw new Problem('malformed', { what: 'name, password: required' });
  const { id } = await tx
    .insertInto('person')
    .values({ name, email, locale, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  await addPassword(tx, id, passwordHash);
  return id;
}

function personWith(db: Db, email: string) {
  return db.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst();
}
