import { type Entry, entry, only, signedIn } from './policy-entry.ts';

const runners = (status: number, others: number) => only('referent coordinator', status, others);
const content = Buffer.from('titre;salle;date;de;a\nRéunion;Nulle part;10/11/2026;9h;10h').toString('base64');

/** Who takes bookings over from a file: those who run the organisation that has them. */
export const importPolicy: Entry[] = [
  entry('GET /api/imports', 'those of one’s organisations', signedIn(200), () => ({ path: '/api/imports' })),
  entry('POST /api/imports', 'for the borrower', runners(201, 403), async w => ({
    path: '/api/imports',
    body: {
      ...{ organisationId: w.borrower, fileName: 'a.csv', content, resourceId: await w.resource() },
      columns: { title: 'titre' },
    },
  })),
  entry('POST /api/imports/columns', 'a table', only('referent owner coordinator', 200, 403), () => ({
    path: '/api/imports/columns',
    body: { content },
  })),
  entry('GET /api/imports/:id', 'of the borrower', runners(200, 404), async w => ({
    path: `/api/imports/${await w.imported()}`,
  })),
  entry('POST /api/imports/:id/execution', 'of the borrower', runners(200, 404), async w => ({
    path: `/api/imports/${await w.imported()}/execution`,
    body: { mode: 'all', choices: [{ position: 1, action: 'book', quantity: 1, resourceId: await w.resource() }] },
  })),
  entry('POST /api/imports/:id/undo', 'of the borrower', runners(200, 404), async w => ({
    path: `/api/imports/${await w.imported(true)}/undo`,
  })),
];
