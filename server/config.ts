import { z } from 'zod';

const text = z.string().trim().min(1);
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess(value => (value === '' ? undefined : value), schema.optional());

/** Every setting, by the name of its environment variable: what it is for, and what it may be. README shows this table. */
export const settings = {
  PORT: { doc: 'Port to listen on.', schema: z.coerce.number().int().min(0).max(65535).default(3000) },
  HOST: { doc: 'Address to listen on.', schema: text.default('127.0.0.1') },
  PUBLIC_URL: {
    doc: 'The address that people type; links in mails and feeds begin with it. Default: http://localhost:PORT.',
    schema: optional(z.url({ protocol: /^https?$/ })),
  },
  DATABASE_URL: {
    doc: 'A PostgreSQL server (15 or newer). Unset: the embedded database under DATA_DIR, for one process.',
    schema: optional(z.url({ protocol: /^postgres(ql)?$/ })),
  },
  DATABASE_POOL: {
    doc: 'Connections per process to PostgreSQL.',
    schema: z.coerce.number().int().min(2).max(200).default(10),
  },
  DATA_DIR: {
    doc: 'Folder of the embedded database, its snapshots and the kept secret.',
    schema: text.default('./data'),
  },
  SMTP_URL: {
    doc: 'Mail server, as smtp://user:password@host:port. Unset: mail stays in the outbox that the coordinator reads.',
    schema: optional(z.url({ protocol: /^smtps?$/ })),
  },
  MAIL_FROM: { doc: 'Sender of the mails.', schema: text.default('Moyens <no-reply@localhost>') },
  IMAP_URL: {
    doc: 'Mailbox that answers to calendar invitations come to, as imaps://user:password@host:port/INBOX. Unset: attendees answer by the link in their mail.',
    schema: optional(z.url({ protocol: /^imaps?$/ })),
  },
  IMAP_ADDRESS: {
    doc: 'Mail address of that mailbox, which organises the invitations. Default: the address of MAIL_FROM.',
    schema: optional(z.email()),
  },
  AUTH_SECRET: {
    doc: 'Secret that signs sessions, 32 characters or more. Unset: made once and kept under DATA_DIR; processes that share a PostgreSQL server need the same.',
    schema: optional(z.string().min(32)),
  },
  TRUSTED_PROXY_HEADER: {
    doc: 'The one header in which your proxy writes the client’s address, for instance x-forwarded-for. Unset: the socket’s.',
    schema: optional(z.string().regex(/^[A-Za-z0-9-]+$/)),
  },
  PRIVATE_CALENDAR_HOSTS: {
    doc: 'Names of servers inside your own network, with commas between, from which outside calendars may be read. Unset: only public addresses.',
    schema: optional(z.string().regex(/^[a-z0-9.-]+(,\s*[a-z0-9.-]+)*$/i)),
  },
  API_REQUESTS_PER_MINUTE: {
    doc: 'Requests a minute of one person, or of one address without a session, over all processes. 0: no limit.',
    schema: z.coerce.number().int().min(0).default(12_000),
  },
  LOG_LEVEL: {
    doc: 'fatal, error, warn, info, debug, trace or silent.',
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  },
  METRICS_TOKEN: {
    doc: 'Bearer token for /metrics. Unset: /metrics answers only to this machine.',
    schema: optional(z.string().min(16)),
  },
  OIDC_DISCOVERY_URL: {
    doc: 'OpenID Connect discovery document of your identity provider.',
    schema: optional(z.url()),
  },
  OIDC_CLIENT_ID: { doc: 'Client id at that provider.', schema: optional(text) },
  OIDC_CLIENT_SECRET: { doc: 'Client secret at that provider.', schema: optional(text) },
} as const satisfies Record<string, { doc: string; schema: z.ZodType }>;

type Values = { [K in keyof typeof settings]: z.infer<(typeof settings)[K]['schema']> };

export interface Config {
  port: number;
  host: string;
  publicUrl: string;
  databaseUrl: string | undefined;
  databasePool: number;
  dataDir: string;
  smtpUrl: string | undefined;
  mailFrom: string;
  imapUrl: string | undefined;
  /** Where answers to invitations go; undefined: to the sender of the mails. */
  replyAddress: string | undefined;
  authSecret: string | undefined;
  trustedProxyHeader: string | undefined;
  /** In lower case. */
  privateCalendarHosts: string[];
  requestsPerMinute: number;
  logLevel: Values['LOG_LEVEL'];
  metricsToken: string | undefined;
  oidc: { discoveryUrl: string; clientId: string; clientSecret: string } | undefined;
}

/** A setting that cannot be used; the message names it. */
export class ConfigError extends Error {}

/**
 * Reads the settings once, at start.
 * @throws ConfigError with a sentence that names each wrong or missing setting (never its value: it may be a secret).
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = z.object(schemas()).safeParse(env);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The configuration cannot be used. ${wrong.join('; ')}.`);
  }
  const value = parsed.data as Values;
  return {
    port: value.PORT,
    host: value.HOST,
    publicUrl: (value.PUBLIC_URL ?? `http://localhost:${value.PORT}`).replace(/\/$/, ''),
    databaseUrl: value.DATABASE_URL,
    databasePool: value.DATABASE_POOL,
    dataDir: value.DATA_DIR,
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM,
    imapUrl: value.IMAP_URL,
    replyAddress: value.IMAP_ADDRESS,
    authSecret: value.AUTH_SECRET,
    trustedProxyHeader: value.TRUSTED_PROXY_HEADER?.toLowerCase(),
    privateCalendarHosts: (value.PRIVATE_CALENDAR_HOSTS ?? '').toLowerCase().split(/,\s*/).filter(Boolean),
    requestsPerMinute: value.API_REQUESTS_PER_MINUTE,
    logLevel: value.LOG_LEVEL,
    metricsToken: value.METRICS_TOKEN,
    oidc: readOidc(value),
  };
}

function schemas() {
  return Object.fromEntries(Object.entries(settings).map(([name, { schema }]) => [name, schema]));
}

function readOidc(value: Values): Config['oidc'] {
  const { OIDC_DISCOVERY_URL: discoveryUrl, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = value;
  if (discoveryUrl && clientId && clientSecret) return { discoveryUrl, clientId, clientSecret };
  if (!discoveryUrl && !clientId && !clientSecret) return undefined;
  throw new ConfigError(
    'The configuration cannot be used. OIDC_DISCOVERY_URL, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: set all three, or none.',
  );
}
