import { randomUUID } from 'node:crypto';
import type { NewRow } from '../../server/database/tables.ts';
import { anyVersion, type Entry, entry, only, signedIn } from './policy-entry.ts';
import type { World } from './world.ts';

const keepers = (status: number) => only('owner coordinator', status, 403);

async function scopeOver(w: World, over: Partial<NewRow<'approver_scope'>>): Promise<string> {
  const row = { ...over, person_id: w.people.elected, valid_from: '2020-01-01' };
  const { id } = await w.stage.db.insertInto('approver_scope').values(row).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** A site where the lender owns all that is there. */
async function lendersSite(w: World): Promise<string> {
  const siteId = await w.newSite();
  await w.resource({ site_id: siteId });
  return siteId;
}

/** Who says who decides on requests for more than one resource, and what concerns the network as a whole. */
export const scopePolicy: Entry[] = [
  entry('GET /api/organisations/:id/approvers', 'the lender', keepers(200), w => ({
    path: `/api/organisations/${w.lender}/approvers`,
  })),
  entry('POST /api/organisations/:id/approvers', 'the lender', keepers(201), async w => ({
    path: `/api/organisations/${w.lender}/approvers`,
    body: { personId: await w.newcomer() },
  })),
  entry('DELETE /api/organisations/:id/approvers/:scopeId', 'the lender', keepers(200), async w => ({
    path: `/api/organisations/${w.lender}/approvers/${await scopeOver(w, { organisation_id: w.lender })}`,
  })),
  entry('GET /api/sites/:id/approvers', 'one where the lender owns all', keepers(200), async w => ({
    path: `/api/sites/${await lendersSite(w)}/approvers`,
  })),
  entry('POST /api/sites/:id/approvers', 'one where the lender owns all', keepers(201), async w => ({
    path: `/api/sites/${await lendersSite(w)}/approvers`,
    body: { personId: await w.newcomer() },
  })),
  entry('POST /api/sites/:id/approvers', 'one where others own too', only('coordinator', 201, 403), async w => {
    const siteId = await lendersSite(w);
    await w.resource({ site_id: siteId, owner_id: w.third });
    return { path: `/api/sites/${siteId}/approvers`, body: { personId: await w.newcomer() } };
  }),
  entry('DELETE /api/sites/:id/approvers/:scopeId', 'one where the lender owns all', keepers(200), async w => {
    const siteId = await lendersSite(w);
    return { path: `/api/sites/${siteId}/approvers/${await scopeOver(w, { site_id: siteId })}` };
  }),
  entry('GET /api/network', 'the network', signedIn(200), () => ({ path: '/api/network' })),
  entry('PATCH /api/network', 'its name', only('coordinator', 200, 403), () => ({
    ...{ path: '/api/network', headers: anyVersion, body: { name: `Réseau ${randomUUID()}` } },
  })),
  entry('GET /api/history', 'what was done', only('referent owner coordinator', 200, 403), () => ({
    path: '/api/history?limit=5',
  })),
];
