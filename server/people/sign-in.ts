import { createHmac } from 'node:crypto';
import { type Auth, type AuthParts, createAuth, sessionCookieName } from './auth.ts';
import { createSessions, type Sessions } from './sessions.ts';

/** All of sign-in that the application stands on. */
export interface SignIn extends Sessions {
  auth: Auth;
  /**
   * Starts a session without asking for a password, for a person who has just proved who they are in another way (an
   * invitation redeemed, the first run).
   * @returns the cookie as `name=value`, signed as the auth library signs it.
   */
  startSession(personId: string): Promise<string>;
}

export function createSignIn(parts: AuthParts): SignIn {
  const { db, secret, config } = parts;
  const auth = createAuth(parts);
  const cookieName = sessionCookieName(config.publicUrl);
  return {
    auth,
    ...createSessions({ db, secret, cookieName }),
    async startSession(personId) {
      const { internalAdapter } = await auth.$context;
      const session = await internalAdapter.createSession(personId);
      const signature = createHmac('sha256', secret).update(session.token).digest('base64');
      return `${cookieName}=${encodeURIComponent(`${session.token}.${signature}`)}`;
    },
  };
}
