import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const folder = fileURLToPath(new URL('./golden/', import.meta.url));
/** The files that something was held to in this run. */
export const heldTo = new Set<string>();
const isWriting = process.env.GOLDEN === 'write';

/**
 * Holds a calendar to the file that somebody has read line by line against the RFCs, byte for byte. `GOLDEN=write` writes the
 * files instead, as golden/README.md says; nothing else ever does, a missing file included.
 * @param text ids and secrets are replaced by stand-ins of the same length, in the order in which they come
 */
export function expectGolden(file: string, text: string): void {
  heldTo.add(file);
  const settled = withStandIns(text);
  if (isWriting) writeFileSync(`${folder}${file}`, settled);
  expect(settled, `tests/calendars/golden/${file} differs (its README says what to do)`).toBe(
    readFileSync(`${folder}${file}`, 'utf8'),
  );
}

function withStandIns(text: string): string {
  const ids = new Map<string, string>();
  const standIn = (id: string) => {
    const known = ids.get(id) ?? `00000000-0000-4000-8000-${String(ids.size + 1).padStart(12, '0')}`;
    ids.set(id, known);
    return known;
  };
  return text
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, standIn)
    .replace(/(?<=\/feeds\/)[\w-]{32}/g, 'secret'.padEnd(32, '-'));
}
