import type { Context } from 'hono';
import { Problem } from '../errors.ts';

/** The version that the client states it has read, from `If-Match`; null when it states none (or `*`: any). */
export function statedVersion(c: Context): number | null {
  const header = c.req.header('If-Match');
  if (header === undefined || header === '*') return null;
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim());
  if (!match) throw new Problem('malformed', { what: 'If-Match: a version such as "3"' });
  return Number(match[1]);
}

/**
 * As `statedVersion`, where a change without it could undo another's unseen.
 * @throws Problem `precondition_required` (428)
 */
export function requireVersion(c: Context): number {
  if (c.req.header('If-Match') === undefined) throw new Problem('precondition_required');
  return statedVersion(c) ?? -1;
}

/** @throws Problem `stale` (412) when the thing has moved on from the version that the client read */
export function matchVersion(stated: number | null, actual: number): void {
  if (stated !== null && stated !== -1 && stated !== actual) throw new Problem('stale');
}

export function etag(version: number): string {
  return `"${version}"`;
}

/** Whether the client has what a tag names, in whatever encoding: the comparison is the weak one (RFC 9110 13.1.2). */
export function isKnownTag(ifNoneMatch: string | undefined, tag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some(one => one.trim().replace(/^W\//, '') === tag);
}
