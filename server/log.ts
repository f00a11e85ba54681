import { type DestinationStream, type Logger, pino } from 'pino';

const secretKeys = [
  'authorization',
  'cookie',
  'password',
  'newPassword',
  'currentPassword',
  'token',
  'secret',
  'email',
  'recipient',
  'to',
  'parameters',
];

const patterns: [RegExp, string][] = [
  // An address, wherever it stands: in the detail of a database error, in what a mail server answered.
  [/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.[\p{L}]{2,}/gu, '[e-mail]'],
  [/\/feeds\/[^"\s\\?]+/g, '/feeds/[secret]'],
  // A calendar of the outside: whoever has its address reads it.
  [/\b(?:https?|webcals?):\/\/[^"\s\\]+\.ics\b[^"\s\\]*/gi, '[calendar]'],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 [secret]'],
  [/((?:token|secret|password|code|session)[\w-]*)(=|%3D)[^"&\s\\]+/gi, '$1$2[secret]'],
  // user:password@ of a connection string.
  [/(\w+:\/\/)[^"\s/@]+@/g, '$1[secret]@'],
];

/**
 * The log of the process: lines of JSON on the standard output. Cookies, tokens, passwords and e-mail addresses do not reach
 * it: the known keys are taken out of what is logged, and whatever still looks like one out of the finished line.
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const anywhere = secretKeys.flatMap(key => [key, `*.${key}`, `*.*.${key}`, `*.*["set-cookie"]`]);
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
      redact: { paths: [...new Set([...anywhere, '*["set-cookie"]', '["set-cookie"]'])], censor: '[secret]' },
      serializers: { err: errorForLog },
      hooks: { streamWrite: line => patterns.reduce((text, [pattern, mark]) => text.replace(pattern, mark), line) },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
}

/** An error without what it carries beside: the row in a database's `detail`, a request's headers, a validator's input. */
function errorForLog(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  return {
    type: error.name,
    message: error.message,
    code,
    constraint,
    table,
    stack: error.stack,
    cause: error.cause === undefined ? undefined : errorForLog(error.cause),
  };
}
