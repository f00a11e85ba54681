import type { FailureCode, FailureDetails } from '../../shared/external-calendar.ts';

/** Why something of the outside could not be had. Holds no address: it may be a secret. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly details: FailureDetails;
  /** Seconds after which the server asks to be asked again. */
  readonly retryAfter: number | undefined;

  constructor(code: FailureCode, details: FailureDetails = {}, retryAfter?: number) {
    super(code);
    this.code = code;
    this.details = details;
    this.retryAfter = retryAfter;
  }
}

const insecure = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/;
const slow = /^(UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|ABORT_ERR|ETIMEDOUT)$/;

/** What an error on the way means. */
export function failureOf(error: unknown, host: string): Failure {
  if (error instanceof Failure) return error;
  const { name, code = '', cause } = error as { name?: string; code?: string; cause?: unknown };
  if (cause instanceof Failure) return cause;
  if (name === 'TimeoutError' || name === 'AbortError' || slow.test(code)) return new Failure('too_slow', { host });
  if (code === 'ENOTFOUND' || code === 'ENODATA') return new Failure('name_unknown', { host });
  if (insecure.test(code)) return new Failure('insecure', { host });
  if (code === 'Z_BUF_ERROR' || code === 'UND_ERR_SOCKET' || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') {
    return new Failure('cut_short');
  }
  if (code.startsWith('Z_') || code.startsWith('ERR__ERROR_') || code.startsWith('ERR_BROTLI'))
    return new Failure('not_a_calendar');
  return new Failure('unreachable', { host });
}
