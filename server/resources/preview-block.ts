import type { AffectedBooking, BlockChange, NewBlock } from '../../shared/resource.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { inSavepoint } from './affected.ts';
import { type Blocked, block } from './block.ts';
import { changeBlock } from './change-block.ts';

/**
 * The bookings that a block would cancel, were it made now.
 * @throws Problem as `block` does, but for the bookings in the way
 */
export function previewBlock(tx: Tx, input: NewBlock, context: Context): Promise<AffectedBooking[]> {
  return tried(tx, context, trial => block(tx, { ...input, ...cancelling(input) }, trial));
}

/**
 * The bookings that a change of a block would cancel, were it made now.
 * @throws Problem as `changeBlock` does, but for the bookings in the way
 */
export function previewBlockChange(
  tx: Tx,
  target: { id: string; version: number | null },
  input: BlockChange,
  context: Context,
): Promise<AffectedBooking[]> {
  return tried(tx, context, trial => changeBlock(tx, target, { ...input, ...cancelling(input) }, trial));
}

/** A reason is owed to those who are cancelled; nobody is yet. */
function cancelling({ reason }: { reason?: string | undefined }) {
  return { affected: 'cancel' as const, reason: reason || '-' };
}

/** Does it, and takes it back with all that it did. */
async function tried(tx: Tx, context: Context, act: (trial: Context) => Promise<Blocked>): Promise<AffectedBooking[]> {
  let affected: AffectedBooking[] = [];
  await inSavepoint(tx, async () => {
    affected = (await act({ ...context, acts: [] })).cancelled;
    return 'undo' as const;
  });
  return affected;
}
