import { beforeEach, describe, expect, it } from 'vitest';
import { sweepDeadlines } from '../../server/approvals/deadlines.ts';
import { createCatalogueCache } from '../../server/catalogue/catalogue.ts';
import { keepHouse } from '../../server/jobs/housekeeping.ts';
import { offerDeadline } from '../../server/waiting/policy.ts';
import { sweepWaiting } from '../../server/waiting/sweep.ts';
import { askingOn } from '../bookings/stories/asking.ts';
import { play, publicUrl, type Reply } from '../harness.ts';
import { createResource, type PersonName } from '../network.ts';

const stage = play({ max: 20 });
const { ask, booked, change, decide, local } = askingOn(stage);
const slot = { from: '10:00', to: '11:00' };
const start = new Date('2026-11-02T08:00:00Z');
const begins = new Date('2026-11-10T09:00:00Z');

let room: string;
beforeEach(async () => {
  stage.now = start;
  await stage.db.deleteFrom('waiting').execute();
  room = await createResource(stage.db, stage.network);
});

const organisationOf = (who: PersonName) => {
  const { borrower, third, lender } = stage.network;
  return who === 'rival' ? third : who === 'owner' || who === 'manager' ? lender : borrower;
};
const wait = (who: PersonName, what: object = {}, headers = {}): Promise<Reply> =>
  stage.as(who)(
    'POST',
    '/api/waiting',
    {
      ...{ organisationId: organisationOf(who), resourceId: room, title: `Attente de ${who}` },
      ...{ startsAt: local(slot.from), endsAt: local(slot.to), ...what },
    },
    headers,
  );
async function joined(who: PersonName, what: object = {}): Promise<{ id: string; position: number }> {
  const reply = await wait(who, what);
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body.waiting;
}
const sweep = () =>
  sweepWaiting(stage.db, {
    ...{ now: stage.now, jobs: stage.deps.jobs, catalogue: createCatalogueCache(), publicUrl },
  });
const mine = async (who: PersonName) => (await stage.as(who)('GET', '/api/waiting')).body.items;
const states = async (...people: PersonName[]) => {
  const lists = await Promise.all(people.map(mine));
  return lists.map(list => list.map((one: { state: string }) => one.state).join());
};
const accept = (who: PersonName, { id }: { id: string }) => stage.as(who)('POST', `/api/waiting/${id}/acceptance`);
const leave = (who: PersonName, { id }: { id: string }) => stage.as(who)('DELETE', `/api/waiting/${id}`);
const cancel = (who: PersonName, { id }: { id: string }) =>
  stage.as(who)('POST', `/api/bookings/${id}/cancellation`, {});
const actsOf = async ({ id }: { id: string }) => {
  const rows = await stage.db
    .selectFrom('audit_event')
    .select(['action'])
    .where('subject_id', '=', id)
    .orderBy('id')
    .execute();
  return rows.map(row => row.action);
};
const claims = () => stage.db.selectFrom('claim').selectAll().where('resource_id', '=', room).execute();

describe('joining', () => {
  it('keeps the place with what was typed, once for an organisation, and again under the same key', async () => {
    await booked({ ...slot, on: [room] });
    const key = { 'Idempotency-Key': 'attendre' };
    const first = await wait('rival', { purpose: 'Assemblée' }, key);
    expect(first.body.waiting).toMatchObject({
      ...{
        state: 'waiting',
        position: 1,
        title: 'Attente de rival',
        purpose: 'Assemblée',
        organisationName: 'La Fabrique',
      },
      ...{ startsAt: begins.toISOString(), needsApproval: false, offerUntil: null },
    });
    expect((await wait('rival', { purpose: 'Assemblée' }, key)).body).toEqual(first.body);
    expect((await wait('rival')).body.code).toBe('already_waiting');
    expect((await joined('owner')).position).toBe(2);
    expect(await mine('member')).toEqual([]);
    const seen = async (who: PersonName) =>
      (await stage.as(who)('GET', `/api/resources/${room}`)).body.resource.waiting;
    expect([await seen('manager'), await seen('owner'), await seen('member')]).toEqual([2, 2, undefined]);
    expect(await actsOf(first.body.waiting)).toEqual(['waiting.joined']);
  });

  it('is refused where there is room, and where a rule stands in the way: waiting would be in vain', async () => {
    expect((await wait('member')).body.code).toBe('room_is_free');
    await booked({ ...slot, on: [room], who: 'rival' });
    const past = await wait('member', { startsAt: '2026-11-01T10:00', endsAt: '2026-11-01T11:00' });
    expect([past.status, past.body.code]).toEqual([422, 'in_past']);
    const more = await wait('member', { quantity: 2 });
    expect([more.status, more.body.code]).toEqual([422, 'too_many']);
    expect((await wait('member', { organisationId: stage.network.third })).body.code).toBe('not_affiliated');
  });

  it('is for fifty times of an organisation at most', async () => {
    await booked({ ...slot, on: [room], who: 'rival' });
    const [from, row] = [
      begins.getTime(),
      { organisation_id: stage.network.borrower, person_id: stage.network.people.member },
    ];
    const rows = Array.from({ length: 50 }, (_, index) => ({
      ...{ ...row, resource_id: room, quantity: 1, title: 'Attente', joined_at: stage.now },
      ...{ starts_at: new Date(from + index * 60_000), ends_at: new Date(from + 3_600_000) },
    }));
    await stage.db.insertInto('waiting').values(rows).execute();
    expect((await wait('member', { endsAt: local('12:00') })).body.code).toBe('too_many_waiting');
  });
});

describe('what comes free', () => {
  /** Somebody has the time of the room, and two wait for it. */
  async function waited(more: object = {}) {
    const booking = await booked({ ...slot, on: [room], ...more });
    return { booking, first: await joined('rival'), second: await joined('owner') };
  }

  it('is offered to the first who came, by mail, and is held: nobody else can book it', async () => {
    const { booking, first } = await waited();
    expect(await sweep()).toBe(0);
    await cancel('member', booking);
    expect(await sweep()).toBe(1);
    expect(await states('rival', 'owner')).toEqual(['offered', 'waiting']);
    const [offer] = await mine('rival');
    expect(offer).toMatchObject({ position: 1, offerUntil: '2026-11-03T08:00:00.000Z' });
    const direct = await ask({ ...slot, on: [room] });
    expect([direct.status, direct.body.code]).toEqual([409, 'blocked']);
    expect(direct.body.detail).toContain('liste d’attente');
    expect(JSON.stringify(direct.body)).not.toContain('Fabrique');
    const planning = await stage.as('member')(
      'GET',
      `/api/planning?from=${start.toISOString()}&to=2026-11-12T00:00:00Z&resourceId=${room}`,
    );
    expect(planning.body.items[0].blocks).toMatchObject([
      { kind: 'offer', startsAt: begins.toISOString(), reason: '' },
    ]);
    const mail = await stage.db
      .selectFrom('mail')
      .selectAll()
      .where('kind', '=', 'waiting_offer')
      .executeTakeFirstOrThrow();
    expect(mail).toMatchObject({
      person_id: stage.network.people.rival,
      useless_after: new Date('2026-11-03T08:00:00Z'),
    });
    expect(mail.text_body).toContain(`${publicUrl}/bookings`);
    // A look at it changes nothing, and a second sweep writes no second mail.
    expect(await sweep()).toBe(0);
    expect(await actsOf(first)).toEqual(['waiting.joined', 'waiting.offered']);
  });

  it('becomes a booking when the offer is taken, and nothing is left of the hold', async () => {
    const { booking, first, second } = await waited();
    await cancel('member', booking);
    await sweep();
    expect((await accept('owner', second)).body.code).toBe('no_offer');
    const taken = await accept('rival', first);
    expect(taken.status, JSON.stringify(taken.body)).toBe(201);
    expect(taken.body.booking).toMatchObject({
      status: 'confirmed',
      title: 'Attente de rival',
      startsAt: begins.toISOString(),
    });
    expect(await claims()).toMatchObject([{ booking_id: taken.body.booking.id, waiting_id: null }]);
    expect((await accept('rival', first)).body.code).toBe('no_offer');
    expect(await mine('rival')).toEqual([]);
    expect(await actsOf(first)).toEqual(['waiting.joined', 'waiting.offered', 'waiting.accepted']);
    expect(await sweep()).toBe(0);
  });

  it('goes to the next when the offer is left, at once', async () => {
    const { booking, first, second } = await waited();
    await cancel('member', booking);
    await sweep();
    expect((await leave('rival', first)).status).toBe(204);
    expect((await leave('rival', first)).status).toBe(204);
    expect(await states('rival', 'owner')).toEqual(['', 'offered']);
    expect(await actsOf(first)).toEqual(['waiting.joined', 'waiting.offered', 'waiting.declined']);
    expect((await accept('owner', second)).status).toBe(201);
  });

  it('goes to the next when nobody answers, and then stays lost to who did not', async () => {
    const { booking, first } = await waited();
    await cancel('member', booking);
    await sweep();
    stage.now = new Date('2026-11-03T08:00:00Z');
    expect(await states('rival', 'owner')).toEqual(['lapsed', 'waiting']);
    expect((await accept('rival', first)).body.code).toBe('no_offer');
    expect(await sweep()).toBe(1);
    expect(await states('rival', 'owner')).toEqual(['lapsed', 'offered']);
    expect(await actsOf(first)).toEqual(['waiting.joined', 'waiting.offered', 'waiting.lapsed']);
  });

  it('is in nobody’s way once the offer has lapsed, swept or not: a direct booking is quicker than the next offer', async () => {
    const { booking } = await waited();
    await cancel('member', booking);
    await sweep();
    stage.now = new Date('2026-11-03T08:00:00Z');
    await booked({ ...slot, on: [room] });
    expect(await sweep()).toBe(0);
    expect(await states('rival', 'owner')).toEqual(['lapsed', 'waiting']);
  });

  it('cannot be had back by who gave it up, once it is offered', async () => {
    const { booking } = await waited();
    await cancel('member', booking);
    await sweep();
    expect((await stage.as('member')('POST', `/api/bookings/${booking.id}/restoration`)).body.code).toBe('blocked');
  });

  it('becomes a request where the owner decides, and is held all the way', async () => {
    room = await createResource(stage.db, stage.network, { approval: 'manager' });
    const booking = await booked({ ...slot, on: [room] });
    const first = await joined('rival');
    await decide(booking, 'declined');
    expect(await sweep()).toBe(1);
    const taken = await accept('rival', first);
    expect(taken.body.booking.status).toBe('pending');
    expect((await ask({ ...slot, on: [room] })).status).toBe(409);
  });

  it('is held with the buffers that a booking of it has', async () => {
    room = await createResource(stage.db, stage.network, { setup_minutes: 15, turnaround_minutes: 30 });
    const { booking } = await waited();
    await cancel('member', booking);
    await sweep();
    expect((await ask({ from: '09:00', to: '10:00', on: [room] })).status).toBe(409);
    await booked({ from: '08:00', to: '09:15', on: [room] });
  });

  it('is held in all that it is made of: the parts of a hall, what a kit takes of a pool', async () => {
    const part = await createResource(stage.db, stage.network);
    const chairs = await createResource(stage.db, stage.network, { kind: 'equipment', capacity: 10 });
    await stage.db.insertInto('resource_part').values({ whole_id: room, part_id: part }).execute();
    await stage.db
      .insertInto('resource_component')
      .values({ kit_id: room, component_id: chairs, quantity: 6 })
      .execute();
    const { booking, first } = await waited();
    await cancel('member', booking);
    await sweep();
    expect((await ask({ ...slot, on: [part] })).body.code).toBe('blocked');
    expect((await ask({ ...slot, on: [{ resourceId: chairs, quantity: 5 }] })).body.code).toBe('over_capacity');
    await booked({ ...slot, on: [{ resourceId: chairs, quantity: 4 }] });
    expect((await accept('rival', first)).status).toBe(201);
  });

  it('is offered by quantity: who wants more than is free is passed over, and keeps their place', async () => {
    room = await createResource(stage.db, stage.network, { kind: 'equipment', capacity: 10 });
    const booking = await booked({ ...slot, on: [{ resourceId: room, quantity: 9 }] });
    const [first, second] = [await joined('rival', { quantity: 5 }), await joined('owner', { quantity: 2 })];
    const fewer = await change(booking, { lines: [{ resourceId: room, quantity: 6 }] });
    expect(await sweep()).toBe(1);
    expect(await states('rival', 'owner')).toEqual(['waiting', 'offered']);
    expect((await ask({ ...slot, on: [{ resourceId: room, quantity: 3 }] })).body.code).toBe('over_capacity');
    await cancel('member', fewer.body.booking);
    expect(await sweep()).toBe(1);
    expect([(await accept('rival', first)).status, (await accept('owner', second)).status]).toEqual([201, 201]);
    expect((await ask({ ...slot, on: [{ resourceId: room, quantity: 4 }] })).status).toBe(409);
    await booked({ ...slot, on: [{ resourceId: room, quantity: 3 }] });
  });

  it('is not offered to who may not have it any more, nor once it has begun', async () => {
    const { booking } = await waited();
    await stage.db
      .updateTable('person')
      .set({ deactivated_at: start })
      .where('id', '=', stage.network.people.rival)
      .execute();
    await cancel('member', booking);
    await sweep();
    await stage.db
      .updateTable('person')
      .set({ deactivated_at: null })
      .where('id', '=', stage.network.people.rival)
      .execute();
    expect(await states('rival', 'owner')).toEqual(['waiting', 'offered']);
    stage.now = begins;
    expect(await sweep()).toBe(0);
    const rows = await stage.db.selectFrom('waiting').select('state').orderBy('turn').execute();
    expect(rows.map(row => row.state)).toEqual(['ended', 'lapsed']);
    await keepHouse(stage.db, new Date('2026-12-11T09:00:00Z'));
    expect(await stage.db.selectFrom('waiting').selectAll().execute()).toEqual([]);
  });

  it('is for the owner to take out of use all the same: the offer is taken back, the place in the line is not', async () => {
    const { booking } = await waited();
    await cancel('member', booking);
    await sweep();
    const block = { resourceId: room, startsAt: '2026-11-10T07:00:00Z', endsAt: '2026-11-10T11:00:00Z' };
    const made = await stage.as('manager')('POST', '/api/blocks', block);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(await sweep()).toBe(0);
    expect(await states('rival', 'owner')).toEqual(['waiting', 'waiting']);
    await stage.as('manager')('POST', `/api/blocks/${made.body.block.id}/lifting`);
    expect(await sweep()).toBe(1);
    expect(await states('rival', 'owner')).toEqual(['offered', 'waiting']);
  });

  it('shows in no calendar who waits, nor what is offered', async () => {
    const { booking } = await waited();
    await cancel('member', booking);
    await sweep();
    const feed = { name: 'Salle', scope: 'resource', resourceId: room, detail: 'full' };
    const { url } = (await stage.as('manager')('POST', '/api/feeds', feed)).body;
    const calendar = await stage.anonymous('GET', new URL(url).pathname);
    expect(calendar.body).toContain('BEGIN:VCALENDAR');
    expect(calendar.body).not.toMatch(/Attente|Fabrique|Rival/);
  });
});

describe('the time of the room is found when it is', () => {
  const decided = { approval: 'manager', decision_hours: 48 } as const;
  const away = { startsAt: local('14:00'), endsAt: local('15:00') };
  type Booking = { id: string; version: number };
  const ways: [string, { facts?: object; from?: string; to?: string; free: (booking: Booking) => Promise<unknown> }][] =
    [
      ['shortened', { to: '12:00', free: booking => change(booking, { startsAt: local('11:00') }) }],
      ['moved away', { free: booking => change(booking, away) }],
      ['declined', { facts: decided, free: booking => decide(booking, 'declined') }],
      [
        'left to expire',
        {
          facts: decided,
          async free() {
            stage.now = new Date('2026-11-04T08:00:00Z');
            await sweepDeadlines(stage.db, { now: stage.now, jobs: stage.deps.jobs });
          },
        },
      ],
      [
        'finished early',
        {
          ...{ from: '08:00', to: '11:00' },
          async free(booking) {
            stage.now = new Date('2026-11-10T08:00:00Z');
            await stage.as('member')('POST', `/api/bookings/${booking.id}/completion`);
          },
        },
      ],
    ];
  it.each(ways)('%s', async (_, { facts, from = slot.from, to = slot.to, free }) => {
    room = await createResource(stage.db, stage.network, facts);
    const booking = await booked({ from, to, on: [room] });
    await joined('rival');
    expect(await sweep()).toBe(0);
    await free(booking);
    expect(await sweep()).toBe(1);
    expect(await states('rival')).toEqual(['offered']);
  });
});

describe('at the same moment', () => {
  it('an offer is made once by three sweeps, and taken once by three acceptances', async () => {
    const booking = await booked({ ...slot, on: [room] });
    const first = await joined('rival');
    await joined('owner');
    await cancel('member', booking);
    const made = await Promise.all([sweep(), sweep(), sweep()]);
    expect(made.reduce((sum, one) => sum + one, 0)).toBe(1);
    const taken = await Promise.all([accept('rival', first), accept('rival', first), accept('rival', first)]);
    expect(taken.map(one => one.status).sort()).toEqual([201, 409, 409]);
    expect(await claims()).toHaveLength(1);
  });

  it('two of one organisation who join are one in the line', async () => {
    await booked({ ...slot, on: [room], who: 'rival' });
    const replies = await Promise.all([wait('member'), wait('colleague'), wait('member')]);
    expect(replies.map(one => one.status).sort()).toEqual([201, 409, 409]);
  });

  it('a cancellation, offers and direct bookings leave the time to exactly one', async () => {
    for (let round = 0; round < 6; round++) {
      room = await createResource(stage.db, stage.network);
      await stage.db.deleteFrom('waiting').execute();
      const booking = await booked({ ...slot, on: [room] });
      const first = await joined('rival');
      const [, , direct, , later] = await Promise.all([
        cancel('member', booking),
        sweep(),
        ask({ ...slot, on: [room] }),
        sweep(),
        ask({ ...slot, on: [room], who: 'owner' }),
      ]);
      await sweep();
      const held = await claims();
      expect(held).toHaveLength(1);
      const wins = [direct, later].filter(one => one?.status === 201).length;
      expect([wins, (await states('rival'))[0]]).toEqual(held[0]?.waiting_id ? [0, 'offered'] : [1, 'waiting']);
      expect((await accept('rival', first)).status).toBe(held[0]?.waiting_id ? 201 : 409);
    }
  });

  it('taking and leaving an offer end in one of the two', async () => {
    const booking = await booked({ ...slot, on: [room] });
    const first = await joined('rival');
    await cancel('member', booking);
    await sweep();
    const [taken] = await Promise.all([accept('rival', first), leave('rival', first)]);
    expect(await claims()).toHaveLength(taken?.status === 201 ? 1 : 0);
  });
});

describe('an offer holds the time', () => {
  it.each([
    [30 * 24 * 60, 24 * 60],
    [48 * 60, 24 * 60],
    [24 * 60, 12 * 60],
    [60, 30],
    [1, 0.5],
  ])('that begins in %d minutes for %d', (left, held) => {
    const from = new Date('2026-11-02T08:00:00Z');
    const until = offerDeadline(from, new Date(from.getTime() + left * 60_000));
    expect((until.getTime() - from.getTime()) / 60_000).toBe(held);
  });
});
