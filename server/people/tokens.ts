import { createHash, randomBytes } from 'node:crypto';

/** A one-time token of 192 random bits, and the hash under which alone it is kept. */
export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(24).toString('base64url');
  return { token, hash: tokenHash(token) };
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
