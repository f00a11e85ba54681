import { type LookupAddress, type LookupAllOptions, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Dispatcher } from 'undici';
import { isPublicAddress, isWebPort, literalAddress } from './addresses.ts';
import { readBody } from './body.ts';
import { Failure, failureOf } from './failure.ts';

export interface OutsideRequest {
  /** `http:`, `https:`, `webcal:` (which is https by another name); a name and password in it go to that server only. */
  address: string;
  /** Marks of what is known already: then an unchanged body is not sent again. */
  etag?: string | null;
  lastModified?: string | null;
}

export type OutsideAnswer =
  | { kind: 'unchanged' }
  | { kind: 'body'; bytes: Buffer; etag: string | null; lastModified: string | null };

/** Asks machines of the outside, at addresses that people give: the one way out, and what keeps it from leading inside. */
export interface Outside {
  /** @throws Failure, and nothing else */
  get(request: OutsideRequest): Promise<OutsideAnswer>;
}

type Lookup = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface OutsideOptions {
  /** Who asks, as `Moyens/0.1 (+https://…)`. */
  agent: string;
  accept: string;
  /** Names of machines inside that may be asked all the same. */
  privateHosts?: string[];
  /** Which addresses may be connected to. */
  mayReach?: (address: string) => boolean;
  lookup?: Lookup;
  /** For all of it, redirects and body included. */
  patience?: number;
  maxBytes?: number;
}

const mostRedirects = 5;
const longestPause = 86_400;

/**
 * Everything is bounded: time, redirects, bytes after unpacking. An address is held against the rule where it stands in the URL,
 * and again when its name has been looked up and the connection is made to what the look-up gave, at each redirect: a name that
 * points elsewhere a moment later finds nobody.
 */
export function createOutside(options: OutsideOptions): Outside {
  const { patience = 20_000 } = options;
  return {
    async get(asked) {
      let url = parsed(asked.address);
      const [origin, credentials] = [url.origin, credentialsOf(url)];
      const signal = AbortSignal.timeout(patience);
      for (let hop = 0; hop <= mostRedirects; hop++) {
        const authorization = url.origin === origin ? credentials : undefined;
        const step = await ask(url, { ...asked, authorization, signal, options });
        if (!('location' in step)) return step;
        url = followed(url, step.location);
      }
      throw new Failure('too_many_redirects');
    },
  };
}

function parsed(address: string): URL {
  const url = URL.parse(address.trim().replace(/^webcals?:/i, 'https:'));
  if (!url || !/^https?:$/.test(url.protocol)) throw new Failure('address_refused');
  return url;
}

function followed(from: URL, location: string): URL {
  const url = URL.parse(location, from.href);
  if (!url) throw new Failure('unreachable', { host: from.hostname });
  const next = parsed(url.href);
  if (from.protocol === 'https:' && next.protocol === 'http:') throw new Failure('downgraded');
  return next;
}

function credentialsOf(url: URL): string | undefined {
  if (url.username === '' && url.password === '') return undefined;
  const text = unescaped([url.username, url.password].join(':'));
  return `Basic ${Buffer.from(text).toString('base64')}`;
}

/** Percent signs that escape nothing stand for themselves. */
function unescaped(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, escaped => Buffer.from(escaped.replaceAll('%', ''), 'hex').toString());
}

interface Step extends OutsideRequest {
  authorization: string | undefined;
  signal: AbortSignal;
  options: OutsideOptions;
}

async function ask(url: URL, step: Step): Promise<OutsideAnswer | { location: string }> {
  const { options, signal } = step;
  const mayReach = (address: string) =>
    (options.mayReach ?? isPublicAddress)(address) || (options.privateHosts ?? []).includes(url.hostname);
  const literal = literalAddress(url);
  if (!isWebPort(url) || (literal !== undefined && !mayReach(literal))) throw new Failure('address_refused');
  // Loaded with the first address that is asked: few networks have one, and every start would wait for it.
  const { Agent, request } = await import('undici');
  const agent = new Agent({
    connect: { lookup: guardedLookup(options.lookup ?? systemLookup, mayReach), timeout: 8_000 },
  });
  try {
    const bare = new URL(url.href);
    bare.username = bare.password = '';
    const answer = await request(bare.href, { dispatcher: agent, signal, headers: headersOf(step) });
    return await answered(answer, options.maxBytes ?? 10_000_000);
  } catch (error) {
    throw failureOf(error, url.hostname);
  } finally {
    void agent.destroy();
  }
}

/** What cannot be connected to is not found at all: one such address among those of a name refuses the name. */
function guardedLookup(lookup: Lookup, mayReach: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error) callback(error, '');
      else if (!first || !addresses.every(one => mayReach(one.address))) callback(new Failure('address_refused'), '');
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function headersOf({ options, authorization, etag, lastModified }: Step): Record<string, string> {
  return {
    // Outlook's server answers 500 to programs that it has not heard of; this is how browsers and honest robots begin.
    'User-Agent': `Mozilla/5.0 (compatible; ${options.agent})`,
    Accept: options.accept,
    'Accept-Encoding': 'gzip, deflate, br',
    ...(authorization ? { Authorization: authorization } : {}),
    ...(etag ? { 'If-None-Match': etag } : {}),
    ...(lastModified ? { 'If-Modified-Since': lastModified } : {}),
  };
}

async function answered(
  { statusCode: status, headers, body }: Dispatcher.ResponseData,
  maxBytes: number,
): Promise<OutsideAnswer | { location: string }> {
  const header = (name: string) => [headers[name]].flat()[0];
  if (status === 200) {
    const bytes = await readBody(body, header('content-encoding'), maxBytes);
    return { kind: 'body', bytes, etag: header('etag') ?? null, lastModified: header('last-modified') ?? null };
  }
  body.on('error', () => {});
  body.destroy();
  const location = header('location');
  if ([301, 302, 303, 307, 308].includes(status) && location) return { location };
  if (status === 304) return { kind: 'unchanged' };
  if (status === 404 || status === 410) throw new Failure('not_there', { status });
  if (status === 401 || status === 403 || status === 407) throw new Failure('not_allowed', { status });
  throw new Failure('refused', { status }, secondsOf(header('retry-after')));
}

function secondsOf(retryAfter: string | undefined): number | undefined {
  return /^\d{1,9}$/.test(retryAfter ?? '') ? Math.min(Number(retryAfter), longestPause) : undefined;
}
