import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found } from '../errors.ts';
import { record } from '../history/record.ts';

/**
 * Takes a password back: the program that has it is let in no more.
 * @throws Problem `not_found` when it is not the actor's own, or was revoked before
 */
export async function revokeAppPassword(tx: Tx, id: string, context: Context): Promise<void> {
  const { actor, now } = context;
  const revoked = found(
    await tx
      .updateTable('app_password')
      .set({ revoked_at: now })
      .where('id', '=', id)
      .where('person_id', '=', actor.personId)
      .where('revoked_at', 'is', null)
      .returning('name')
      .executeTakeFirst(),
  );
  await record(tx, context, [
    {
      action: 'person.app_password_revoked',
      subjectType: 'person',
      subjectId: actor.personId,
      before: { name: revoked.name },
    },
  ]);
}
