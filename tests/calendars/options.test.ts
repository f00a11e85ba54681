import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { largeFeed } from '../../shared/feed.ts';
import { play, publicUrl } from '../harness.ts';
import { createResource, type PersonName } from '../network.ts';
import { componentsOf, faultsOf, propertyOf } from './lint.ts';

const stage = play();

async function follow(person: PersonName, feed: object) {
  const reply = await stage.as(person)('POST', '/api/feeds', { name: 'Mon agenda', detail: 'full', ...feed });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return { ...reply.body.feed, path: reply.body.url.slice(publicUrl.length) };
}

async function book(resourceId: string, hour: number, more: object = {}) {
  const at = new Date(Date.UTC(2026, 10, 10, hour));
  const reply = await stage.as('member')('POST', '/api/bookings', {
    organisationId: stage.network.borrower,
    title: 'Atelier vélo',
    startsAt: at.toISOString(),
    endsAt: new Date(at.getTime() + 2_700_000).toISOString(),
    lines: [{ resourceId }],
    ...more,
  });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body.booking;
}

async function events(path: string): Promise<string[][]> {
  const { status, body } = await stage.anonymous('GET', path);
  expect(status).toBe(200);
  expect(faultsOf(body)).toEqual([]);
  return componentsOf(body, 'VEVENT');
}

const eventOf = async (path: string, bookingId: string) =>
  (await events(path)).find(event => propertyOf(event, 'UID') === `${bookingId}@moyens.test`);
const summariesOf = async (path: string) => (await events(path)).map(event => propertyOf(event, 'SUMMARY'));
const change = (person: PersonName, id: string, body: object) => stage.as(person)('PATCH', `/api/feeds/${id}`, body);
const aMinuteLater = () => {
  stage.now = new Date(stage.now.getTime() + 60_000);
};

describe('a feed about', () => {
  it('a saved selection of the planning shows what matches it today', async () => {
    const { site, lender } = stage.network;
    const [hall, van] = [
      await createResource(stage.db, stage.network, { name: 'Salle de bal' }),
      await createResource(stage.db, stage.network, { name: 'Fourgon', kind: 'vehicle' }),
    ];
    await stage.db
      .insertInto('feature')
      .values({ code: 'seats', value_type: 'number', name_fr: 'places', name_en: 'seats' })
      .execute();
    await stage.db
      .insertInto('resource_feature')
      .values({ resource_id: hall, feature_code: 'seats', number_value: 40 })
      .execute();
    const [inHall, inVan] = [await book(hall, 9), await book(van, 9)];
    const filter = { kind: 'room', siteId: site, organisationId: lender, seats: 30, q: 'bal' };
    const { path, filter: kept } = await follow('rival', { scope: 'planning', filter });
    expect(kept).toEqual(filter);
    expect(propertyOf((await eventOf(path, inHall.id)) ?? [], 'SUMMARY')).toBe('Occupé : Salle de bal');
    expect(await eventOf(path, inVan.id)).toBeUndefined();
    await stage.db.updateTable('resource').set({ visible_to: 'owner' }).where('id', '=', hall).execute();
    expect(await eventOf(path, inHall.id)).toBeUndefined();
    const status = async (body: object) =>
      (await stage.as('member')('POST', '/api/feeds', { name: 'x', ...body })).status;
    expect(await status({ scope: 'planning' })).toBe(400);
    expect(await status({ scope: 'planning', filter: {} })).toBe(400);
    expect(await status({ scope: 'network', filter })).toBe(400);
  });

  it('one’s own time as staff shows it to that person alone, and why they are away to nobody', async () => {
    const { people } = stage.network;
    const staff = { kind: 'staff' as const, name: 'Comptable', staff_person_id: people.manager };
    const time = await createResource(stage.db, stage.network, staff);
    const booking = await book(time, 9);
    await stage.as('owner')('POST', '/api/blocks', {
      resourceId: time,
      kind: 'closure',
      startsAt: '2026-11-12T08:00:00Z',
      endsAt: '2026-11-12T18:00:00Z',
      reason: 'Arrêt maladie',
    });
    const { path } = await follow('manager', { scope: 'staff' });
    expect(propertyOf((await eventOf(path, booking.id)) ?? [], 'SUMMARY')).toBe('Atelier vélo');
    const ofOthers = await follow('rival', { scope: 'resource', resourceId: time });
    const ofOwner = await follow('owner', { scope: 'resource', resourceId: time });
    for (const one of [path, ofOthers.path, ofOwner.path]) {
      const { body } = await stage.anonymous('GET', one);
      expect(body.replaceAll('\r\n ', '')).not.toMatch(/maladie|Fermeture/);
      expect(componentsOf(body, 'VEVENT').some(event => propertyOf(event, 'UID')?.startsWith('block-'))).toBe(true);
    }
    expect((await stage.as('member')('POST', '/api/feeds', { name: 'x', scope: 'staff' })).status).toBe(403);
    await stage.db.updateTable('resource').set({ staff_person_id: null }).where('id', '=', time).execute();
    expect((await stage.anonymous('GET', path)).status).toBe(410);
  });

  it('a notice board shows when what an organisation shares is taken, and nothing else, whoever made it', async () => {
    const shared = await createResource(stage.db, stage.network, { name: 'Salle commune' });
    const own = await createResource(stage.db, stage.network, { name: 'Salle du bureau', visible_to: 'owner' });
    const booking = await book(shared, 11, { purpose: 'confidentiel' });
    await stage.as('owner')('POST', '/api/bookings', {
      organisationId: stage.network.lender,
      title: 'Conseil',
      startsAt: '2026-11-10T11:00:00Z',
      endsAt: '2026-11-10T12:00:00Z',
      lines: [{ resourceId: own }],
    });
    for (const person of ['owner', 'rival', 'coordinator'] as const) {
      const { path, detail } = await follow(person, { scope: 'board', organisationId: stage.network.lender });
      expect(detail).toBe('busy');
      expect(propertyOf((await eventOf(path, booking.id)) ?? [], 'SUMMARY')).toBe('Occupé : Salle commune');
      const { body } = await stage.anonymous('GET', path);
      expect(body.replaceAll('\r\n ', '')).not.toMatch(/confidentiel|Atelier|Jardins|bureau|Conseil|URL:|DESCRIPTION/);
    }
    const refused = { name: 'x', scope: 'board', organisationId: stage.network.lender };
    expect((await stage.as('stranger')('POST', '/api/feeds', refused)).status).toBe(403);
    const nobody = { ...refused, organisationId: stage.network.site };
    expect((await stage.as('member')('POST', '/api/feeds', nobody)).status).toBe(404);
  });
});

describe('what can be chosen of a feed', () => {
  it('is its name, its detail, its window and its language; every event then counts as changed', async () => {
    const room = await createResource(stage.db, stage.network, { name: 'Studio' });
    const booking = await book(room, 13, { purpose: 'Enregistrer' });
    const feed = await follow('member', { scope: 'person', detail: 'title' });
    const before = (await eventOf(feed.path, booking.id)) ?? [];
    expect(propertyOf(before, 'DESCRIPTION')).toBeUndefined();
    aMinuteLater();
    const reply = await change('member', feed.id, { name: 'Renommé', detail: 'full', locale: 'en' });
    expect(reply.body.feed).toMatchObject({ name: 'Renommé', detail: 'full', locale: 'en', isOver: false });
    const after = (await eventOf(feed.path, booking.id)) ?? [];
    expect(propertyOf(after, 'DESCRIPTION')).toContain('Organisation: Les Jardins');
    expect(propertyOf(after, 'CATEGORIES')).toBe('Room');
    expect(propertyOf(after, 'SEQUENCE')).toBe(propertyOf(before, 'SEQUENCE'));
    expect(String(propertyOf(after, 'LAST-MODIFIED')) > String(propertyOf(before, 'LAST-MODIFIED'))).toBe(true);
    expect((await stage.anonymous('GET', feed.path)).body).toContain('X-WR-CALNAME:Renommé\r\n');

    await change('member', feed.id, { monthsAhead: 1, daysBack: 0 });
    const far = await book(room, 9 + 60 * 24);
    expect(await eventOf(feed.path, far.id)).toBeUndefined();
    await change('member', feed.id, { monthsAhead: 6 });
    expect(await eventOf(feed.path, far.id)).toBeDefined();

    expect((await change('member', feed.id, { monthsAhead: 25 })).status).toBe(400);
    expect((await change('member', feed.id, { scope: 'network' })).status).toBe(400);
    expect((await change('rival', feed.id, { name: 'x' })).status).toBe(404);
    const network = await follow('member', { scope: 'network' });
    expect((await change('member', network.id, { detail: 'full' })).body.feed.detail).toBe('busy');
    await stage.as('member')('DELETE', `/api/feeds/${feed.id}`);
    expect((await change('member', feed.id, { name: 'x' })).status).toBe(410);
  });

  it('is to be told for thirty days what was cancelled', async () => {
    const room = await createResource(stage.db, stage.network, { name: 'Verrière' });
    const booking = await book(room, 15);
    const [kept, plain] = [
      await follow('member', { scope: 'resource', resourceId: room, keepCancelled: true }),
      await follow('member', { scope: 'resource', resourceId: room }),
    ];
    const sequence = Number(propertyOf((await eventOf(kept.path, booking.id)) ?? [], 'SEQUENCE'));
    await stage.as('member')(
      'POST',
      `/api/bookings/${booking.id}/cancellation`,
      { reason: 'Secret de famille' },
      { 'If-Match': '"1"' },
    );
    const event = (await eventOf(kept.path, booking.id)) ?? [];
    expect(propertyOf(event, 'STATUS')).toBe('CANCELLED');
    expect(propertyOf(event, 'TRANSP')).toBe('TRANSPARENT');
    expect(Number(propertyOf(event, 'SEQUENCE'))).toBe(sequence + 1);
    expect(event.join('\n')).not.toContain('famille');
    expect(await eventOf(plain.path, booking.id)).toBeUndefined();
    const then = stage.now;
    stage.now = new Date(then.getTime() + 32 * 86_400_000);
    expect(await eventOf(kept.path, booking.id)).toBeUndefined();
    stage.now = then;
  });

  it('says how large it is, and so when it is too large', async () => {
    const room = await createResource(stage.db, stage.network);
    await book(room, 17);
    const feed = await follow('member', { scope: 'resource', resourceId: room });
    const listed = async () =>
      (await stage.as('member')('GET', '/api/feeds')).body.items.find((one: { id: string }) => one.id === feed.id);
    expect(await listed()).toMatchObject({ lastSize: null, lastEvents: null, isLarge: false });
    const { body } = await stage.anonymous('GET', feed.path);
    expect(await listed()).toMatchObject({ lastSize: Buffer.byteLength(body), lastEvents: 1, isLarge: false });
    await stage.db
      .updateTable('feed')
      .set({ last_size: largeFeed + 1 })
      .where('id', '=', feed.id)
      .execute();
    expect((await listed()).isLarge).toBe(true);
  });

  it('ends with the standing that it needs, and the list says so', async () => {
    const { people, third } = stage.network;
    const feed = await follow('rival', { scope: 'organisation', organisationId: third });
    const isOver = async () =>
      (await stage.as('rival')('GET', '/api/feeds')).body.items.find((one: { id: string }) => one.id === feed.id)
        .isOver;
    expect(await isOver()).toBe(false);
    await stage.db
      .updateTable('affiliation')
      .set({ valid_to: '2026-11-01' })
      .where('person_id', '=', people.rival)
      .execute();
    expect(await isOver()).toBe(true);
    expect((await stage.anonymous('GET', feed.path)).status).toBe(410);
  });
});

describe('over HTTP', () => {
  it('a feed is packed for who asks, under a tag of its own, and for nobody else', async () => {
    const { path } = await follow('member', { scope: 'person' });
    const ask = async (headers: Record<string, string>) => stage.app.request(path, { headers });
    const plain = await ask({});
    const text = await plain.text();
    expect(plain.headers.get('Content-Encoding')).toBeNull();
    for (const refused of ['br', 'gzip;q=0', 'identity, *;q=0']) {
      expect((await ask({ 'Accept-Encoding': refused })).headers.get('Content-Encoding'), refused).toBeNull();
    }
    const packed = await ask({ 'Accept-Encoding': 'br, gzip;q=0.8' });
    expect(packed.headers.get('Content-Encoding')).toBe('gzip');
    expect(packed.headers.get('Vary')).toContain('Accept-Encoding');
    expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(text);
    const [tag, packedTag] = [plain.headers.get('ETag') ?? '', packed.headers.get('ETag') ?? ''];
    expect(packedTag).not.toBe(tag);
    for (const known of [tag, packedTag]) expect((await ask({ 'If-None-Match': known })).status).toBe(304);
  });

  it('is the same whatever a program accepts or calls itself, without cookie or redirect', async () => {
    const { path } = await follow('member', { scope: 'person' });
    const bodies = new Set<string>();
    for (const accept of ['text/calendar', 'text/html', 'application/json', '*/*']) {
      const reply = await stage.anonymous('GET', path, undefined, { Accept: accept, 'User-Agent': accept });
      expect([reply.status, reply.headers.get('Set-Cookie')]).toEqual([200, null]);
      bodies.add(reply.body);
    }
    expect(bodies.size).toBe(1);
  });

  it('may be fetched by programs that go by robots.txt', async () => {
    const { body } = await stage.anonymous('GET', '/robots.txt');
    expect(body).toContain('Allow: /feeds/');
  });

  it('names where it can be fetched again, its colour and how often to ask', async () => {
    const { path } = await follow('member', { scope: 'person' });
    const lines: string[] = (await stage.anonymous('GET', path)).body.replaceAll('\r\n ', '').split('\r\n');
    const head = lines.slice(0, lines.indexOf('BEGIN:VEVENT'));
    expect(propertyOf(head, 'SOURCE')).toBe(`;VALUE=URI:${publicUrl}${path}`);
    expect(propertyOf(head, 'COLOR')).toMatch(/^[a-z]+$/);
    expect(propertyOf(head, 'REFRESH-INTERVAL')).toBe(';VALUE=DURATION:PT1H');
    expect(lines.some(line => line.startsWith('METHOD') || line.includes('VALARM'))).toBe(false);
  });

  it('is read by hundreds at once without turning any away', async () => {
    const { path } = await follow('member', { scope: 'person' });
    const replies = await Promise.all(Array.from({ length: 300 }, () => stage.anonymous('GET', path)));
    expect(new Set(replies.map(reply => reply.status))).toEqual(new Set([200]));
  }, 120_000);
});

it('shows who knows nothing of a booking only what the selection is about', async () => {
  const [open, hidden] = [
    await createResource(stage.db, stage.network, { name: 'Salle ouverte' }),
    await createResource(stage.db, stage.network, { name: 'Coffre', visible_to: 'owner' }),
  ];
  const booked = await stage.as('owner')('POST', '/api/bookings', {
    organisationId: stage.network.lender,
    title: 'Conseil',
    startsAt: '2026-11-10T19:00:00Z',
    endsAt: '2026-11-10T20:00:00Z',
    lines: [{ resourceId: open }, { resourceId: hidden }],
  });
  expect(booked.status, JSON.stringify(booked.body)).toBe(201);
  const { path } = await follow('stranger', { scope: 'resource', resourceId: open });
  expect(await summariesOf(path)).toEqual(['Occupé']);
  expect((await stage.anonymous('GET', path)).body).not.toContain('Coffre');
});
