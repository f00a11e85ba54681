import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { type PlanningRow, rowOrders } from '../../shared/planning.ts';
import { resourceKinds } from '../../shared/words.ts';
import { play } from '../harness.ts';
import { createResource, createSite } from '../network.ts';

const stage = play();
const at = (time: string) => `2026-11-03T${time}:00+01:00`;
let room: string;
let chairs: string;

beforeAll(async () => {
  room = await createResource(
    stage.db,
    stage.network,
    { name: 'Salle', turnaround_minutes: 30 },
    { within_opening_hours: true },
  );
  chairs = await createResource(stage.db, stage.network, { name: 'Chaises', kind: 'equipment', capacity: 20 });
  const reply = await stage.as('member')('POST', '/api/bookings', {
    organisationId: stage.network.borrower,
    title: 'Assemblée',
    startsAt: at('09:00'),
    endsAt: at('11:00'),
    lines: [{ resourceId: room }, { resourceId: chairs, quantity: 12 }],
  });
  expect(reply.status).toBe(201);
});

const query = (path: string, from: string, to: string, more = '') =>
  `${path}?from=${encodeURIComponent(at(from))}&to=${encodeURIComponent(at(to))}${more}`;

describe('availability', () => {
  const available = async (from: string, to: string, more = '') => {
    const reply = await stage.as('rival')('GET', query('/api/availability', from, to, more));
    expect(reply.status).toBe(200);
    return Object.fromEntries(reply.body.items.map((one: { name: string }) => [one.name, one]));
  };

  it('says for each resource whether it is free, how many are left, and why not', async () => {
    const found = await available('10:00', '12:00', '&quantity=10');
    expect(found.Salle).toBeUndefined();
    expect(found.Chaises).toMatchObject({ free: false, freeQuantity: 8, reasons: [{ code: 'over_capacity' }] });
    const single = await available('10:00', '12:00');
    expect(single.Salle).toMatchObject({ free: false, freeQuantity: 0, reasons: [{ code: 'taken' }] });
    expect(single.Chaises).toMatchObject({ free: true, freeQuantity: 8 });
  });

  it('knows buffers, touching times and opening hours', async () => {
    expect((await available('11:00', '12:00')).Salle.reasons[0].code).toBe('buffer');
    expect((await available('11:30', '12:00')).Salle.free).toBe(true);
    const late = (await available('19:00', '21:00')).Salle;
    expect(late.reasons).toMatchObject([
      { code: 'closed', criterionId: expect.stringContaining(':withinOpeningHours') },
    ]);
  });

  it('says why a resource is unavailable', async () => {
    const van = await createResource(stage.db, stage.network, { name: 'Camion', kind: 'vehicle' });
    const blocked = await stage.as('manager')('POST', '/api/blocks', {
      resourceId: van,
      kind: 'maintenance',
      startsAt: at('08:00'),
      endsAt: at('12:00'),
      reason: 'Contrôle technique',
    });
    expect(blocked.status).toBe(201);
    const { reasons } = (await available('10:00', '11:00')).Camion;
    expect(reasons).toMatchObject([{ code: 'blocked', details: { reason: 'Contrôle technique' } }]);
    expect(reasons[0].message).toContain('Contrôle technique');
    const refused = await stage.as('member')('POST', '/api/bookings', {
      organisationId: stage.network.borrower,
      title: 'Déménagement',
      startsAt: at('10:00'),
      endsAt: at('11:00'),
      lines: [{ resourceId: van }],
    });
    expect(refused.body.reasons).toMatchObject([{ code: 'blocked', details: { reason: 'Contrôle technique' } }]);
  });

  it('refuses reversed, endless and malformed windows', async () => {
    for (const path of ['/api/availability', '/api/planning']) {
      expect((await stage.as('rival')('GET', query(path, '12:00', '10:00'))).status).toBe(400);
      const endless = `${path}?from=2026-01-01T00:00:00Z&to=2036-01-01T00:00:00Z`;
      expect((await stage.as('rival')('GET', endless)).status).toBe(400);
      expect((await stage.as('rival')('GET', `${path}?from=demain&to=2026-01-01`)).body.code).toBe('malformed');
      expect((await stage.as('rival')('GET', query(path, '10:00', '12:00', '&cursor=abc'))).body.code).toBe(
        'invalid_cursor',
      );
    }
  });
});

describe('planning', () => {
  it('shows whose a booking is to those concerned, and to others that the time is taken', async () => {
    const path = query('/api/planning', '08:00', '20:00', `&resourceId=${room}`);
    const own = await stage.as('member')('GET', path);
    expect(own.body.items).toHaveLength(1);
    expect(own.body.items[0]).toMatchObject({
      open: [{ from: '2026-11-03T07:00:00.000Z', to: '2026-11-03T19:00:00.000Z' }],
      siteName: expect.any(String),
      ownerName: expect.any(String),
      mayBook: true,
      turnaroundMinutes: 30,
      criteria: { withinOpeningHours: true },
      claims: [
        {
          title: 'Assemblée',
          mine: true,
          mayChange: true,
          version: 1,
          occupiedTo: '2026-11-03T10:30:00.000Z',
          endsAt: '2026-11-03T10:00:00.000Z',
        },
      ],
    });
    const others = await stage.as('rival')('GET', path);
    expect(others.body.items[0].claims[0]).not.toHaveProperty('title');
    expect(others.body.items[0].claims[0]).not.toHaveProperty('bookingId');
    expect(others.body.items[0].claims[0]).not.toHaveProperty('version');
    expect(others.body.items[0].claims[0].mayChange).toBe(false);
    expect(JSON.stringify(others.body)).not.toContain('Jardins');
  });

  it('answers 304 until something changes', async () => {
    const path = query('/api/planning', '08:00', '20:00');
    const first = await stage.as('member')('GET', path);
    const tag = first.headers.get('ETag') ?? '';
    expect((await stage.as('member')('GET', path, undefined, { 'If-None-Match': tag })).status).toBe(304);
    await stage.as('member')('POST', '/api/bookings', {
      organisationId: stage.network.borrower,
      title: 'Suite',
      startsAt: at('15:00'),
      endsAt: at('16:00'),
      lines: [{ resourceId: room }],
    });
    const after = await stage.as('member')('GET', path, undefined, { 'If-None-Match': tag });
    expect(after.status).toBe(200);
  });

  it('is packed for who asks, and known again by the tag of the packed answer', async () => {
    const path = query('/api/planning', '08:00', '20:00');
    const plain = await stage.as('member')('GET', path);
    const Cookie = await stage.deps.signIn.startSession(stage.network.people.member);
    const ask = (more: Record<string, string>) =>
      stage.app.request(path, { headers: { Cookie, 'Accept-Encoding': 'br, gzip', ...more } });
    const packed = await ask({});
    expect(packed.headers.get('Content-Encoding')).toBe('gzip');
    expect(packed.headers.get('Vary')).toContain('Accept-Encoding');
    expect(JSON.parse(gunzipSync(await packed.arrayBuffer()).toString())).toEqual(plain.body);
    const tag = packed.headers.get('ETag') ?? '';
    for (const known of [tag, `"another", ${tag}`, plain.headers.get('ETag') ?? '']) {
      expect((await ask({ 'If-None-Match': known })).status, known).toBe(304);
    }
  });

  it('is read from top to bottom in the order in which it is shown, page by page', async () => {
    const kinds: readonly string[] = resourceKinds;
    const shownBy = {
      name: (row: PlanningRow) => row.name,
      kind: (row: PlanningRow) => `${kinds.indexOf(row.kind)} ${row.name}`,
      site: (row: PlanningRow) => `${row.siteName} ${row.name}`,
      organisation: (row: PlanningRow) => `${row.ownerName} ${row.name}`,
    };
    const [annex, { lender, third }] = [await createSite(stage.db, { name: 'Annexe' }), stage.network];
    await createResource(stage.db, stage.network, { name: 'Bureau', site_id: annex, owner_id: third });
    await createResource(stage.db, stage.network, { name: 'Tracteur', kind: 'vehicle', owner_id: third });
    await createResource(stage.db, stage.network, {
      name: 'Vidéo',
      kind: 'equipment',
      site_id: annex,
      owner_id: lender,
    });
    for (const order of rowOrders) {
      const seen: PlanningRow[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const more = `&order=${order}&limit=2${cursor && `&cursor=${cursor}`}`;
        const { status, body } = await stage.as('member')('GET', query('/api/planning', '08:00', '20:00', more));
        expect(status).toBe(200);
        seen.push(...body.items);
        cursor = body.nextCursor;
      }
      const inOrder = seen.toSorted((a, b) => shownBy[order](a).localeCompare(shownBy[order](b), 'fr'));
      expect(seen.length).toBeGreaterThan(4);
      expect(new Set(seen.map(row => row.resourceId)).size).toBe(seen.length);
      expect(seen.map(shownBy[order]), order).toEqual(inOrder.map(shownBy[order]));
    }
    const unknown = await stage.as('member')('GET', query('/api/planning', '08:00', '20:00', '&order=price'));
    expect(unknown.body.code).toBe('malformed');
  });

  it('shows the parts of a hall as taken by the whole', async () => {
    const [hall, half] = [await createResource(stage.db, stage.network), await createResource(stage.db, stage.network)];
    await stage.db.insertInto('resource_part').values({ whole_id: hall, part_id: half }).execute();
    await stage.as('member')('POST', '/api/bookings', {
      organisationId: stage.network.borrower,
      title: 'Bal',
      startsAt: at('18:00'),
      endsAt: at('20:00'),
      lines: [{ resourceId: hall }],
    });
    const { body } = await stage.as('member')('GET', query('/api/planning', '08:00', '22:00', `&resourceId=${half}`));
    expect(body.items[0].claims).toMatchObject([{ title: 'Bal', resourceId: hall }]);
  });
});
