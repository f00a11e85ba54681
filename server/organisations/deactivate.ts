import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found } from '../errors.ts';
import { record } from '../history/record.ts';
import { assertCoordinatorLeft, lockOffices } from './offices.ts';
import { assertCoordinator } from './policy.ts';

/** Shuts a person out: their sessions end at once, and no way to sign in gives them another. Nothing of theirs is lost. */
export async function deactivate(tx: Tx, personId: string, context: Context): Promise<{ id: string }> {
  assertCoordinator(context.actor);
  await lockOffices(tx);
  await setDeactivated(tx, personId, context.now);
  await assertCoordinatorLeft(tx, context.now);
  await tx.deleteFrom('auth_session').where('user_id', '=', personId).execute();
  await record(tx, context, [{ action: 'person.deactivated', subjectType: 'person', subjectId: personId }]);
  return { id: personId };
}

/** Lets a person in again. */
export async function reactivate(tx: Tx, personId: string, context: Context): Promise<{ id: string }> {
  assertCoordinator(context.actor);
  await setDeactivated(tx, personId, null);
  await record(tx, context, [{ action: 'person.reactivated', subjectType: 'person', subjectId: personId }]);
  return { id: personId };
}

async function setDeactivated(tx: Tx, personId: string, at: Date | null): Promise<void> {
  found(
    await tx
      .updateTable('person')
      .set(eb => ({ deactivated_at: at, version: eb('version', '+', 1) }))
      .where('id', '=', personId)
      .returning('id')
      .executeTakeFirst(),
  );
}
