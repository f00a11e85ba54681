import type { z } from 'zod';
import { problemSchema } from '../../shared/booking.ts';

/** A JSON answer in a route's description. */
export function json<T extends z.ZodType>(schema: T, description: string) {
  return { content: { 'application/json': { schema } }, description };
}

/** A JSON body in a route's description. */
export function jsonBody<T extends z.ZodType>(schema: T) {
  return { body: { content: { 'application/json': { schema } }, required: true } } as const;
}

/** A JSON body that may be left out. */
export function optionalBody<T extends z.ZodType>(schema: T) {
  return { body: { content: { 'application/json': { schema } }, required: false } } as const;
}

/** Every route may answer with a problem; this says so once. */
export const problemResponse = {
  default: { content: { 'application/problem+json': { schema: problemSchema } }, description: 'A problem (RFC 9457).' },
} as const;
