import { Problem } from '../errors.ts';

/** The sort key of the last item that a page showed; the next page begins after it. */
export type Cursor = string[];

/** A page of rows that were read with one more than the limit, and the cursor of the next if there is one. */
export function pageOf<T>(
  rows: T[],
  limit: number,
  keyOf: (row: T) => Cursor,
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? writeCursor(keyOf(last)) : null };
}

export function writeCursor(key: Cursor): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * Reads a cursor that an earlier page gave.
 * @param shape one test per part of the key: what it must look like
 * @throws Problem `invalid_cursor` for anything that is not exactly such a key
 */
export function readCursor(cursor: string | undefined, shape: RegExp[]): Cursor | null {
  if (cursor === undefined) return null;
  const key = parsed(cursor);
  const fits =
    Array.isArray(key) &&
    key.length === shape.length &&
    key.every((part, index) => typeof part === 'string' && shape[index]?.test(part));
  if (!fits) throw new Problem('invalid_cursor');
  return key;
}

/** Shapes of common parts of keys. */
export const cursorPart = {
  instant: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  number: /^\d{1,15}$/,
  text: /^[^\0]{0,500}$/u,
} as const;

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
