import { beforeEach, describe, expect, it } from 'vitest';
import { sweepDeadlines } from '../../server/approvals/deadlines.ts';
import type { NotifyJob } from '../../server/jobs/queue.ts';
import { play } from '../harness.ts';
import { createResource } from '../network.ts';

const stage = play({ max: 20 });
const jobs: NotifyJob[] = [];
const queue = { notify: async (_tx: unknown, told: NotifyJob[]) => void jobs.push(...told) };

const start = new Date('2026-11-02T08:00:00Z');
const hoursOn = (hours: number) => new Date(start.getTime() + hours * 3_600_000);
const sweep = (hours: number) => {
  stage.now = hoursOn(hours);
  return sweepDeadlines(stage.db, { now: stage.now, jobs: queue });
};

/** One organisation may not have so many requests waiting at once as some stories need. */
const organisations = { member: 'borrower', rival: 'third', owner: 'lender' } as const;
type Asker = keyof typeof organisations;
const askers: Asker[] = ['member', 'rival', 'owner'];

let room: string;
beforeEach(async () => {
  stage.now = start;
  // What earlier stories left is brought to its end first.
  await sweepDeadlines(stage.db, { now: hoursOn(10_000), jobs: queue });
  stage.deps.jobs.notify = queue.notify;
  room = await createResource(stage.db, stage.network, { approval: 'manager', decision_hours: 72 });
  jobs.length = 0;
});

async function ask(hours = 240, resources = [room], bundle = 'all_or_nothing', asker: Asker = 'member') {
  const reply = await stage.as(asker)('POST', '/api/bookings', {
    organisationId: stage.network[organisations[asker]],
    title: 'Atelier',
    startsAt: hoursOn(hours).toISOString(),
    endsAt: hoursOn(hours + 1).toISOString(),
    lines: resources.map(resourceId => ({ resourceId })),
    bundle,
  });
  expect(reply.status).toBe(201);
  jobs.length = 0;
  return reply.body.booking;
}

const read = async (booking: { id: string }) =>
  (await stage.as('coordinator')('GET', `/api/bookings/${booking.id}`)).body.booking;
const approve = (who: 'manager' | 'substitute' | 'elected', booking: { id: string }) =>
  stage.as(who)('POST', `/api/bookings/${booking.id}/decisions`, { outcome: 'approved' });
const claims = (resourceId = room) =>
  stage.db.selectFrom('claim').selectAll().where('resource_id', '=', resourceId).execute();
const systemActions = async (booking: { id: string }) => {
  const events = stage.db.selectFrom('audit_event').select('action').where('subject_id', '=', booking.id);
  return (await events.where('person_id', 'is', null).orderBy('id').execute()).map(row => row.action);
};

describe('a request that nobody decides on', () => {
  it('is reminded of at half time, once', async () => {
    const booking = await ask();
    expect(await sweep(35.9)).toMatchObject({ reminded: 0 });
    expect(await sweep(36)).toMatchObject({ reminded: 1, escalated: 0, expired: 0 });
    expect(await sweep(37)).toMatchObject({ reminded: 0 });
    expect(jobs).toMatchObject([{ event: 'reminded', bookingIds: [booking.id], actorId: null }]);
    expect((await read(booking)).version).toBe(1);
  });

  it('is opened to the substitutes and the elected body at three quarters', async () => {
    const booking = await ask();
    stage.now = hoursOn(53);
    expect((await approve('substitute', booking)).status).toBe(403);
    await sweep(54);
    expect(jobs.map(job => job.event)).toContain('escalated');
    expect((await approve('elected', booking)).body.booking.status).toBe('confirmed');
    expect(await systemActions(booking)).toEqual(['booking.escalated', 'booking.reminded']);
  });

  it('expires at its deadline, frees the time and tells once', async () => {
    const booking = await ask();
    expect(await sweep(72)).toMatchObject({ expired: 1, reminded: 0, escalated: 0 });
    expect(await sweep(72)).toMatchObject({ expired: 0 });
    expect(await read(booking)).toMatchObject({ status: 'expired', version: 2, sequence: 1 });
    expect(await claims()).toEqual([]);
    expect(jobs).toMatchObject([{ event: 'expired', actorId: null }]);
    expect(await systemActions(booking)).toEqual(['booking.expired']);
  });

  it('expires at the latest when the time begins that it asked for', async () => {
    const booking = await ask(10);
    await sweep(10);
    expect((await read(booking)).status).toBe('expired');
  });

  it('lets a bundle fall that is all or nothing, and go on one that keeps what is approved', async () => {
    const free = await createResource(stage.db, stage.network);
    const together = await ask(240, [room, free]);
    const each = await ask(250, [room, free], 'keep_approved');
    await sweep(72);
    expect([(await read(together)).status, (await read(each)).status]).toEqual(['expired', 'confirmed']);
    expect([(await claims(room)).length, (await claims(free)).length]).toEqual([0, 1]);
  });

  it('leaves what was confirmed as it was, when it was a change', async () => {
    const booking = await ask();
    await approve('manager', booking);
    const moved = await stage.as('member')(
      'PATCH',
      `/api/bookings/${booking.id}`,
      { startsAt: hoursOn(300).toISOString(), endsAt: hoursOn(301).toISOString() },
      { 'If-Match': '"2"' },
    );
    expect(moved.body.booking.status).toBe('pending');
    await sweep(72);
    expect(await read(booking)).toMatchObject({
      status: 'confirmed',
      startsAt: hoursOn(240).toISOString(),
      change: null,
    });
    expect(await claims()).toHaveLength(1);
    expect(await systemActions(booking)).toEqual(['booking.change_expired']);
  });

  it('gives way to the next who asks, before any sweep', async () => {
    const booking = await ask();
    stage.now = hoursOn(73);
    await ask(240);
    expect((await read(booking)).status).toBe('expired');
    expect(await claims()).toHaveLength(1);
  });
});

describe('a booking that is over', () => {
  it('is completed, without a sign to calendars, and keeps the time that it took', async () => {
    const booking = await ask();
    await approve('manager', booking);
    const before = await read(booking);
    expect(await sweep(241)).toMatchObject({ completed: 1 });
    const { status, sequence, updatedAt, version } = await read(booking);
    expect({ status, sequence, updatedAt, version }).toEqual({
      status: 'completed',
      sequence: before.sequence,
      updatedAt: before.updatedAt,
      version: before.version + 1,
    });
    expect(await claims()).toHaveLength(1);
  });
});

describe('races', () => {
  it('two processes that sweep at once do each thing once', async () => {
    for (let n = 0; n < 120; n++) await ask(240 + n, [room], 'all_or_nothing', askers[n % 3]);
    stage.now = hoursOn(72);
    const swept = await Promise.all([1, 2, 3].map(() => sweepDeadlines(stage.db, { now: stage.now, jobs: queue })));
    // A resource that another sweep has locked is left for the next minute.
    const rest = await sweepDeadlines(stage.db, { now: stage.now, jobs: queue });
    expect([...swept, rest].reduce((sum, one) => sum + one.expired, 0)).toBe(120);
    expect(jobs.filter(job => job.event === 'expired')).toHaveLength(120);
    expect(await claims()).toEqual([]);
  });

  it('approve and expire at once: one of them, told once', async () => {
    for (let round = 0; round < 8; round++) {
      stage.now = start;
      const booking = await ask(240 + round * 2);
      stage.now = hoursOn(71.99);
      const [approved] = await Promise.all([
        approve('manager', booking),
        sweepDeadlines(stage.db, { now: hoursOn(72), jobs: queue }),
      ]);
      await sweepDeadlines(stage.db, { now: hoursOn(72), jobs: queue });
      const expected = approved.status === 200 ? 'confirmed' : 'expired';
      expect((await read(booking)).status).toBe(expected);
      expect(jobs.map(job => job.event)).toEqual([expected]);
    }
  });
});
