import type { Context as HonoContext } from 'hono';
import type { Config } from '../config.ts';
import { Problem } from '../errors.ts';
import type { Env } from '../http/router.ts';
import type { Auth } from './auth.ts';

interface Question {
  path: string;
  /** With a body it is a POST, without one a GET. */
  body?: unknown;
}

/**
 * Asks the auth library to do one of its routes. The request is made anew from what was checked: the address is ours whatever
 * `Host` said, and only the cookies and the browser's name come from the client.
 * @throws Problem for every refusal of the library.
 */
export async function askLibrary(
  auth: Auth,
  config: Pick<Config, 'publicUrl'>,
  c: HonoContext<Env>,
  { path, body }: Question,
): Promise<Response> {
  const response = await auth.handler(
    new Request(`${config.publicUrl}/api/auth${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: headersFor(config, c),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  if (response.status === 200) return response;
  throw await problemOf(response);
}

/** Passes the provider's redirect on to the library, and the library's redirect on to the browser. */
export async function relay(auth: Auth, config: Pick<Config, 'publicUrl'>, c: HonoContext<Env>): Promise<Response> {
  const { pathname, search } = new URL(c.req.url);
  const response = await auth.handler(
    new Request(`${config.publicUrl}${pathname}${search}`, { headers: headersFor(config, c) }),
  );
  keepCookies(c, response);
  return c.redirect(onOwnOrigin(response.headers.get('Location'), config.publicUrl), 302);
}

export function keepCookies(c: HonoContext<Env>, response: Response): void {
  for (const cookie of response.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true });
}

function headersFor(config: Pick<Config, 'publicUrl'>, c: HonoContext<Env>): Record<string, string> {
  const cookie = c.req.header('Cookie');
  return {
    'Content-Type': 'application/json',
    Origin: new URL(config.publicUrl).origin,
    'User-Agent': (c.req.header('User-Agent') ?? '').slice(0, 300),
    ...(cookie ? { Cookie: cookie } : {}),
  };
}

function onOwnOrigin(location: string | null, publicUrl: string): string {
  const target = new URL(location ?? '/', publicUrl);
  return target.origin === new URL(publicUrl).origin ? target.href : `${publicUrl}/sign-in?error=unknown`;
}

async function problemOf(response: Response): Promise<Error> {
  const location = response.headers.get('Location');
  const code = location
    ? new URL(location).searchParams.get('error')
    : ((await response.json().catch(() => ({}))) as { code?: string }).code;
  switch (code) {
    case 'INVALID_TOKEN':
    case 'USER_NOT_FOUND':
    case 'new_user_signup_disabled':
    case 'failed_to_create_session':
      return new Problem('link_used');
    case 'INVALID_EMAIL_OR_PASSWORD':
    case 'EMAIL_NOT_VERIFIED':
    case 'FAILED_TO_CREATE_SESSION':
      return new Problem('wrong_credentials');
    case 'INVALID_PASSWORD':
    case 'CREDENTIAL_ACCOUNT_NOT_FOUND':
      return new Problem('wrong_password');
  }
  if (response.status === 401) return new Problem('unauthenticated');
  return new Error(`the auth library answered ${response.status} ${code ?? ''}`);
}
