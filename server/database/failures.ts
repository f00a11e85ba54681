import type { DatabaseError } from 'pg';
import { Problem } from '../errors.ts';

/** The invariants, by the names that the migrations give them. */
export type ConstraintName =
  | 'claim_no_overlap'
  | 'claim_within_capacity'
  | 'claim_exclusive_is_single'
  | 'resource_capacity_covers_claims'
  | 'decision_by_entitled_person'
  | 'decision_on_pending_line'
  | 'booking_line_approved'
  | 'booking_line_within_quota'
  | (string & {});

/** By its shape: the embedded database answers with errors of a class of its own. */
function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && 'severity' in error && typeof (error as { code?: unknown }).code === 'string';
}

export function violates(error: unknown, ...names: ConstraintName[]): boolean {
  return isDatabaseError(error) && error.constraint !== undefined && names.includes(error.constraint);
}

/** Whether the whole transaction may be run again: it lost a race that the database broke, and left nothing. */
export function isRetryable(error: unknown): boolean {
  return isDatabaseError(error) && (error.code === '40001' || error.code === '40P01');
}

const roomConstraints = [
  'claim_no_overlap',
  'claim_within_capacity',
  'claim_exclusive_is_single',
  'resource_capacity_covers_claims',
];
const unavailableClasses = ['08', '53', '57', '25006', '55P03', '40001', '40P01'];
const lostConnection =
  /ECONNRE|EPIPE|ETIMEDOUT|Connection terminated|timeout exceeded when trying to connect|not queryable|Client has encountered/;

/**
 * Says what a refusal of the database means to the client; to be called outside the failed transaction.
 * The error itself when it is none of these: a bug, which becomes a 500 and is logged.
 */
export function translateFailure(error: unknown): unknown {
  if (violates(error, ...roomConstraints)) return new Problem('conflict');
  if (violates(error, 'decision_by_entitled_person')) return new Problem('recused', { why: '' });
  if (violates(error, 'decision_on_pending_line')) return new Problem('already_decided');
  if (violates(error, 'booking_line_within_quota')) return new Problem('quota_exceeded');
  if (violates(error, 'quota_once_at_a_time')) return new Problem('already_exists', { what: 'quota' });
  if (violates(error, 'quota_derogation_once_at_a_time')) return new Problem('already_exists', { what: 'derogation' });
  if (violates(error, 'affiliation_once_at_a_time')) return new Problem('already_exists', { what: 'affiliation' });
  if (violates(error, 'organisation_leaves_after_joining')) {
    return new Problem('malformed', { what: 'leftOn: must be after joinedOn' });
  }
  if (isDatabaseError(error) && error.code === '23505') {
    return new Problem('already_exists', { what: error.constraint ?? '' });
  }
  if (isUnavailable(error)) return new Problem('unavailable', { retryAfter: 2 });
  return error;
}

/** Whether the database did not answer, or not in time: nothing is known of what was asked. */
export function isUnavailable(error: unknown): boolean {
  if (isDatabaseError(error)) {
    return unavailableClasses.some(prefix => error.code?.startsWith(prefix));
  }
  return error instanceof Error && lostConnection.test(`${(error as { code?: string }).code ?? ''} ${error.message}`);
}
