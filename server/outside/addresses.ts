import ipaddr from 'ipaddr.js';

/** Whether an address of a machine is one of the public internet: not this machine, not its network, not a cloud's metadata. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // `process` reads ::ffff:127.0.0.1 as the 127.0.0.1 that it is. What only wraps an IPv4 address otherwise is not unicast.
  return ipaddr.process(address).range() === 'unicast';
}

/** The address that a URL names by itself, without a name that is looked up; undefined for a name. */
export function literalAddress(url: URL): string | undefined {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return ipaddr.isValid(host) ? host : undefined;
}

/** Ports of the system are for other services: only those of the web are asked. */
export function isWebPort(url: URL): boolean {
  return url.port === '' || url.port === '80' || url.port === '443' || Number(url.port) >= 1024;
}
