import { anyone, anyVersion, type Entry, entry, only, signedIn } from './policy-entry.ts';
import { later, soon } from './world.ts';

/** Who may know of a booking of the borrower on a resource of the lender, and of one of the third organisation. */
const concerned = 'member referent manager owner coordinator';
const concernedByRival = 'rival manager owner coordinator';
/** Whoever may see it, and does not act for its organisation. */
const outside = { manager: 403, owner: 403, coordinator: 403 };
const own = (status: number) => only('member referent', status, 404, outside);
const rivals = (status: number) => only('rival', status, 404, outside);

const reads: Entry[] = [
  entry('GET /api/bookings', 'those one may see', signedIn(200), () => ({ path: '/api/bookings' })),
  entry('GET /api/bookings/:id', 'one of the borrower', only(concerned, 200, 404), async w => ({
    path: `/api/bookings/${await w.booking()}`,
  })),
  entry('GET /api/bookings/:id', 'one of another', only(concernedByRival, 200, 404), async w => ({
    path: `/api/bookings/${await w.booking('rival')}`,
  })),
  entry('GET /api/bookings/:id/history', 'one of the borrower', only(concerned, 200, 404), async w => ({
    path: `/api/bookings/${await w.booking()}/history`,
  })),
  entry('GET /api/bookings/:id/conditions', 'one of the borrower', only(concerned, 200, 404), async w => ({
    path: `/api/bookings/${await w.booking()}/conditions`,
  })),
  entry('GET /api/bookings/:id/reach', 'one of the borrower', only(concerned, 200, 404), async w => ({
    path: `/api/bookings/${await w.booking()}/reach?act=cancel`,
  })),
  entry('GET /api/series/:id', 'one of the borrower', only(concerned, 200, 404), async w => ({
    path: `/api/series/${(await w.series()).id}`,
  })),
  entry('GET /api/availability', 'what one may see', signedIn(200), () => ({
    path: `/api/availability?from=${soon.startsAt}&to=${soon.endsAt}`,
  })),
  entry('GET /api/availability/first', 'what one may see', signedIn(200), () => ({
    path: `/api/availability/first?from=${soon.startsAt}&minutes=60`,
  })),
  entry('GET /api/planning', 'what one may see', signedIn(200), () => ({
    path: `/api/planning?from=${soon.startsAt}&to=${soon.endsAt}`,
  })),
  entry('GET /api/changes', 'what one may see', signedIn(200), () => ({ path: '/api/changes' })),
];

const withdraws: Entry[] = [
  entry('DELETE /api/bookings/:id/change', 'of a booking whose change does not wait', own(409), async w => ({
    path: `/api/bookings/${await w.booking()}/change`,
  })),
];

const makes: Entry[] = [
  entry('POST /api/bookings', 'for the borrower', only('member referent', 201, 403), async w => ({
    path: '/api/bookings',
    body: await w.bookingBody(w.borrower, {
      ...{ purpose: 'Assemblée', bundle: 'all_or_nothing', lines: [{ resourceId: await w.resource(), quantity: 1 }] },
    }),
  })),
  entry('POST /api/bookings', 'for another', only('rival', 201, 403), async w => ({
    path: '/api/bookings',
    body: await w.bookingBody(w.third),
  })),
  entry('POST /api/bookings', 'a series for the borrower', only('member referent', 201, 403), async w => ({
    path: '/api/bookings',
    body: await w.bookingBody(w.borrower, {
      ...{ recurrence: { rrule: 'FREQ=DAILY;COUNT=3', timeZone: 'Europe/Paris', skipPublicHolidays: true } },
      choices: [{ recurrenceId: soon.startsAt, action: 'move', startsAt: later.startsAt, endsAt: later.endsAt }],
    }),
  })),
  entry('POST /api/bookings', 'what the borrower may not see', only('member referent', 404, 403), async w => ({
    path: '/api/bookings',
    body: await w.bookingBody(w.borrower, { lines: [{ resourceId: await w.hidden() }] }),
  })),
  entry('POST /api/bookings/preview', 'for the borrower', only('member referent', 200, 403), async w => ({
    path: '/api/bookings/preview',
    body: await w.bookingBody(w.borrower),
  })),
  entry('POST /api/bookings/:id/copies', 'one of the borrower', own(201), async w => ({
    path: `/api/bookings/${await w.booking()}/copies`,
    body: { startsAt: '2026-11-11T09:00:00Z' },
  })),
  entry('POST /api/series/:id/occurrences', 'one of the borrower', own(201), async w => {
    const { id, next } = await w.series();
    return { path: `/api/series/${id}/occurrences`, body: { recurrenceId: next } };
  }),
];

const changes: Entry[] = [
  entry('PATCH /api/bookings/:id', 'one of the borrower', own(200), async w => ({
    ...{ path: `/api/bookings/${await w.booking()}`, headers: anyVersion },
    body: { title: 'Autre', purpose: 'Assemblée', ...later, organisationId: w.borrower },
  })),
  entry('PATCH /api/bookings/:id', 'one of another', rivals(200), async w => ({
    ...{ path: `/api/bookings/${await w.booking('rival')}`, headers: anyVersion, body: { endsAt: soon.endsAt } },
  })),
  entry(
    'PATCH /api/bookings/:id',
    'one given to another',
    only('', 404, 404, { ...outside, member: 403, referent: 403 }),
    async w => ({
      path: `/api/bookings/${await w.booking()}`,
      headers: anyVersion,
      body: { organisationId: w.third },
    }),
  ),
  entry('POST /api/bookings/:id/cancellation', 'one of the borrower', only(concerned, 200, 404), async w => ({
    path: `/api/bookings/${await w.booking()}/cancellation`,
    body: { reason: 'une panne' },
  })),
  entry(
    'POST /api/bookings/:id/cancellation',
    'one of the borrower, without a reason',
    only('member referent', 200, 404, { manager: 422, owner: 422, coordinator: 422 }),
    async w => ({ path: `/api/bookings/${await w.booking()}/cancellation`, body: {} }),
  ),
  entry('POST /api/bookings/:id/cancellation', 'one of another', only(concernedByRival, 200, 404), async w => ({
    path: `/api/bookings/${await w.booking('rival')}/cancellation`,
    body: { reason: 'une panne' },
  })),
  entry('POST /api/bookings/:id/restoration', 'one of the borrower', own(200), async w => ({
    path: `/api/bookings/${await w.cancelled()}/restoration`,
  })),
  entry('POST /api/bookings/:id/completion', 'one of the borrower', own(200), async w => ({
    path: `/api/bookings/${await w.running()}/completion`,
  })),
];

const feeds: Entry[] = [
  entry('GET /api/feeds', 'one’s own', signedIn(200), () => ({ path: '/api/feeds' })),
  entry('POST /api/feeds', 'of oneself', signedIn(201), () => ({
    path: '/api/feeds',
    body: { name: 'Moi', scope: 'person' },
  })),
  entry('POST /api/feeds', 'of the borrower', only('member referent', 201, 403), w => ({
    path: '/api/feeds',
    body: { name: 'Tout', scope: 'organisation', organisationId: w.borrower, detail: 'full' },
  })),
  entry(
    'POST /api/feeds',
    'of a resource of the owner alone',
    only('manager owner coordinator', 201, 404),
    async w => ({
      path: '/api/feeds',
      body: { name: 'Tout', scope: 'resource', resourceId: await w.hidden() },
    }),
  ),
  entry('PATCH /api/feeds/:id', 'that of the member', only('member', 200, 404), async w => ({
    path: `/api/feeds/${(await w.feed()).id}`,
    body: { name: 'Mon agenda' },
  })),
  entry('DELETE /api/feeds/:id', 'that of the member', only('member', 204, 404), async w => ({
    path: `/api/feeds/${(await w.feed()).id}`,
  })),
  entry('POST /api/feeds/:id/rotation', 'that of the member', only('member', 200, 404), async w => ({
    path: `/api/feeds/${(await w.feed()).id}/rotation`,
  })),
  entry('GET /robots.txt', 'programs', anyone(200), () => ({ path: '/robots.txt' })),
  entry('GET /feeds/:file{[A-Za-z0-9_-]+\\.ics}', 'an address that was given', anyone(200), async w => ({
    path: (await w.feed()).path,
  })),
  entry('GET /feeds/:file{[A-Za-z0-9_-]+\\.ics}', 'an address that never was', anyone(404), () => ({
    path: `/feeds/${'x'.repeat(43)}.ics`,
  })),
];

export const bookingPolicy = [...reads, ...makes, ...withdraws, ...changes, ...feeds];
