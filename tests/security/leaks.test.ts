import { beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { approvalPageSchema } from '../../shared/approval.ts';
import { bookingSchema } from '../../shared/booking.ts';
import { externalCalendarSchema } from '../../shared/external-calendar.ts';
import { feedSchema } from '../../shared/feed.ts';
import { importSummarySchema } from '../../shared/import.ts';
import { networkRoleList, organisationPage, organisationPeople } from '../../shared/organisation.ts';
import { pageSchema } from '../../shared/page.ts';
import { session } from '../../shared/people.ts';
import { availabilitySchema, firstFreeSchema, planningRowSchema } from '../../shared/planning.ts';
import { blockSchema, resourceSchema } from '../../shared/resource.ts';
import { siteSchema } from '../../shared/site.ts';
import { play } from '../harness.ts';
import { createWorld, identities, type World } from './world.ts';

const stage = play();
let world: World;
beforeAll(async () => {
  world = createWorld(stage);
  await world.booking('member', { title: 'Réunion secrète', purpose: 'Licenciements' });
  await world.pending();
  await world.block();
  await world.feed();
  await world.outsideCalendar();
  await world.imported();
});

const window = `from=2026-11-10T00:00:00Z&to=2026-11-11T00:00:00Z`;
const declared: [string, z.ZodType][] = [
  ['/api/session', session],
  ['/api/organisations', organisationPage],
  ['/api/network-roles', networkRoleList],
  ['/api/bookings', pageSchema(bookingSchema)],
  ['/api/resources', pageSchema(resourceSchema)],
  ['/api/blocks', pageSchema(blockSchema)],
  ['/api/sites', pageSchema(siteSchema)],
  [`/api/availability?${window}`, pageSchema(availabilitySchema)],
  ['/api/availability/first?from=2026-11-03T08:00:00Z&minutes=60', pageSchema(firstFreeSchema)],
  [`/api/planning?${window}`, pageSchema(planningRowSchema)],
  ['/api/feeds', pageSchema(feedSchema)],
  ['/api/external-calendars', pageSchema(externalCalendarSchema)],
  ['/api/imports', pageSchema(importSummarySchema)],
  ['/api/approvals', approvalPageSchema],
];

describe('an answer holds what its schema declares, and nothing else:', () => {
  test.each(declared)('%s', async (path, schema) => {
    for (const who of identities.filter(one => one !== 'anonymous')) {
      const { status, body } = await world.ask(who, 'GET', { path });
      expect(status, who).toBe(200);
      // Parsing leaves out what is not declared, at every depth.
      expect(schema.parse(body), who).toEqual(body);
    }
  });

  test('the people of an organisation', async () => {
    const { body } = await world.ask('referent', 'GET', { path: `/api/organisations/${world.borrower}/people` });
    expect(organisationPeople.parse(body)).toEqual(body);
    expect(JSON.stringify(body)).not.toMatch(/password|token|hash/i);
  });
});

describe('whoever is not concerned by a booking', () => {
  test.each(['rival', 'stranger', 'elected'] as const)('learns that the time is taken, no more: %s', async who => {
    const paths = ['planning', 'availability', 'bookings', 'blocks'].map(one => `/api/${one}?${window}`);
    for (const path of [...paths, '/api/resources', '/api/approvals', '/api/sites']) {
      const { text } = await world.ask(who, 'GET', { path });
      for (const secret of ['secrète', 'Licenciements', 'Member', 'member@example.test', world.people.member]) {
        // The elected body sees the requests that wait, whoever asks.
        if (who === 'elected' && path.startsWith('/api/bookings') && !['secrète', 'Licenciements'].includes(secret))
          continue;
        expect(text, `${path} tells ${secret}`).not.toContain(secret);
      }
    }
  });
});
