import { describe, expect, it } from 'vitest';
import { play, publicUrl } from '../harness.ts';
import { createResource, type PersonName } from '../network.ts';
import { componentsOf, faultsOf, propertyOf } from './lint.ts';

const stage = play();

async function follow(person: PersonName, feed: object): Promise<{ id: string; path: string }> {
  const reply = await stage.as(person)('POST', '/api/feeds', { name: 'Mon agenda', detail: 'full', ...feed });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return { id: reply.body.feed.id, path: reply.body.url.slice(publicUrl.length) };
}

const fetchFeed = (path: string, headers: Record<string, string> = {}) =>
  stage.anonymous('GET', path, undefined, headers);

async function book(resourceId: string, hour: number, more: object = {}) {
  const pad = String(hour).padStart(2, '0');
  const reply = await stage.as('member')('POST', '/api/bookings', {
    organisationId: stage.network.borrower,
    title: 'Atelier vélo',
    startsAt: `2026-11-10T${pad}:00:00Z`,
    endsAt: `2026-11-10T${pad}:45:00Z`,
    lines: [{ resourceId }],
    ...more,
  });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body.booking;
}

async function events(path: string) {
  const reply = await fetchFeed(path);
  expect(reply.status).toBe(200);
  expect(faultsOf(reply.body)).toEqual([]);
  return componentsOf(reply.body, 'VEVENT');
}

const eventOf = async (path: string, bookingId: string) =>
  (await events(path)).find(event => propertyOf(event, 'UID') === `${bookingId}@moyens.test`);

describe('a feed of one’s own bookings', () => {
  it('tells each booking as it is, and follows its changes under one UID', async () => {
    const room = await createResource(stage.db, stage.network, { name: 'Grande salle' });
    const booking = await book(room, 9, { purpose: 'Réparer, et apprendre; ensemble' });
    const { path } = await follow('member', { scope: 'person' });
    const before = (await eventOf(path, booking.id)) ?? [];
    expect(propertyOf(before, 'SUMMARY')).toBe('Atelier vélo');
    expect(propertyOf(before, 'DTSTART')).toBe('20261110T090000Z');
    expect(propertyOf(before, 'DTEND')).toBe('20261110T094500Z');
    expect(propertyOf(before, 'STATUS')).toBe('CONFIRMED');
    expect(propertyOf(before, 'DESCRIPTION')).toContain('Réparer\\, et apprendre\\; ensemble');
    expect(propertyOf(before, 'DESCRIPTION')).toContain('Grande salle');
    expect(propertyOf(before, 'URL')).toContain(`/bookings/${booking.id}`);
    expect(propertyOf(before, 'GEO')).toBe('48.699;2.187');
    expect(propertyOf(before, 'CATEGORIES')).toBe('Salle');
    expect(propertyOf(before, 'LAST-MODIFIED')).toBe(propertyOf(before, 'DTSTAMP'));

    stage.now = new Date(stage.now.getTime() + 60_000);
    const moved = await stage.as('member')(
      'PATCH',
      `/api/bookings/${booking.id}`,
      { startsAt: '2026-11-10T11:00:00Z', endsAt: '2026-11-10T12:00:00Z' },
      { 'If-Match': '"1"' },
    );
    expect(moved.status, JSON.stringify(moved.body)).toBe(200);
    const after = (await eventOf(path, booking.id)) ?? [];
    expect(propertyOf(after, 'DTSTART')).toBe('20261110T110000Z');
    expect(Number(propertyOf(after, 'SEQUENCE'))).toBe(Number(propertyOf(before, 'SEQUENCE')) + 1);
    expect(String(propertyOf(after, 'LAST-MODIFIED')) > String(propertyOf(before, 'LAST-MODIFIED'))).toBe(true);

    await stage.as('member')('POST', `/api/bookings/${booking.id}/cancellation`, {}, { 'If-Match': '"2"' });
    expect(await eventOf(path, booking.id)).toBeUndefined();
  });

  it('shows a request as tentative, and leaves it out once its time to be decided has lapsed', async () => {
    const room = await createResource(stage.db, stage.network, { approval: 'manager', decision_hours: 24 });
    const booking = await book(room, 9);
    const { path } = await follow('member', { scope: 'person' });
    expect(propertyOf((await eventOf(path, booking.id)) ?? [], 'STATUS')).toBe('TENTATIVE');
    const then = stage.now;
    stage.now = new Date('2026-11-09T08:00:00Z');
    expect(await eventOf(path, booking.id)).toBeUndefined();
    stage.now = then;
  });

  it('raises LAST-MODIFIED when a name that the event shows changes', async () => {
    const room = await createResource(stage.db, stage.network);
    const booking = await book(room, 9);
    const { path } = await follow('member', { scope: 'person' });
    const before = (await eventOf(path, booking.id)) ?? [];
    await stage.db.updateTable('resource').set({ name: 'Salle rebaptisée' }).where('id', '=', room).execute();
    const after = (await eventOf(path, booking.id)) ?? [];
    expect(propertyOf(after, 'DESCRIPTION')).toContain('Salle rebaptisée');
    expect(String(propertyOf(after, 'LAST-MODIFIED')) > String(propertyOf(before, 'LAST-MODIFIED'))).toBe(true);
  });
});

describe('what a feed lets see', () => {
  it('shows the time of others on a resource as busy, and all of it to the owner and to their colleagues', async () => {
    const room = await createResource(stage.db, stage.network);
    const booking = await book(room, 10, { purpose: 'confidentiel' });
    const seenBy = async (person: PersonName, detail: string) =>
      (await eventOf((await follow(person, { scope: 'resource', resourceId: room, detail })).path, booking.id)) ?? [];
    const rival = await seenBy('rival', 'full');
    expect(propertyOf(rival, 'SUMMARY')).toBe('Occupé');
    expect(rival.join('\n')).not.toMatch(/confidentiel|Jardins|Atelier|DESCRIPTION|URL/);
    const owner = await seenBy('owner', 'full');
    expect(propertyOf(owner, 'SUMMARY')).toBe('Atelier vélo');
    expect(propertyOf(owner, 'DESCRIPTION')).toContain('confidentiel');
    expect(propertyOf(await seenBy('colleague', 'busy'), 'SUMMARY')).toBe('Occupé');
    expect(propertyOf(await seenBy('colleague', 'title'), 'DESCRIPTION')).toBeUndefined();
    expect(owner.join('\n')).not.toContain('@example.test');
  });

  it('shows a part as taken when its whole is, and when it is blocked', async () => {
    const [whole, part] = [
      await createResource(stage.db, stage.network),
      await createResource(stage.db, stage.network),
    ];
    await stage.db.insertInto('resource_part').values({ whole_id: whole, part_id: part }).execute();
    const booking = await book(whole, 9);
    const { id } = await stage.db
      .insertInto('block')
      .values({
        resource_id: whole,
        kind: 'maintenance',
        starts_at: new Date('2026-11-12T08:00:00Z'),
        ends_at: new Date('2026-11-12T18:00:00Z'),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { path } = await follow('rival', { scope: 'resource', resourceId: part });
    expect(await eventOf(path, booking.id)).toBeDefined();
    const block = (await events(path)).find(event => propertyOf(event, 'UID') === `block-${id}@moyens.test`) ?? [];
    expect(propertyOf(block, 'SUMMARY')).toBe('Maintenance');
  });

  it('tells organisation, site, network and queue, each in its way', async () => {
    const room = await createResource(stage.db, stage.network, { name: 'Salle des feux', approval: 'manager' });
    const booking = await book(room, 14);
    const { borrower, site } = stage.network;
    const summaryFor = async (person: PersonName, feed: object) =>
      propertyOf((await eventOf((await follow(person, feed)).path, booking.id)) ?? [], 'SUMMARY');
    expect(await summaryFor('colleague', { scope: 'organisation', organisationId: borrower })).toBe('Atelier vélo');
    expect(await summaryFor('rival', { scope: 'site', siteId: site })).toBe('Occupé : Salle des feux');
    expect(await summaryFor('colleague', { scope: 'network', detail: 'full' })).toBe('Occupé : Salle des feux');
    expect(await summaryFor('manager', { scope: 'queue' })).toBe('Atelier vélo');
    expect(await summaryFor('substitute', { scope: 'queue' })).toBeUndefined();
  });
});

describe('the address of a feed', () => {
  it('is shown once, and by no list or history', async () => {
    const { id, path } = await follow('member', { scope: 'person' });
    const token = path.slice('/feeds/'.length, -'.ics'.length);
    expect(Buffer.from(token, 'base64url').length * 8).toBeGreaterThanOrEqual(160);
    await fetchFeed(path, { 'User-Agent': 'Google-Calendar-Importer' });
    const list = await stage.as('member')('GET', '/api/feeds');
    const listed = list.body.items.find((feed: { id: string }) => feed.id === id);
    expect(listed).toMatchObject({ lastClient: 'Google-Calendar-Importer', lastAccessAt: stage.now.toISOString() });
    expect(JSON.stringify(list.body)).not.toContain(token);
    const others = await stage.as('rival')('GET', '/api/feeds');
    expect(others.body.items.some((feed: { id: string }) => feed.id === id)).toBe(false);
    for (const table of ['feed', 'audit_event', 'idempotency'] as const) {
      expect(JSON.stringify(await stage.db.selectFrom(table).selectAll().execute())).not.toContain(token);
    }
  });

  it('is the same when its request is repeated, and kept nowhere all the same', async () => {
    const body = { name: 'Répété', scope: 'person' };
    const key = { 'Idempotency-Key': 'feed-once' };
    const first = await stage.as('member')('POST', '/api/feeds', body, key);
    const second = await stage.as('member')('POST', '/api/feeds', body, key);
    expect(second.body).toEqual(first.body);
    expect((await fetchFeed(first.body.url.slice(publicUrl.length))).status).toBe(200);
    const kept = await stage.db.selectFrom('idempotency').selectAll().execute();
    expect(JSON.stringify(kept)).not.toContain(first.body.url.split('/').at(-1).replace('.ics', ''));
  });

  it('answers 404 when it never was, and 410 when it was revoked or replaced', async () => {
    const unknown = await fetchFeed('/feeds/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics');
    expect(unknown.status).toBe(404);
    expect((await fetchFeed('/feeds/short.ics')).body).toEqual(unknown.body);
    expect(unknown.headers.get('X-Robots-Tag')).toBe('noindex');

    const { id, path } = await follow('member', { scope: 'person' });
    const rotated = await stage.as('member')('POST', `/api/feeds/${id}/rotation`);
    expect(rotated.status).toBe(200);
    expect((await fetchFeed(path)).status).toBe(410);
    const next = rotated.body.url.slice(publicUrl.length);
    expect((await fetchFeed(next)).status).toBe(200);

    expect((await stage.as('rival')('DELETE', `/api/feeds/${id}`)).status).toBe(404);
    expect((await stage.as('member')('DELETE', `/api/feeds/${id}`)).status).toBe(204);
    expect((await fetchFeed(next)).status).toBe(410);
    expect((await stage.as('member')('DELETE', `/api/feeds/${id}`)).status).toBe(204);
  });

  it('dies with the affiliation that it stood on, while the person’s other feeds live', async () => {
    const { people, third } = stage.network;
    const room = await createResource(stage.db, stage.network);
    const ofOrganisation = await follow('rival', { scope: 'organisation', organisationId: third });
    const ofPerson = await follow('rival', { scope: 'person' });
    const ofResource = await follow('rival', { scope: 'resource', resourceId: room });
    await stage.db
      .updateTable('affiliation')
      .set({ valid_to: '2026-11-01' })
      .where('person_id', '=', people.rival)
      .execute();
    expect((await fetchFeed(ofOrganisation.path)).status).toBe(410);
    expect((await fetchFeed(ofPerson.path)).status).toBe(200);
    expect((await fetchFeed(ofResource.path)).status).toBe(200);
    await stage.db.updateTable('person').set({ deactivated_at: stage.now }).where('id', '=', people.rival).execute();
    expect((await fetchFeed(ofPerson.path)).status).toBe(410);
  });

  it('is given only for what one may follow', async () => {
    const { borrower, lender, site } = stage.network;
    const hidden = await createResource(stage.db, stage.network, { visible_to: 'owner' });
    const status = async (person: PersonName, feed: object) =>
      (await stage.as(person)('POST', '/api/feeds', { name: 'x', ...feed })).status;
    expect(await status('member', { scope: 'organisation', organisationId: lender })).toBe(403);
    expect(await status('member', { scope: 'organisation', organisationId: site })).toBe(404);
    expect(await status('member', { scope: 'resource', resourceId: hidden })).toBe(404);
    expect(await status('member', { scope: 'queue' })).toBe(403);
    expect(await status('stranger', { scope: 'network' })).toBe(403);
    expect(await status('member', { scope: 'resource' })).toBe(400);
    expect(await status('member', { scope: 'person', organisationId: borrower })).toBe(400);
    expect((await stage.anonymous('POST', '/api/feeds', { name: 'x', scope: 'person' })).status).toBe(401);
  });

  it('is one of fifty at most, also when two are asked for at once', async () => {
    const ask = () => stage.as('stranger')('POST', '/api/feeds', { name: 'x', scope: 'person' });
    const statuses: number[] = [];
    for (let round = 0; round < 49; round++) statuses.push((await ask()).status);
    statuses.push(...(await Promise.all([ask(), ask(), ask()])).map(reply => reply.status));
    expect(statuses.filter(status => status === 201)).toHaveLength(50);
    expect(statuses.filter(status => status === 409)).toHaveLength(2);
  });
});

describe('fetching', () => {
  it('costs no body when nothing changed, and is never cached by others', async () => {
    const room = await createResource(stage.db, stage.network);
    const { path } = await follow('colleague', { scope: 'resource', resourceId: room });
    const first = await fetchFeed(path);
    expect(first.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8');
    expect(first.headers.get('Cache-Control')).toBe('private, no-cache');
    expect(first.headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(first.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(first.headers.get('Set-Cookie')).toBeNull();
    const etag = first.headers.get('ETag') ?? '';
    const lastModified = first.headers.get('Last-Modified') ?? '';
    expect(etag).toMatch(/^"[^"]+"$/);

    stage.now = new Date(stage.now.getTime() + 7_200_000);
    const again = await fetchFeed(path, { 'If-None-Match': `"other", W/${etag}` });
    expect([again.status, again.body, again.headers.get('ETag')]).toEqual([304, '', etag]);
    expect((await fetchFeed(path, { 'If-Modified-Since': lastModified })).status).toBe(304);
    expect((await fetchFeed(path, { 'If-None-Match': '"other"', 'If-Modified-Since': lastModified })).status).toBe(200);
    const head = await stage.anonymous('HEAD', path);
    expect([head.status, head.body, head.headers.get('ETag')]).toEqual([200, '', etag]);
    expect((await fetchFeed(path)).body).toBe(first.body);

    await book(room, 9);
    const changed = await fetchFeed(path, { 'If-None-Match': etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('ETag')).not.toBe(etag);
    expect((await fetchFeed(path, { 'If-Modified-Since': lastModified })).status).toBe(200);
  });

  it('names the calendar so that no name can add a line to it', async () => {
    const { path } = await follow('member', { scope: 'person', name: 'A; B, C\nBEGIN:VEVENT \u2028🚲' });
    const { body } = await fetchFeed(path);
    expect(faultsOf(body)).toEqual([]);
    expect(body).toContain('\r\nNAME:A\\; B\\, C BEGIN:VEVENT 🚲\r\n');
  });
});
