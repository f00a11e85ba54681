import { isConflict } from '../shared/finding-codes.ts';
import type { Finding } from '../shared/findings.ts';
import { type ProblemCode, problems } from '../shared/problems.ts';
import type { Db } from './database/connect.ts';

/**
 * What a verb throws when it will not do what was asked: a stable code, and what the client needs to go on.
 * Only server/http turns it into a response; a verb knows no status of HTTP.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly details: Record<string, unknown>;

  constructor(code: ProblemCode, details: Record<string, unknown> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return problems[this.code].status;
  }
}

/**
 * A booking that the engine of reasons refuses, with all its findings. `alternatives` is asked for after the transaction has
 * let go of its locks, by whoever answers the client.
 */
export class Refused extends Error {
  readonly findings: Finding[];
  readonly alternatives: ((db: Db) => Promise<unknown[]>) | undefined;

  constructor(findings: Finding[], alternatives?: Refused['alternatives']) {
    super(findings.find(one => one.severity === 'block')?.message ?? 'refused');
    this.findings = findings;
    this.alternatives = alternatives;
  }

  get status(): 409 | 422 {
    return isConflict(this.findings) ? 409 : 422;
  }

  get code(): string {
    const blocking = this.findings.filter(one => one.severity === 'block');
    return (blocking.find(one => !isConflict([one])) ?? blocking[0])?.code ?? 'conflict';
  }
}

/** An occurrence that stands in the way of its series, with what stands against it. */
export interface RefusedOccurrence {
  recurrenceId: string;
  startsAt: string;
  endsAt: string;
  reasons: Finding[];
}

/**
 * A series of which some dates cannot be had, so that nothing was done: all or nothing, unless the client chooses for each of
 * them. 409 where room is lacking anywhere, 422 where only published criteria stand in the way.
 */
export class SeriesRefused extends Problem {
  readonly occurrences: RefusedOccurrence[];

  constructor(occurrences: RefusedOccurrence[], count: number) {
    super('series_has_refusals', { occurrences, refused: occurrences.length, count });
    this.occurrences = occurrences;
  }

  override get status(): number {
    return this.occurrences.some(one => isConflict(one.reasons)) ? 409 : 422;
  }
}

/** @throws Problem `not_found` when there is nothing, or nothing that the asker may know of. */
export function found<T>(thing: T | null | undefined): T {
  if (thing === null || thing === undefined) throw new Problem('not_found');
  return thing;
}
