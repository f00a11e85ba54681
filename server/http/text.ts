import type { MiddlewareHandler } from 'hono';
import { Problem } from '../errors.ts';
import type { Env } from './router.ts';

/**
 * Refuses text that PostgreSQL cannot keep, wherever it stands in the address or in a JSON body: the character NUL, and halves
 * of surrogate pairs. A body that is not JSON at all is left to the route, which says so.
 */
export function storableText(): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (/%00/.test(c.req.url)) throw new Problem('malformed', { what: 'the character NUL' });
    const isJson = /json/i.test(c.req.header('Content-Type') ?? '');
    // As raw text a NUL is no JSON and half a pair no UTF-8; so only escaped ones arrive, and seldom.
    if (isJson && c.req.method !== 'GET' && /\\u(?:0000|d[89a-f])/i.test(await c.req.text())) {
      const text = await c.req.json().catch(() => null);
      if (holdsUnstorable(text))
        throw new Problem('malformed', { what: 'the character NUL, or half of a surrogate pair' });
    }
    await next();
  };
}

function holdsUnstorable(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed();
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, one]) => holdsUnstorable(key) || holdsUnstorable(one));
}
