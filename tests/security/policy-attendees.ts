import { anyone, type Entry, entry, only, unusedToken } from './policy-entry.ts';
import type { World } from './world.ts';

/** Whoever may see a booking of the borrower sees who is invited; its own people alone invite. */
const concerned = 'member referent manager owner coordinator';
const outside = { manager: 403, owner: 403, coordinator: 403 };
const own = (status: number) => only('member referent', status, 404, outside);
const attendees = [{ name: 'Zoé Martin', email: 'zoe@ailleurs.test' }];

async function withAttendee(w: World): Promise<string> {
  const id = await w.booking('member', { attendees });
  const query = w.stage.db.selectFrom('attendee').select('id').where('booking_id', '=', id);
  return `/api/bookings/${id}/attendees/${(await query.executeTakeFirstOrThrow()).id}`;
}

export const attendeePolicy: Entry[] = [
  entry('GET /api/bookings/:id/attendees', 'one of the borrower', only(concerned, 200, 404), async w => ({
    path: `/api/bookings/${await w.booking()}/attendees`,
  })),
  entry('POST /api/bookings/:id/attendees', 'one of the borrower', own(201), async w => ({
    path: `/api/bookings/${await w.booking()}/attendees`,
    body: { attendees, scope: 'this' },
  })),
  entry('DELETE /api/bookings/:id/attendees/:attendeeId', 'one of the borrower', own(200), async w => ({
    path: await withAttendee(w),
  })),
  entry('POST /api/invitation-replies/preview', 'a link that nobody was given', anyone(410), () => ({
    path: '/api/invitation-replies/preview',
    body: { token: unusedToken },
  })),
  entry('POST /api/invitation-replies', 'a link that nobody was given', anyone(410), () => ({
    path: '/api/invitation-replies',
    body: { token: unusedToken, answer: 'accepted' },
  })),
  entry('GET /api/bookings/:id/calendar.ics', 'one of the borrower', only(concerned, 200, 404), async w => ({
    path: `/api/bookings/${await w.booking()}/calendar.ics`,
  })),
  entry('GET /api/series/:id/calendar.ics', 'one of the borrower', only(concerned, 200, 404), async w => ({
    path: `/api/series/${(await w.series()).id}/calendar.ics`,
  })),
];
