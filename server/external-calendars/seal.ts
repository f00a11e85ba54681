import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps the addresses of calendars: whoever reads the database, or a backup of it, cannot read the calendars. */
export interface Seal {
  /** @param place what the address belongs to: it opens there only, and cannot be moved to another row */
  close(address: string, place: string): Buffer;
  /** Null for one that was closed with another secret. */
  open(sealed: Buffer, place: string): string | null;
  /** The same for the same address, and useless to whoever has not the secret. */
  mark(address: string): Buffer;
}

const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under a key that is derived from the server's secret (HKDF, RFC 5869) and serves nothing else. */
export function createSeal(secret: string): Seal {
  const derived = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', `moyens external calendar ${use}`, 32));
  const [key, markKey] = [derived('address'), derived('mark')];
  return {
    close(address, place) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
      const text = Buffer.concat([cipher.update(address, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]);
    },
    open(sealed, place) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        })
          .setAAD(Buffer.from(place))
          .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
        return decipher.update(sealed.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return null;
      }
    },
    mark: address => createHmac('sha256', markKey).update(address).digest(),
  };
}

/** What is shown of an address: the host and its last four characters, enough to tell two apart. */
export function hintOf(address: string): string {
  const url = URL.parse(address.replace(/^webcals?:/i, 'https:'));
  return `${url?.hostname ?? ''} …${address.slice(-4)}`;
}
