import type { ClientResponse } from 'hono/client';
import { hc } from 'hono/client';
import type { AppType } from '../server/app.ts';
import type { Alternative } from '../shared/booking.ts';
import type { Finding } from '../shared/findings.ts';

type Client = ReturnType<typeof hc<AppType>>;

/**
 * The server's API, typed from its routes. Use it inside `call`:
 * `await call(api.bookings.$get({ query: { mine: 'true' } }))`.
 */
export const api: Client['api'] = (
  hc<AppType>('/', {
    fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, { ...init, credentials: 'same-origin' }),
    headers: () => ({ 'Accept-Language': document.documentElement.lang }),
  }) as Client
).api;

/** What the server refused, with its sentence in the reader's language (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: number;
  /** Stable: see shared/problems.ts and shared/findings.ts. `offline` when the server could not be reached. */
  readonly code: string;
  readonly reasons: Finding[];
  readonly alternatives: Alternative[];
  /** All that came with it. */
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    super(typeof body.detail === 'string' ? body.detail : brokenSentence(status));
    this.status = status;
    this.code = typeof body.code === 'string' ? body.code : 'internal';
    this.reasons = Array.isArray(body.reasons) ? body.reasons : [];
    this.alternatives = Array.isArray(body.alternatives) ? body.alternatives : [];
    this.body = body;
  }
}

/** What any route may answer with instead. */
type ProblemShape = { type: string; title: string; status: number; detail: string; code: string };

type Body<R> = R extends ClientResponse<infer T, number, 'json'> ? Exclude<T, ProblemShape> : never;

/** The body of an answer. @throws ApiProblem for every refusal, and with code `offline` when nothing came back. */
export async function call<R extends ClientResponse<unknown, number, string>>(answer: Promise<R>): Promise<Body<R>> {
  const response = await answer.catch(() => {
    throw new ApiProblem(0, { code: 'offline', detail: offlineSentence() });
  });
  if (response.status === 204) return undefined as never;
  const isJson = (response.headers.get('Content-Type') ?? '').includes('json');
  const body: unknown = isJson ? await response.json() : {};
  if (response.ok) return body as Body<R>;
  const problem = new ApiProblem(response.status, (body ?? {}) as Record<string, unknown>);
  if (problem.status === 401) sessionIsOver();
  throw problem;
}

/** Sent with every write, so that a repetition under the same key, after a lost answer, does nothing twice. */
export function once(key: string = crypto.randomUUID()): { headers: { 'Idempotency-Key': string } } {
  return { headers: { 'Idempotency-Key': key } };
}

/** As `once`, for a change of something that has a version. */
export function ifUnchanged(version: number): { headers: { 'Idempotency-Key': string; 'If-Match': string } } {
  return { headers: { ...once().headers, 'If-Match': `"${version}"` } };
}

let sessionIsOver = () => {};

/** Told once by the session, which alone knows what to do when it has ended. */
export function whenSessionEnds(act: () => void): void {
  sessionIsOver = act;
}

function offlineSentence(): string {
  return document.documentElement.lang === 'en'
    ? 'The server cannot be reached for the moment.'
    : 'Le serveur est injoignable pour l’instant.';
}

/** For what comes from something between us and the server, which knows no sentence of ours. */
function brokenSentence(status: number): string {
  return document.documentElement.lang === 'en'
    ? `The server could not answer (${status}). Try again in a moment.`
    : `Le serveur n’a pas pu répondre (${status}). Réessayez dans un instant.`;
}
