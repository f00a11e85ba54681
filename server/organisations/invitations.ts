import type { InvitationView } from '../../shared/people.ts';
import { type Actor, isCoordinator } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { cursorPart, pageOf, readCursor } from '../http/page.ts';

/** An invitation as it is stored; the status depends on the time. */
type InvitationRow = NonNullable<Awaited<ReturnType<typeof readInvitation>>>;

export function invitationView(row: InvitationRow, now: Date): InvitationView {
  const { acceptedAt, revokedAt, createdAt, expiresAt, ...facts } = row;
  const unanswered = expiresAt > now ? 'open' : 'expired';
  return {
    ...facts,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    status: acceptedAt ? 'accepted' : revokedAt ? 'revoked' : unanswered,
  };
}

export async function readInvitation(db: Db, id: string) {
  return invitations(db).where('i.id', '=', id).executeTakeFirst();
}

/** By the hash of its token, whatever has become of it. */
export async function invitationByToken(db: Db, hash: Buffer) {
  return invitations(db).where('i.token_sha256', '=', hash).executeTakeFirst();
}

/** Invitations to the organisations whose people the actor runs, the newest first. */
export async function listInvitations(
  db: Db,
  query: { organisationId?: string | undefined; cursor?: string | undefined; limit: number },
  { actor, now }: { actor: Actor; now: Date },
) {
  const own = actor.affiliations.filter(one => one.role === 'referent').map(one => one.organisationId);
  if (!isCoordinator(actor) && own.length === 0) throw new Problem('forbidden');
  const [at, id] = readCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]) ?? [];
  let asked = invitations(db);
  if (!isCoordinator(actor)) asked = asked.where('i.organisation_id', 'in', own);
  if (query.organisationId !== undefined) asked = asked.where('i.organisation_id', '=', query.organisationId);
  if (at !== undefined && id !== undefined) {
    asked = asked.where(eb => eb(eb.refTuple('i.created_at', 'i.id'), '<', eb.tuple(new Date(at), id)));
  }
  const rows = await asked
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const page = pageOf(rows, query.limit, row => [row.createdAt.toISOString(), row.id]);
  return { items: page.items.map(row => invitationView(row, now)), nextCursor: page.nextCursor };
}

function invitations(db: Db) {
  return db
    .selectFrom('invitation as i')
    .innerJoin('organisation as o', 'o.id', 'i.organisation_id')
    .innerJoin('person as p', 'p.id', 'i.invited_by')
    .select([
      'i.id',
      'i.email',
      'o.id as organisationId',
      'o.name as organisationName',
      'i.role',
      'p.name as invitedBy',
    ])
    .select(['i.created_at as createdAt', 'i.expires_at as expiresAt'])
    .select(['i.accepted_at as acceptedAt', 'i.revoked_at as revokedAt']);
}
