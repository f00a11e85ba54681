import { beforeEach, describe, expect, it } from 'vitest';
import type { CalendarJob, NotifyJob } from '../../server/jobs/queue.ts';
import { play } from '../harness.ts';
import { createResource, type PersonName } from '../network.ts';
import { at as atInstant } from './requests.ts';

const stage = play({ max: 30 });
const jobs: (NotifyJob | CalendarJob)[] = [];

/** Tuesday 10 November 2026, in Paris (UTC+1). */
const at = (time: string) => `2026-11-10T${time}:00+01:00`;
const utc = (time: string) => new Date(at(time)).toISOString();

let room: string;
beforeEach(async () => {
  stage.now = new Date('2026-11-02T08:00:00Z');
  stage.deps.jobs.notify = async (_tx, told) => void jobs.push(...told);
  jobs.length = 0;
  room = await createResource(stage.db, stage.network, { approval: 'manager' });
  await stage.db.deleteFrom('declared_interest').execute();
});

interface Ask {
  who?: PersonName;
  from?: string;
  to?: string;
  resources?: string[];
  quantity?: number;
  bundle?: string;
}

async function ask({
  who = 'member',
  from = '09:00',
  to = '10:00',
  resources = [room],
  quantity = 1,
  bundle,
}: Ask = {}) {
  const organisationId =
    { rival: stage.network.third, owner: stage.network.lender }[who as string] ?? stage.network.borrower;
  const reply = await stage.as(who)('POST', '/api/bookings', {
    organisationId,
    title: 'Atelier',
    startsAt: at(from),
    endsAt: at(to),
    lines: resources.map(resourceId => ({ resourceId, quantity })),
    ...(bundle ? { bundle } : {}),
  });
  expect([reply.status, reply.body.code]).toEqual([201, undefined]);
  return reply.body.booking;
}

const decide = (who: PersonName, booking: { id: string }, body: object, version?: number) =>
  stage.as(who)(
    'POST',
    `/api/bookings/${booking.id}/decisions`,
    body,
    version === undefined ? {} : { 'If-Match': `"${version}"` },
  );
const approve = (who: PersonName, booking: { id: string }) => decide(who, booking, { outcome: 'approved' });
const decline = (who: PersonName, booking: { id: string }) =>
  decide(who, booking, { outcome: 'declined', reason: 'La salle est promise à une fête.' });
const read = async (booking: { id: string }) =>
  (await stage.as('coordinator')('GET', `/api/bookings/${booking.id}`)).body.booking;
const claims = (resourceId: string) =>
  stage.db.selectFrom('claim').selectAll().where('resource_id', '=', resourceId).execute();
const actions = async (booking: { id: string }) =>
  (
    await stage.db
      .selectFrom('audit_event')
      .select(['action', 'person_id'])
      .where('subject_id', '=', booking.id)
      .execute()
  ).map(row => [row.action, row.person_id === null ? 'system' : 'person']);

describe('deciding on a request', () => {
  it('approves it: confirmed, told once, in the history, the version and the sequence raised', async () => {
    const booking = await ask();
    jobs.length = 0;
    const reply = await decide('manager', booking, { outcome: 'approved' }, 1);
    expect(reply.status).toBe(200);
    expect(reply.body.booking).toMatchObject({ status: 'confirmed', version: 2, sequence: 1, holdUntil: null });
    expect(reply.headers.get('ETag')).toBe('"2"');
    expect(jobs).toMatchObject([{ event: 'confirmed', bookingIds: [booking.id], version: 2 }]);
    expect(await actions(booking)).toContainEqual(['booking.approved', 'person']);
    expect(await claims(room)).toMatchObject([{ hold_until: null }]);
  });

  it('declines it with a reason only, and frees the time', async () => {
    const booking = await ask();
    const mute = await decide('manager', booking, { outcome: 'declined' });
    expect([mute.status, mute.body.code]).toEqual([422, 'reason_required']);
    jobs.length = 0;
    const reply = await decline('manager', booking);
    expect([reply.status, reply.body.booking.status]).toEqual([200, 'declined']);
    expect(await claims(room)).toEqual([]);
    expect(jobs).toMatchObject([{ event: 'declined', reason: 'La salle est promise à une fête.' }]);
  });

  it('answers a stale version with 412, a decided request with 409, and a stranger with 404', async () => {
    const booking = await ask();
    expect((await decide('manager', booking, { outcome: 'approved' }, 7)).status).toBe(412);
    expect((await approve('stranger', booking)).status).toBe(404);
    await approve('manager', booking);
    const late = await decline('manager', booking);
    expect([late.status, late.body.code]).toEqual([409, 'already_decided']);
  });

  it('says to whoever must keep out of it why', async () => {
    const booking = await ask();
    const own = await approve('member', booking);
    expect([own.status, own.body.code, own.body.reason]).toEqual([403, 'recused', 'requester']);
    expect(own.body.detail).toContain('c’est vous qui l’avez faite');
    const colleague = await approve('colleague', booking);
    expect([colleague.status, colleague.body.reason]).toEqual([403, 'party_to_beneficiary']);
    const early = await approve('substitute', booking);
    expect([early.status, early.body.reason]).toEqual([403, 'not_entitled']);
  });

  it('does not decide after the deadline, also before a sweep has passed', async () => {
    const booking = await ask();
    stage.now = new Date('2026-11-05T08:00:00Z');
    const late = await approve('manager', booking);
    expect([late.status, late.body.code]).toEqual([409, 'already_decided']);
  });

  it('goes to the elected body when all others are recused, and lets it read what it decided', async () => {
    for (const name of ['manager', 'substitute'] as const) {
      await stage.db
        .insertInto('declared_interest')
        .values({
          person_id: stage.network.people[name],
          organisation_id: stage.network.borrower,
          nature: 'trésorier',
          valid_from: '2026-01-01',
        })
        .execute();
    }
    const booking = await ask();
    expect((await approve('manager', booking)).body.reason).toBe('party_to_beneficiary');
    const reply = await approve('elected', booking);
    expect([reply.status, reply.body.booking.status]).toEqual([200, 'confirmed']);
    const history = await stage.as('member')('GET', `/api/decisions?bookingId=${booking.id}`);
    expect(history.body.items).toMatchObject([
      { capacity: 'elected', outcome: 'approved', person: { name: 'Elected' } },
    ]);
    expect((await stage.as('stranger')('GET', `/api/decisions?bookingId=${booking.id}`)).status).toBe(404);
    expect((await stage.as('member')('GET', `/api/decisions?resourceId=${room}`)).status).toBe(403);
    expect((await stage.as('owner')('GET', `/api/decisions?resourceId=${room}`)).body.items).toHaveLength(1);
    for (const [who, sees] of [
      ['owner', true],
      ['manager', true],
      ['elected', true],
      ['member', false],
    ] as const) {
      const { items } = (await stage.as(who)('GET', '/api/decisions')).body;
      expect([who, items.some((item: { bookingId: string }) => item.bookingId === booking.id)]).toEqual([who, sees]);
    }
  });
});

describe('a bundle of two owners', () => {
  let other: string;
  beforeEach(async () => {
    const { third, people } = stage.network;
    other = await createResource(stage.db, stage.network, { owner_id: third, approval: 'manager' });
    await stage.db
      .insertInto('approver_scope')
      .values({ person_id: people.coordinator, resource_id: other, valid_from: '2020-01-01' })
      .execute();
  });

  it('waits until the last owner has approved', async () => {
    const booking = await ask({ resources: [room, other] });
    const first = await approve('manager', booking);
    expect(first.body.booking.status).toBe('pending');
    expect(first.body.booking.lines.map((line: { status: string }) => line.status)).toEqual(['confirmed', 'pending']);
    expect((await approve('coordinator', booking)).body.booking.status).toBe('confirmed');
  });

  it('falls with one refusal, and frees what was approved', async () => {
    const booking = await ask({ resources: [room, other] });
    await approve('manager', booking);
    const reply = await decline('coordinator', booking);
    expect(reply.body.booking.status).toBe('declined');
    expect([await claims(room), await claims(other)]).toEqual([[], []]);
  });

  it('keeps what is approved when asked so', async () => {
    const booking = await ask({ resources: [room, other], bundle: 'keep_approved' });
    await decline('coordinator', booking);
    expect((await read(booking)).status).toBe('pending');
    expect((await approve('manager', booking)).body.booking.status).toBe('confirmed');
    expect([(await claims(room)).length, await claims(other)]).toEqual([1, []]);
  });

  it('does not let one owner’s approver decide for the other', async () => {
    const booking = await ask({ resources: [room, other] });
    const foreign = booking.lines.find((line: { resourceId: string }) => line.resourceId === other).id;
    const reply = await decide('manager', booking, { outcome: 'approved', lineIds: [foreign] });
    expect([reply.status, reply.body.code]).toEqual([403, 'recused']);
  });
});

describe('a change of what was approved', () => {
  async function changed() {
    const booking = await ask();
    const approved = (await approve('manager', booking)).body.booking;
    const reply = await stage.as('member')(
      'PATCH',
      `/api/bookings/${booking.id}`,
      { startsAt: at('14:00'), endsAt: at('16:00') },
      { 'If-Match': `"${approved.version}"` },
    );
    expect([reply.status, reply.body.booking.status]).toEqual([200, 'pending']);
    jobs.length = 0;
    return reply.body.booking;
  }

  it('takes the place of what was held when approved', async () => {
    const booking = await changed();
    const reply = await approve('manager', booking);
    expect(reply.body.booking).toMatchObject({
      status: 'confirmed',
      startsAt: utc('14:00'),
      endsAt: utc('16:00'),
      change: null,
      version: booking.version + 1,
      sequence: booking.sequence + 1,
    });
    expect(await claims(room)).toHaveLength(1);
    expect(jobs).toMatchObject([{ event: 'change_approved', before: { startsAt: utc('09:00') } }]);
  });

  it('leaves what was held when declined', async () => {
    const booking = await changed();
    const reply = await decline('manager', booking);
    expect(reply.body.booking).toMatchObject({ status: 'confirmed', startsAt: utc('09:00'), change: null });
    expect(await claims(room)).toHaveLength(1);
    expect(jobs).toMatchObject([{ event: 'change_declined' }]);
  });
});

describe('requests that compete', () => {
  beforeEach(async () => {
    room = await createResource(stage.db, stage.network, { approval: 'manager', pending_requests: 'compete' });
  });

  it('are declined by the approval of one, and nobody is said to have decided on them', async () => {
    const [chosen, rival, later] = [
      await ask(),
      await ask({ who: 'rival' }),
      await ask({ who: 'rival', from: '10:00', to: '11:00' }),
    ];
    jobs.length = 0;
    expect((await approve('manager', chosen)).status).toBe(200);
    expect([(await read(rival)).status, (await read(later)).status]).toEqual(['declined', 'pending']);
    expect(await actions(rival)).toContainEqual(['booking.declined_for_rival', 'system']);
    const line = rival.lines[0].id;
    expect(await stage.db.selectFrom('decision').selectAll().where('line_id', '=', line).execute()).toEqual([]);
    expect(jobs.map(job => [job.event, job.actorId === null, job.reason])).toEqual([
      ['confirmed', false, undefined],
      ['declined', true, 'rival_approved'],
    ]);
  });

  it('go on waiting where units are left', async () => {
    room = await createResource(stage.db, stage.network, {
      approval: 'manager',
      pending_requests: 'compete',
      capacity: 5,
    });
    const [chosen, small, large] = [
      await ask({ quantity: 2 }),
      await ask({ who: 'rival', quantity: 3 }),
      await ask({ who: 'rival', quantity: 4 }),
    ];
    await approve('manager', chosen);
    expect([(await read(small)).status, (await read(large)).status]).toEqual(['pending', 'declined']);
  });

  it('are refused with reasons when the time was taken meanwhile', async () => {
    const booking = await ask();
    const leak = { resource_id: room, kind: 'breakdown' as const, reason: 'Fuite' };
    await atInstant(stage.db, stage.now, tx =>
      tx
        .insertInto('block')
        .values({ ...leak, starts_at: new Date(at('08:00')), ends_at: new Date(at('12:00')) })
        .execute(),
    );
    const reply = await approve('manager', booking);
    expect([reply.status, reply.body.code]).toEqual([409, 'blocked']);
    expect((await read(booking)).status).toBe('pending');
  });
});

describe('races', () => {
  it('24 approvers at once: one decides, the others learn that it is decided, one is told', async () => {
    const booking = await ask();
    jobs.length = 0;
    const replies = await Promise.all(Array.from({ length: 24 }, () => approve('manager', booking)));
    const outcomes = replies.map(reply => `${reply.status} ${reply.body.code ?? ''}`);
    expect(outcomes.filter(one => one === '200 ')).toHaveLength(1);
    expect(outcomes.filter(one => one === '409 already_decided')).toHaveLength(23);
    expect(jobs).toHaveLength(1);
  });

  it('approve and decline at once: one of them', async () => {
    for (let round = 0; round < 5; round++) {
      const booking = await ask({ from: `${10 + round}:00`, to: `${11 + round}:00` });
      const replies = await Promise.all([approve('manager', booking), decline('manager', booking)]);
      expect(replies.map(reply => reply.status).sort()).toEqual([200, 409]);
    }
  });

  it('approve and cancel at once: never a cancelled booking that holds its time', async () => {
    for (let round = 0; round < 5; round++) {
      const booking = await ask({ from: `${10 + round}:00`, to: `${11 + round}:00` });
      const [approved, cancelled] = await Promise.all([
        approve('manager', booking),
        stage.as('member')('POST', `/api/bookings/${booking.id}/cancellation`, {}),
      ]);
      expect(cancelled.status).toBe(200);
      expect([200, 409]).toContain(approved.status);
      expect((await read(booking)).status).toBe('cancelled');
      expect(await claims(room)).toEqual([]);
    }
  });

  it('two rivals approved at once by two managers: one has it', async () => {
    const { third, people } = stage.network;
    for (let round = 0; round < 5; round++) {
      room = await createResource(stage.db, stage.network, {
        approval: 'manager',
        pending_requests: 'compete',
        owner_id: third,
      });
      await stage.db
        .insertInto('approver_scope')
        .values(
          [people.manager, people.coordinator].map(person_id => ({
            person_id,
            resource_id: room,
            valid_from: '2020-01-01',
          })),
        )
        .execute();
      const [one, two] = [await ask(), await ask({ who: 'rival' })];
      const replies = await Promise.all([approve('manager', one), approve('coordinator', two)]);
      expect(replies.map(reply => reply.status).sort()).toEqual([200, 409]);
      expect([(await read(one)).status, (await read(two)).status].sort()).toEqual(['confirmed', 'declined']);
      expect(await claims(room)).toHaveLength(1);
    }
  });
});

describe('the usual time to a decision', () => {
  const usual = async () =>
    (await stage.as('member')('GET', `/api/resources/${room}`)).body.resource.usualDecisionMinutes;

  it('is the median of three decisions or more, of the last six months', async () => {
    const waits = [30, 600, 90];
    for (const [index, minutes] of waits.entries()) {
      expect(await usual()).toBeNull();
      stage.now = new Date(`2026-11-0${index + 2}T08:00:00Z`);
      const booking = await ask({ from: `1${index}:00`, to: `1${index}:30` });
      stage.now = new Date(stage.now.getTime() + minutes * 60_000);
      expect((await decide('manager', booking, { outcome: 'approved' })).status).toBe(200);
    }
    expect(await usual()).toBe(90);
    stage.now = new Date('2027-06-02T08:00:00Z');
    expect(await usual()).toBeNull();
  });
});
