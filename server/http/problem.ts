import type { Finding } from '../../shared/findings.ts';
import { problemMessage } from '../../shared/problems.ts';
import type { Locale } from '../../shared/words.ts';
import type { Db } from '../database/connect.ts';
import { Problem, Refused } from '../errors.ts';

/** RFC 9457 problem details, with our stable `code`, and the reasons and ways out of a refused booking. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  reasons?: Finding[];
  alternatives?: unknown[];
  [extension: string]: unknown;
}

const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

interface Reader {
  locale: Locale;
  requestId: string;
}

/** The body for anything that a verb throws. Alternatives are looked for here, when no lock is held any more. */
export async function problemBody(error: unknown, reader: Reader, db: Db): Promise<ProblemBody> {
  if (error instanceof Refused) {
    // Where a rule stands in the way, other times do not help: all would be tried, and none be found.
    const isForLackOfRoom = error.status === 409;
    const alternatives = isForLackOfRoom && error.alternatives ? await error.alternatives(db) : undefined;
    return body(error.status, error.code, error.message, { reasons: error.findings, alternatives });
  }
  const problem = error instanceof Problem ? error : new Problem('internal', { requestId: reader.requestId });
  const sentence = problemMessage(problem.code, reader.locale, problem.details);
  return body(problem.status, problem.code, sentence, problem.details);
}

function body(status: number, code: string, detail: string, extensions: Record<string, unknown>): ProblemBody {
  return { ...extensions, type: `/api/docs#problem-${code}`, title: titles[status] ?? 'Error', status, detail, code };
}
