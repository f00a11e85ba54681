import type { AffectedBooking, NewBlock } from '../../shared/resource.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { inSavepoint } from './affected.ts';
import { block } from './block.ts';

/**
 * The bookings that a block would cancel, were it made now: it is made, and taken back with all that it did.
 * @throws Problem as `block` does, but for the bookings in the way
 */
export async function previewBlock(tx: Tx, input: NewBlock, context: Context): Promise<AffectedBooking[]> {
  let affected: AffectedBooking[] = [];
  await inSavepoint(tx, async () => {
    // A reason is owed to those who are cancelled; nobody is yet.
    const trial = { ...input, affected: 'cancel' as const, reason: input.reason || '-' };
    affected = (await block(tx, trial, { ...context, acts: [] })).cancelled;
    return 'undo' as const;
  });
  return affected;
}
