import type { Tx } from '../database/connect.ts';

/** Makes requests of one person that count what they have wait for each other, so that together they do not pass a limit. */
export async function lockPerson(tx: Tx, personId: string): Promise<void> {
  await tx.selectFrom('person').select('id').where('id', '=', personId).forNoKeyUpdate().executeTakeFirstOrThrow();
}
