import { anyVersion, type Entry, entry, only, signedIn } from './policy-entry.ts';
import type { World } from './world.ts';

const carers = (status: number, others: number) => only('owner manager coordinator', status, others);
const acknowledgement = async (w: World) => {
  const { calendar, id } = await w.clash();
  return { path: `/api/external-calendars/${calendar}/clashes/${id}/acknowledgement` };
};
const one = async (w: World, part = '') => `/api/external-calendars/${await w.outsideCalendar()}${part}`;

/** Whose outside calendars count: theirs who may block the resource; others do not learn that there are any. */
export const externalCalendarPolicy: Entry[] = [
  entry('GET /api/external-calendars', 'those of what one cares for', signedIn(200), () => ({
    path: '/api/external-calendars',
  })),
  entry('POST /api/external-calendars', 'one of the lender', carers(201, 403), async w => {
    await w.stage.db.deleteFrom('rate_limit').execute();
    return {
      path: '/api/external-calendars',
      body: {
        resourceId: await w.resource(),
        name: 'Agenda',
        address: 'https://calendar.example.org/a.ics',
        detail: 'busy',
      },
    };
  }),
  entry(
    'POST /api/external-calendars',
    'one of the lender alone',
    only('owner manager coordinator', 201, 404),
    async w => {
      await w.stage.db.deleteFrom('rate_limit').execute();
      const address = 'https://calendar.example.org/a.ics';
      return { path: '/api/external-calendars', body: { resourceId: await w.hidden(), name: 'Agenda', address } };
    },
  ),
  entry('GET /api/external-calendars/:id', 'one of the lender', carers(200, 404), async w => ({ path: await one(w) })),
  entry('GET /api/external-calendars/:id/clashes', 'one of the lender', carers(200, 404), async w => ({
    path: await one(w, '/clashes'),
  })),
  entry(
    'POST /api/external-calendars/:id/clashes/:clashId/acknowledgement',
    'one of the lender',
    carers(200, 404),
    acknowledgement,
  ),
  entry(
    'DELETE /api/external-calendars/:id/clashes/:clashId/acknowledgement',
    'one of the lender',
    carers(200, 404),
    acknowledgement,
  ),
  entry('PATCH /api/external-calendars/:id', 'one of the lender', carers(200, 404), async w => ({
    ...{ path: await one(w), headers: anyVersion },
    body: { name: 'Autre', paused: true, address: 'https://calendar.example.org/b.ics', detail: 'title' },
  })),
  entry('POST /api/external-calendars/:id/check', 'one of the lender', carers(200, 404), async w => ({
    path: await one(w, '/check'),
  })),
  entry('DELETE /api/external-calendars/:id', 'one of the lender', carers(204, 404), async w => ({
    path: await one(w),
  })),
];
