import { randomUUID } from 'node:crypto';
import { type AppPassword, maxAppPasswords, type NewAppPassword } from '../../shared/app-password.ts';
import { newFeedSchema } from '../../shared/feed.ts';
import { createFeed } from '../calendars/create.ts';
import { tokenHash } from '../calendars/tokens.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { lockPerson } from '../people/lock.ts';
import { appPasswordView } from './app-passwords.ts';

/**
 * Makes a password for one program of the actor's own. The password stays with the caller, who gives its hash: what a verb
 * returns is kept for repetitions.
 * @throws Problem `too_many_app_passwords`
 */
export async function createAppPassword(
  tx: Tx,
  input: NewAppPassword & { secretHash: string },
  context: Context,
): Promise<AppPassword> {
  const { actor, now } = context;
  await lockPerson(tx, actor.personId);
  const { count } = await tx
    .selectFrom('app_password')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('person_id', '=', actor.personId)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (count >= maxAppPasswords) throw new Problem('too_many_app_passwords', { max: maxAppPasswords });
  const row = await tx
    .insertInto('app_password')
    .values({ person_id: actor.personId, name: input.name, secret_sha256: input.secretHash, created_at: now })
    .returningAll()
    .executeTakeFirstOrThrow();
  await ensureOwnCalendar(tx, context);
  await record(tx, context, [
    {
      action: 'person.app_password_created',
      subjectType: 'person',
      subjectId: actor.personId,
      after: { name: input.name },
    },
  ]);
  return appPasswordView(row);
}

/** What is read over CalDAV are the person's feeds: who has none of their own bookings yet gets it, at an address that nobody knows. */
async function ensureOwnCalendar(tx: Tx, context: Context): Promise<void> {
  const own = await tx
    .selectFrom('feed')
    .select('id')
    .where('person_id', '=', context.actor.personId)
    .where('scope', '=', 'person')
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (own) return;
  const name = { fr: 'Mes réservations', en: 'My bookings' }[context.locale];
  const feed = newFeedSchema.parse({ name, scope: 'person', detail: 'full' });
  await createFeed(tx, { ...feed, tokenHash: tokenHash(randomUUID()) }, context);
}
