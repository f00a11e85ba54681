import { type Entry, entry, only, signedIn } from './policy-entry.ts';
import { soon } from './world.ts';

/** Who may wait, and whose place it is: the person's own, and nobody else's. */
export const waitingPolicy: Entry[] = [
  entry('GET /api/waiting', 'one’s own places', signedIn(200), () => ({ path: '/api/waiting' })),
  entry('POST /api/waiting', 'for the borrower', only('member referent', 201, 403), async w => {
    const resourceId = await w.resource();
    await w.booking('rival', { lines: [{ resourceId }] });
    const words = { title: 'Réunion', purpose: 'Assemblée', quantity: 1 };
    return { path: '/api/waiting', body: { organisationId: w.borrower, resourceId, ...words, ...soon } };
  }),
  entry('POST /api/waiting', 'for what the borrower may not see', only('member referent', 404, 403), async w => ({
    path: '/api/waiting',
    body: { organisationId: w.borrower, resourceId: await w.hidden(), title: 'Réunion', ...soon },
  })),
  entry('DELETE /api/waiting/:id', 'of the member', only('member', 204, 404), async w => ({
    path: `/api/waiting/${await w.waiting()}`,
  })),
  entry('POST /api/waiting/:id/acceptance', 'of what is offered to the member', only('member', 201, 404), async w => ({
    path: `/api/waiting/${await w.waiting(true)}/acceptance`,
  })),
];
