const publicPaths = [
  /^\/api\/auth\/(?:methods|sign-in\/[a-z-]+|sign-out|magic-link\/redemption|request-password-reset|reset-password|callback\/oidc)$/,
  /^\/api\/invitations\/(?:redemption|preview)$/,
  /^\/api\/invitation-replies(?:\/preview)?$/,
  /^\/api\/first-run(?:\/demonstration)?$/,
  /^\/api\/openapi\.json$/,
  /^\/api\/docs(?:\/|$)/,
];

/** Whether a route under /api needs no session. Every other one does: an unlisted route is closed. */
export function mayBeUnknown(path: string): boolean {
  return publicPaths.some(pattern => pattern.test(path));
}
