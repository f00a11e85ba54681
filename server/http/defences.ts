import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { Problem } from '../errors.ts';

const maxBodyKilobytes = 256;
/** A picture or a table of a megabyte, in base64. */
const maxFileBodyKilobytes = 1400;
const takesFile = /^\/api\/(?:resources\/[^/]+\/photo|imports(?:\/columns)?)$/;

/** Refuses a body that is too large, announced or in chunks, with 413. */
export function limitedBody(): MiddlewareHandler {
  const [ordinary, file] = [limitedTo(maxBodyKilobytes), limitedTo(maxFileBodyKilobytes)];
  return (c, next) => (takesFile.test(c.req.path) ? file(c, next) : ordinary(c, next));
}

function limitedTo(maxKilobytes: number): MiddlewareHandler {
  return bodyLimit({
    maxSize: maxKilobytes * 1024,
    onError: () => {
      throw new Problem('too_large', { maxKilobytes });
    },
  });
}

/** A request without a body says nothing of its type, whatever its client writes by habit: an optional body is then absent. */
export function noBodyNoType(): MiddlewareHandler {
  return async (c, next) => {
    if (!hasBody(c) && c.req.header('Content-Type')) c.req.raw.headers.delete('Content-Type');
    await next();
  };
}

/** From a socket, a body is announced by a length or by chunks (RFC 9112 section 6.3); in process, it is there or not. */
function hasBody(c: Context): boolean {
  if (!c.env?.incoming) return c.req.raw.body !== null;
  return Number(c.req.header('Content-Length') ?? 0) > 0 || c.req.header('Transfer-Encoding') !== undefined;
}

/**
 * What a browser may do with our answers (ASVS 3.4): run and load only what comes from us, nothing inline, in no other site's
 * frame, and tell nobody the address it was at (it may hold a token).
 */
export function securityHeaders(publicUrl: string): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    strictTransportSecurity: publicUrl.startsWith('https://') ? 'max-age=31536000' : false,
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    xContentTypeOptions: true,
    crossOriginOpenerPolicy: 'same-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: ['self'] },
  });
}
