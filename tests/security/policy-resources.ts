import { randomUUID } from 'node:crypto';
import { anyone, anyVersion, type Entry, entry, only, signedIn } from './policy-entry.ts';
import { later, soon, type World } from './world.ts';

const keepers = (status = 200) => only('owner coordinator', status, 403);
const criteria = { withinOpeningHours: false };
const wholeCriteria = {
  ...criteria,
  minMinutes: 30,
  maxMinutes: 600,
  incrementMinutes: 15,
  horizonDays: 90,
  maxQuantity: 1,
};
const facts = {
  description: 'Claire.',
  capacity: 2,
  setupMinutes: 5,
  turnaroundMinutes: 5,
  approval: 'manager',
  decisionHours: 24,
};
const terms = { body: 'Rendre propre.' };
const tariff = { unit: 'free' };

/** A change of a resource that everyone sees, for its keepers only. */
function kept(method: string, part: string, body: (world: World) => unknown): Entry {
  return entry(`${method} /api/resources/:id${part}`, 'one of the lender', keepers(), async w => ({
    ...{ path: `/api/resources/${await w.resource()}${part}`, headers: anyVersion, body: await body(w) },
  }));
}

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

async function withPhoto(w: World, resourceId: string): Promise<string> {
  const row = { resource_id: resourceId, media_type: 'image/png' as const, bytes: Buffer.from(onePixel, 'base64') };
  await w.stage.db.insertInto('resource_photo').values(row).execute();
  return `/api/resources/${resourceId}/photo`;
}

async function newFeature(w: World): Promise<string> {
  const code = `f${randomUUID().replaceAll('-', '')}`;
  const row = { code, value_type: 'flag' as const, name_fr: 'Tableau', name_en: 'Board' };
  await w.stage.db.insertInto('feature').values(row).execute();
  return code;
}

const resources: Entry[] = [
  entry('GET /api/resources', 'those one may see', signedIn(200), () => ({ path: '/api/resources' })),
  entry('GET /api/resources/:id', 'one of the lender', signedIn(200), async w => ({
    path: `/api/resources/${await w.resource()}`,
  })),
  entry('GET /api/resources/:id', 'one of the lender alone', only('manager owner coordinator', 200, 404), async w => ({
    path: `/api/resources/${await w.hidden()}`,
  })),
  entry('POST /api/resources', 'one for the lender', keepers(201), w => ({
    path: '/api/resources',
    body: {
      kind: 'room',
      ownerId: w.lender,
      siteId: w.site,
      name: `Salle ${randomUUID()}`,
      ...facts,
      criteria: wholeCriteria,
      terms,
      tariff,
    },
  })),
  entry('POST /api/resources', 'one for the borrower', only('referent coordinator', 201, 403), w => ({
    path: '/api/resources',
    body: { kind: 'room', ownerId: w.borrower, siteId: w.site, name: `Salle ${randomUUID()}`, criteria, terms, tariff },
  })),
  kept('PATCH', '', () => ({
    name: `Salle ${randomUUID()}`,
    ...facts,
    visibleTo: 'network',
    photo: null,
  })),
  entry(
    'PATCH /api/resources/:id',
    'one of the lender alone',
    only('owner coordinator', 200, 404, { manager: 403 }),
    async w => ({ path: `/api/resources/${await w.hidden()}`, headers: anyVersion, body: { name: 'Salle' } }),
  ),
  kept('POST', '/withdrawal', () => ({})),
  kept('PUT', '/photo', () => ({ data: onePixel })),
  entry('GET /api/resources/:id/photo', 'one of the lender', signedIn(200), async w => ({
    path: await withPhoto(w, await w.resource()),
  })),
  entry(
    'GET /api/resources/:id/photo',
    'one of the lender alone',
    only('manager owner coordinator', 200, 404),
    async w => ({ path: await withPhoto(w, await w.hidden()) }),
  ),
  entry('GET /api/resources/:id/deciders', 'one of the lender', keepers(), async w => ({
    path: `/api/resources/${await w.resource()}/deciders?organisationId=${w.borrower}`,
  })),
  entry('GET /api/resources/:id/versions', 'one of the lender', keepers(), async w => ({
    path: `/api/resources/${await w.resource()}/versions`,
  })),
  entry('GET /api/care', 'what one administers, be it nothing', signedIn(200), () => ({ path: '/api/care' })),
  entry(
    'POST /api/resources/:id/publication',
    'one of the lender, withdrawn',
    only('owner coordinator', 200, 404, { manager: 403 }),
    async w => ({
      path: `/api/resources/${await w.resource({ state: 'withdrawn' })}/publication`,
      headers: anyVersion,
    }),
  ),
  kept('POST', '/criteria', () => wholeCriteria),
  kept('POST', '/terms', () => ({ ...terms, effectiveFrom: soon.startsAt })),
  kept('POST', '/tariffs', () => ({ unit: 'hour', amountCents: 500, note: 'TTC', effectiveFrom: soon.startsAt })),
  kept('PUT', '/features', () => ({})),
  kept('PUT', '/sharing', w => [{ organisationId: w.third }]),
  kept('PUT', '/composition', async w => ({ components: [{ resourceId: await w.resource(), quantity: 1 }] })),
  entry('GET /api/resources/:id/approvers', 'one of the lender', keepers(), async w => ({
    path: `/api/resources/${await w.resource()}/approvers`,
  })),
  entry('POST /api/resources/:id/approvers', 'an accomplice as approver', keepers(201), async w => ({
    path: `/api/resources/${await w.resource()}/approvers`,
    body: { personId: w.people.rival },
  })),
  entry('DELETE /api/resources/:id/approvers/:scopeId', 'an approver of the lender', keepers(), async w => {
    const { resourceId, scopeId } = await w.approver();
    return { path: `/api/resources/${resourceId}/approvers/${scopeId}` };
  }),
  entry('GET /api/features', 'all', signedIn(200), () => ({ path: '/api/features' })),
  entry('POST /api/features', 'a new one', only('coordinator', 201, 403), () => ({
    path: '/api/features',
    body: {
      code: `f${randomUUID().replaceAll('-', '')}`,
      valueType: 'flag',
      nameFr: `Nom ${randomUUID()}`,
      nameEn: `Name ${randomUUID()}`,
    },
  })),
  entry('PATCH /api/features/:code', 'one', only('coordinator', 200, 403), async w => ({
    path: `/api/features/${await newFeature(w)}`,
    body: { nameFr: 'Écran', nameEn: 'Screen', hardNeed: true },
  })),
  entry('DELETE /api/features/:code', 'one that nothing has', only('coordinator', 204, 403), async w => ({
    path: `/api/features/${await newFeature(w)}`,
  })),
];

const blocks: Entry[] = [
  entry('GET /api/blocks', 'those one may see', signedIn(200), () => ({ path: '/api/blocks' })),
  entry('POST /api/blocks', 'one of the lender', only('owner manager coordinator', 201, 403), async w => ({
    path: '/api/blocks',
    body: { resourceId: await w.resource(), ...soon, kind: 'breakdown', quantity: 1, reason: 'chaudière' },
  })),
  entry('POST /api/blocks/preview', 'one of the lender', only('owner manager coordinator', 200, 403), async w => ({
    path: '/api/blocks/preview',
    body: { resourceId: await w.resource(), ...soon, kind: 'breakdown', quantity: 1, reason: 'chaudière' },
  })),
  entry('POST /api/blocks/:id/preview', 'one of the lender', only('owner manager coordinator', 200, 403), async w => ({
    ...{ path: `/api/blocks/${await w.block()}/preview`, body: later },
  })),
  entry('PATCH /api/blocks/:id', 'one of the lender', only('owner manager coordinator', 200, 403), async w => ({
    ...{ path: `/api/blocks/${await w.block()}`, headers: anyVersion, body: { reason: 'chaudière', ...later } },
  })),
  entry('POST /api/blocks/:id/lifting', 'one of the lender', only('owner manager coordinator', 200, 403), async w => ({
    path: `/api/blocks/${await w.block()}/lifting`,
  })),
];

const sites: Entry[] = [
  entry('GET /api/sites', 'all', signedIn(200), () => ({ path: '/api/sites' })),
  entry('GET /api/sites/:id', 'one', signedIn(200), w => ({ path: `/api/sites/${w.site}` })),
  entry('POST /api/sites', 'a new one', only('coordinator', 201, 403), () => ({
    path: '/api/sites',
    body: {
      ...{
        name: `Lieu ${randomUUID()}`,
        commune: 'Orsay',
        timeZone: 'Europe/Paris',
        address: '1 rue X',
        accessNotes: 'code',
      },
      ...{
        coordinates: { latitude: 48.7, longitude: 2.2 },
        openings: [{ weekday: 1, opensMinute: 480, closesMinute: 1200 }],
      },
    },
  })),
  entry('PATCH /api/sites/:id', 'one with nothing at it', only('coordinator', 200, 403), async w => ({
    ...{ path: `/api/sites/${await w.newSite()}`, headers: anyVersion, body: { name: `Lieu ${randomUUID()}` } },
  })),
  entry('PATCH /api/sites/:id', 'one where the lender owns all', keepers(), async w => {
    const siteId = await w.newSite();
    await w.resource({ site_id: siteId });
    return { path: `/api/sites/${siteId}`, headers: anyVersion, body: { name: `Lieu ${randomUUID()}` } };
  }),
  entry('PUT /api/sites/:id/hours', 'one where others own too', only('coordinator', 200, 403), async w => {
    const siteId = await w.newSite();
    await w.resource({ site_id: siteId });
    await w.resource({ site_id: siteId, owner_id: w.third });
    return { path: `/api/sites/${siteId}/hours`, headers: anyVersion, body: { openings: [] } };
  }),
];

/** About the program and not about the network: public. The figures are for whoever runs the server. */
const program: Entry[] = [
  entry('GET /api/openapi.json', 'the API', anyone(200), () => ({ path: '/api/openapi.json' })),
  entry('GET /api/docs', 'the API', anyone(200), () => ({ path: '/api/docs' })),
  entry('GET /api/docs/start.js', 'the API', anyone(200), () => ({ path: '/api/docs/start.js' })),
  entry('GET /api/docs/:asset', 'a style sheet', anyone(200), () => ({ path: '/api/docs/swagger-ui.css' })),
  entry('GET /api/docs/:asset', 'another file', anyone(404), () => ({ path: '/api/docs/package.json' })),
  entry('GET /health', 'the process', anyone(200), () => ({ path: '/health' })),
  entry('GET /ready', 'the process', anyone(200), () => ({ path: '/ready' })),
  entry('GET /metrics', 'the process, from elsewhere', anyone(404), () => ({ path: '/metrics' })),
];

export const resourcePolicy = [...resources, ...blocks, ...sites, ...program];
