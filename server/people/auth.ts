import { betterAuth } from 'better-auth';
import { genericOAuth, magicLink } from 'better-auth/plugins';
import type { Config } from '../config.ts';
import type { Db } from '../database/connect.ts';
import { mailLink } from './mails.ts';

/** Characters of a new password (CNIL recommendation 2022-100, with throttling; OWASP ASVS 6.2.1 asks for 8 or more). */
export const passwordLength = { min: 12, max: 128 };
const sessionSeconds = 30 * 24 * 3600;
const linkMinutes = 15;
const resetMinutes = 60;
export const oidcProvider = 'oidc';

export interface AuthParts {
  db: Db;
  config: Pick<Config, 'publicUrl' | 'oidc'>;
  /** Signs the session cookies. 32 characters or more. */
  secret: string;
  clock: () => Date;
}

export type Auth = ReturnType<typeof createAuth>;

/**
 * The auth library, on our tables. Its routes are not mounted: `routes.ts` calls those that we mean to offer, so that
 * a new version of the library cannot open a door by itself. Rates are limited there too, by account and by address.
 */
export function createAuth({ db, config, secret, clock }: AuthParts) {
  return betterAuth({
    appName: 'Moyens',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [config.publicUrl],
    database: { db, type: 'postgres', transaction: true },
    user: {
      modelName: 'person',
      fields: { ...timestamps, emailVerified: 'email_verified' },
      additionalFields: { deactivatedAt: { type: 'date', required: false, input: false, fieldName: 'deactivated_at' } },
    },
    databaseHooks: {
      session: {
        create: {
          // However they prove who they are, a person who was deactivated gets no session.
          async before(session, library) {
            const user = await library?.context.internalAdapter.findUserById(session.userId);
            return user && 'deactivatedAt' in user && user.deactivatedAt ? false : undefined;
          },
        },
      },
    },
    session: {
      modelName: 'auth_session',
      fields: {
        ...timestamps,
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        userId: 'user_id',
      },
      expiresIn: sessionSeconds,
      // A session has one end, which no request moves: a read writes nothing.
      disableSessionRefresh: true,
      // A cached session would outlive its revocation (abuse case 11).
      cookieCache: { enabled: false },
    },
    account: { modelName: 'auth_account', fields: accountFields, accountLinking: { enabled: true } },
    verification: {
      modelName: 'auth_verification',
      fields: { ...timestamps, expiresAt: 'expires_at' },
      storeIdentifier: 'hashed',
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      requireEmailVerification: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: resetMinutes * 60,
      sendResetPassword: ({ user, token }) => {
        const url = pageUrl(config, '/reset-password', token);
        return mailLink(db, 'password_reset', { email: user.email, url, minutes: resetMinutes }, clock());
      },
    },
    plugins: [
      magicLink({
        disableSignUp: true,
        expiresIn: linkMinutes * 60,
        storeToken: 'hashed',
        sendMagicLink: ({ email, token }) => {
          const url = pageUrl(config, '/sign-in/link', token);
          return mailLink(db, 'sign_in_link', { email, url, minutes: linkMinutes }, clock());
        },
      }),
      genericOAuth({ config: config.oidc ? [oidcConfig(config.oidc)] : [] }),
    ],
    rateLimit: { enabled: false },
    advanced: {
      database: { generateId: 'uuid' },
      ...cookieSettings(config.publicUrl),
      // Origins are checked for every unsafe request in http/origin.ts; the library's own check refuses clients without one.
      disableCSRFCheck: true,
      disableOriginCheck: false,
      ipAddress: { disableIpTracking: true },
    },
    logger: { disabled: true },
    telemetry: { enabled: false },
  });
}

const timestamps = { createdAt: 'created_at', updatedAt: 'updated_at' };

const accountFields = {
  ...timestamps,
  userId: 'user_id',
  accountId: 'account_id',
  providerId: 'provider_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
};

// The page shows a button, and the button posts the token: mail scanners follow links, and a GET changes nothing.
export function pageUrl(config: Pick<Config, 'publicUrl'>, path: string, token: string): string {
  return `${config.publicUrl}${path}?token=${encodeURIComponent(token)}`;
}

/** The name of the session cookie. `__Host-` binds it to this host and to https (ASVS 3.3.1); http cannot carry that prefix. */
export function sessionCookieName(publicUrl: string): string {
  return `${cookieSettings(publicUrl).cookiePrefix}.session_token`;
}

function cookieSettings(publicUrl: string) {
  const secure = publicUrl.startsWith('https://');
  return {
    cookiePrefix: secure ? '__Host-moyens' : 'moyens',
    // Else the library would put its own prefix, `__Secure-`, before ours.
    useSecureCookies: false,
    defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax' as const, path: '/' },
  };
}

function oidcConfig(oidc: NonNullable<Config['oidc']>) {
  return {
    providerId: oidcProvider,
    ...oidc,
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    requireIdTokenVerification: true,
    // Accounts come from invitations; a provider signs known people in.
    disableSignUp: true,
  };
}
