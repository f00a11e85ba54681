import type { Db } from '../database/connect.ts';
import type { Occasion } from './occasion.ts';
import type { Recipient } from './recipients.ts';

export async function alternativesFor(
  _db: Db,
  _occasion: Occasion,
  _recipient: Recipient,
  _now: Date,
): Promise<string[]> {
  return [];
}
