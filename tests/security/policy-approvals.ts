import { anyVersion, type Entry, entry, only, signedIn } from './policy-entry.ts';
import type { World } from './world.ts';

// The elected body sees what waits, since it may come to decide on it.
const decide = (outcome: 'approved' | 'declined') => async (w: World) => ({
  path: `/api/bookings/${await w.pending()}/decisions`,
  body: { outcome, reason: 'selon les critères' },
});

/** Nobody decides but who holds a scope now: not the referent of the owner, not the coordinator, not the elected body unasked. */
const approver = only('manager', 200, 404, { member: 403, referent: 403, owner: 403, coordinator: 403, elected: 403 });

export const approvalPolicy: Entry[] = [
  entry('GET /api/approvals', 'what waits for oneself', signedIn(200), () => ({ path: '/api/approvals' })),
  entry('GET /api/approvals/count', 'what waits for oneself', signedIn(200), () => ({ path: '/api/approvals/count' })),
  entry(
    'GET /api/approvals/:id',
    'a request of the borrower',
    only('member referent manager owner elected coordinator', 200, 404),
    async w => ({ path: `/api/approvals/${await w.pending()}` }),
  ),
  entry('POST /api/bookings/:id/decisions', 'a request of the borrower, approved', approver, decide('approved')),
  entry('POST /api/bookings/:id/decisions', 'a request of the borrower, declined', approver, decide('declined')),
  entry(
    'POST /api/bookings/:id/decisions',
    'a booking that waits for nothing',
    only('', 404, 404, { member: 409, referent: 409, manager: 409, owner: 409, coordinator: 409 }),
    async w => ({
      ...{ path: `/api/bookings/${await w.booking()}/decisions`, headers: anyVersion, body: { outcome: 'approved' } },
    }),
  ),
  entry('GET /api/decisions', 'what one decides on', signedIn(200), () => ({ path: '/api/decisions' })),
  entry(
    'GET /api/decisions',
    'a request of the borrower',
    only('member referent manager owner elected coordinator', 200, 404),
    async w => ({ path: `/api/decisions?bookingId=${await w.pending()}` }),
  ),
  entry(
    'GET /api/decisions',
    'a resource of the lender alone',
    only('manager owner coordinator', 200, 404),
    async w => ({ path: `/api/decisions?resourceId=${await w.hidden()}` }),
  ),
];
