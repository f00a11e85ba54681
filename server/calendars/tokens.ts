import { createHash, createHmac, randomBytes } from 'node:crypto';

/** 192 bits: nobody finds an address by trying. */
const tokenBytes = 24;

/** What tokens follow from: the server's own secret, or one of this process where it has none. */
export function tokenSecret({ authSecret }: { authSecret: string | undefined }): Buffer {
  return authSecret ? Buffer.from(authSecret) : randomBytes(32);
}

/**
 * A new secret for the address of a feed. A request with an `Idempotency-Key` must be answered twice with the same address,
 * although the address is kept nowhere: it then follows from the server's secret and that request.
 */
export function newToken(
  secret: Buffer,
  request: { personId: string; path: string; idempotencyKey: string | undefined },
): string {
  if (request.idempotencyKey === undefined) return randomBytes(tokenBytes).toString('base64url');
  const seed = ['feed', request.personId, request.path, request.idempotencyKey].join('\n');
  return createHmac('sha256', secret).update(seed).digest().subarray(0, tokenBytes).toString('base64url');
}

/** What is kept of a token. It is random enough that a plain hash cannot be undone. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function feedUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/feeds/${token}.ics`;
}
