import { anyone, type Entry, entry, nobody, signedIn, unusedToken } from './policy-entry.ts';

/** A session is no way into CalDAV: only an app password is, and the cookie of a browser sent along opens nothing. */
const paths = [
  'PROPFIND /caldav',
  'PROPFIND /caldav/principals/:personId',
  'PROPFIND /caldav/calendars/:personId',
  'PROPFIND /caldav/calendars/:personId/:feedId',
  'REPORT /caldav/calendars/:personId/:feedId',
];
const addressOf = (route: string) =>
  (route.split(' ')[1] ?? '').replaceAll(/:\w+/g, nobody).replace('{.+\\.ics}', '.ics');

export const caldavPolicy: Entry[] = [
  ...paths
    .flatMap(path => [path, `${path}/`])
    .map(route => entry(route, 'without an app password', anyone(401), () => ({ path: addressOf(route) }))),
  entry('GET /caldav/calendars/:personId/:feedId/:file{.+\\.ics}', 'without an app password', anyone(401), () => ({
    path: `/caldav/calendars/${nobody}/${nobody}/x.ics`,
  })),
  entry('GET /feeds/:file{[A-Za-z0-9_-]+\\.ifb}', 'an address that never was', anyone(404), () => ({
    path: `/feeds/${unusedToken}.ifb`,
  })),
  entry('GET /api/app-passwords', 'one’s own', signedIn(200), () => ({ path: '/api/app-passwords' })),
  entry('POST /api/app-passwords', 'for oneself', signedIn(201), () => ({
    path: '/api/app-passwords',
    body: { name: 'DAVx5' },
  })),
  entry('DELETE /api/app-passwords/:id', 'one that nobody has', signedIn(404), () => ({
    path: `/api/app-passwords/${nobody}`,
  })),
];
