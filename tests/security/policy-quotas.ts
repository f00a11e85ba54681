import { type Entry, entry, only, signedIn } from './policy-entry.ts';
import { soon, type World } from './world.ts';

const decided = { decidedBy: 'Bureau', decidedOn: '2026-11-01', reason: 'Égalité' };

/** Each of a day of its own, so that none stands in another's way. */
let days = 0;
const rule = () => {
  const day = new Date(Date.UTC(2027, 5, ++days)).toISOString().slice(0, 10);
  return { kind: 'room', unit: 'hours', amount: 20, windowDays: 30, from: day, until: day, ...decided };
};
async function quota(w: World): Promise<{ id: string; from: string; derogations: { id: string }[] }> {
  return (await w.ask('coordinator', 'POST', { path: '/api/quotas', body: rule() })).body.quota;
}
const derogation = (w: World, { from }: { from: string }) => ({
  ...{ organisationId: w.borrower, amount: 30, from, until: from, ...decided },
});

/** The same rules for all, read by all; written by the coordinator alone. */
export const quotaPolicy: Entry[] = [
  entry('GET /api/quotas', 'all', signedIn(200), () => ({ path: '/api/quotas' })),
  entry('GET /api/quotas/remaining', 'of the borrower', only('member referent coordinator', 200, 403), async w => ({
    path: `/api/quotas/remaining?${new URLSearchParams({ organisationId: w.borrower, resourceId: await w.resource(), ...soon })}`,
  })),
  entry('POST /api/quotas', 'a new one', only('coordinator', 201, 403), () => ({ path: '/api/quotas', body: rule() })),
  entry('POST /api/quotas/:id/end', 'one to come', only('coordinator', 200, 403), async w => ({
    path: `/api/quotas/${(await quota(w)).id}/end`,
    body: { reason: 'Fin' },
  })),
  entry('POST /api/quotas/:id/derogations', 'for the borrower', only('coordinator', 201, 403), async w => {
    const one = await quota(w);
    return { path: `/api/quotas/${one.id}/derogations`, body: derogation(w, one) };
  }),
  entry('POST /api/quotas/:id/derogations/:derogationId/end', 'one', only('coordinator', 200, 403), async w => {
    const one = await quota(w);
    const path = `/api/quotas/${one.id}/derogations`;
    const { body } = await w.ask('coordinator', 'POST', { path, body: derogation(w, one) });
    return { path: `${path}/${body.quota.derogations[0].id}/end`, body: { reason: 'Fin' } };
  }),
];
