import type { MiddlewareHandler } from 'hono';
import { Problem } from '../errors.ts';
import type { Env } from './router.ts';

const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Keeps other sites from making a browser act for a person who is signed in here (abuse case 12). A request that changes
 * something must come from our own origin when it says where it comes from, as every browser does; a client program says
 * nothing and is let through. A body must be JSON, which no form can send. Hono's own `csrf()` lets JSON pass unchecked.
 */
export function ownOriginOnly(publicUrl: string): MiddlewareHandler<Env> {
  const own = new URL(publicUrl).origin;
  return async (c, next) => {
    if (!safeMethods.includes(c.req.method)) {
      const origin = c.req.header('Origin');
      const site = c.req.header('Sec-Fetch-Site');
      const foreign =
        origin === undefined ? site !== undefined && !['same-origin', 'none'].includes(site) : origin !== own;
      if (foreign || site === 'cross-site') throw new Problem('foreign_origin');
      if (hasBody(c.req.raw.headers) && !isTaken(c.req.path, c.req.header('Content-Type')))
        throw new Problem('unsupported_media_type');
    }
    await next();
  };
}

function hasBody(headers: Headers): boolean {
  return (
    headers.has('Transfer-Encoding') || headers.has('Content-Type') || Number(headers.get('Content-Length') ?? 0) > 0
  );
}

/** CalDAV speaks XML, which no form can send either. */
function isTaken(path: string, contentType: string | undefined): boolean {
  const isXml = /^(?:application|text)\/xml\s*(?:;|$)/i.test(contentType ?? '');
  return isJson(contentType) || (isXml && path.startsWith('/caldav'));
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType ?? '');
}
