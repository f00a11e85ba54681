import { hashPassword } from 'better-auth/crypto';
import { sql } from 'kysely';
import type { Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';

/**
 * Refuses a password that is easy to guess though it is long: one sign repeated, or little else than the person's own name
 * or address (ASVS 6.2.11).
 * @throws Problem `weak_password`.
 */
export function assertStrong(password: string, about: string[]): void {
  const plain = password.toLowerCase();
  const parts = about.flatMap(text => text.toLowerCase().split(/[@\s]+/)).filter(part => part.length >= 4);
  const rest = parts.reduce((left, part) => left.replaceAll(part, ''), plain);
  if (new Set(plain).size < 5 || rest.length < 6) throw new Problem('weak_password');
}

/** Takes about 50 ms of a thread of its own: call it before a transaction begins. */
export function hashOf(password: string): Promise<string> {
  return hashPassword(password);
}

/** Gives a person a password, of which only the hash is known here. Their address counts as proved. */
export async function addPassword(tx: Tx, personId: string, passwordHash: string): Promise<void> {
  await tx
    .insertInto('auth_account')
    .values({ user_id: personId, account_id: personId, provider_id: 'credential', password: passwordHash })
    .execute();
  await sql`update person set email_verified = true where id = ${personId}`.execute(tx);
}
