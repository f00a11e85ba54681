import { isIPv4, isIPv6 } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { Context as HonoContext } from 'hono';
import type { Env } from './router.ts';

/**
 * The network that a request comes from, to count by: an IPv4 address, or the /64 of an IPv6 one, since whoever holds one of
 * those holds them all. Taken from the one header that the configuration names (its last entry: earlier ones are whatever the
 * client wrote), else from the socket. `unknown` when there is neither, as in a test in process.
 */
export function clientNetwork(c: HonoContext<Env>, trustedHeader: string | undefined): string {
  const written = trustedHeader ? c.req.header(trustedHeader)?.split(',').at(-1)?.trim() : undefined;
  const bindings = c.env as Partial<HttpBindings> | undefined;
  return networkOf(written || bindings?.incoming?.socket.remoteAddress || '');
}

/** As `clientNetwork`, of an address as text. */
export function networkOf(address: string): string {
  const mapped = address.toLowerCase().match(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/)?.[1];
  const plain = mapped ?? address.replace(/%.*$/, '');
  if (isIPv4(plain)) return plain;
  return isIPv6(plain) ? `${groupsOf(plain).slice(0, 4).join(':')}::/64` : 'unknown';
}

function groupsOf(address: string): string[] {
  const [left = '', right] = address.toLowerCase().split('::');
  const head = left.split(':').filter(Boolean);
  const tail = (right ?? '').split(':').filter(Boolean);
  const missing = right === undefined ? 0 : 8 - head.length - tail.length;
  return [...head, ...Array<string>(Math.max(0, missing)).fill('0'), ...tail].map(group =>
    group.replace(/^0+(?=.)/, ''),
  );
}
