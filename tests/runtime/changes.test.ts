import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../server/app.ts';
import { createChanges, encode } from '../../server/changes/bus.ts';
import { openPostgres } from '../../server/database/store.ts';
import { type Play, play } from '../harness.ts';
import { createResource, type PersonName } from '../network.ts';

const log = pino({ level: 'silent' });

/** Another process of the deployment, with connections of its own. */
async function process(stage: Play) {
  const store = stage.url ? openPostgres(stage.url, { max: 2, onError: () => {} }) : undefined;
  const changes = await createChanges(store ?? (stage.deps.runtime.store as never), log);
  const app = createApp({ ...stage.deps, db: store?.db ?? stage.db, changes });
  return {
    changes,
    app,
    async stop() {
      await changes.stop();
      await store?.close();
    },
  };
}

/** Reads the stream of a person until `count` events are there. */
async function listen(stage: Play, app: Play['app'], person: PersonName) {
  const cookie = await stage.deps.signIn.startSession(stage.network.people[person]);
  const response = await app.request('/api/changes', { headers: { Cookie: cookie } });
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Type')).toContain('text/event-stream');
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = '';
  const events: { event: string; data: { resourceIds: string[]; bookingIds: string[] } }[] = [];
  return {
    async next(event: string) {
      for (;;) {
        const found = events.findIndex(one => one.event === event);
        if (found >= 0) return events.splice(found, 1)[0]?.data;
        const { value, done } = await reader.read();
        if (done) return 'ended';
        text += new TextDecoder().decode(value);
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const field = (name: string) =>
            block
              .split('\n')
              .find(line => line.startsWith(`${name}: `))
              ?.slice(name.length + 2);
          if (field('event')) events.push({ event: field('event') ?? '', data: JSON.parse(field('data') ?? '{}') });
        }
      }
    },
    leave: () => reader.cancel(),
  };
}

function stories(stage: Play) {
  test('what one process announces reaches a screen on another within a second', async () => {
    const [here, there] = [await process(stage), await process(stage)];
    const resource = await createResource(stage.db, stage.network);
    const screen = await listen(stage, there.app, 'member');
    await screen.next('hello');
    const began = performance.now();
    const booking = {
      id: crypto.randomUUID(),
      organisationId: stage.network.borrower,
      ownerIds: [stage.network.lender],
    };
    here.changes.announce({ resourceIds: [resource], bookings: [booking] });
    expect(await screen.next('change')).toEqual({ resourceIds: [resource], bookingIds: [booking.id] });
    expect(performance.now() - began).toBeLessThan(1_000);
    await screen.leave();
    await Promise.all([here.stop(), there.stop()]);
  });

  test('a booking made in one process is heard of in another by its own people, and as taken time by others', async () => {
    const [here, there] = [await process(stage), await process(stage)];
    const resource = await createResource(stage.db, stage.network);
    const [own, other] = [await listen(stage, there.app, 'colleague'), await listen(stage, there.app, 'rival')];
    await Promise.all([own.next('hello'), other.next('hello')]);
    const cookie = await stage.deps.signIn.startSession(stage.network.people.member);
    const response = await here.app.request('/api/bookings', {
      method: 'POST',
      headers: { Cookie: cookie, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        organisationId: stage.network.borrower,
        title: 'Répétition',
        startsAt: '2026-11-03T09:00:00+01:00',
        endsAt: '2026-11-03T10:00:00+01:00',
        lines: [{ resourceId: resource }],
      }),
    });
    const { booking } = (await response.json()) as { booking: { id: string } };
    expect(await own.next('change')).toEqual({ resourceIds: [resource], bookingIds: [booking.id] });
    expect(await other.next('change')).toEqual({ resourceIds: [resource], bookingIds: [] });
    await Promise.all([own.leave(), other.leave()]);
    await Promise.all([here.stop(), there.stop()]);
  });

  test('a person hears of what they may see, and of nothing else', async () => {
    const here = await process(stage);
    const [shown, hidden] = [
      await createResource(stage.db, stage.network),
      await createResource(stage.db, stage.network, { visible_to: 'owner' }),
    ];
    const booking = {
      id: crypto.randomUUID(),
      organisationId: stage.network.borrower,
      ownerIds: [stage.network.lender],
    };
    const change = { resourceIds: [shown, hidden], bookings: [booking] };
    const heard = async (person: PersonName) => {
      const screen = await listen(stage, here.app, person);
      await screen.next('hello');
      here.changes.announce(change);
      const data = await screen.next('change');
      await screen.leave();
      return data;
    };
    expect(await heard('rival')).toEqual({ resourceIds: [shown], bookingIds: [] });
    expect(await heard('owner')).toEqual({ resourceIds: [shown, hidden], bookingIds: [booking.id] });
    expect(await heard('coordinator')).toEqual({ resourceIds: [shown, hidden], bookingIds: [booking.id] });
    await here.stop();
  });

  test('every stream ends when the process stops', async () => {
    const here = await process(stage);
    const screen = await listen(stage, here.app, 'member');
    await screen.next('hello');
    await here.stop();
    expect(await screen.next('never')).toBe('ended');
  });
}

describe('on PostgreSQL', () => {
  const stage = play();
  stories(stage);

  test('the eleventh stream of a person is refused, and one that was left makes room', async () => {
    const here = await process(stage);
    const streams = [];
    for (let n = 0; n < 10; n++) streams.push(await listen(stage, here.app, 'rival'));
    expect((await stage.as('rival')('GET', '/api/session')).status).toBe(200);
    const cookie = await stage.deps.signIn.startSession(stage.network.people.rival);
    const again = () => here.app.request('/api/changes', { headers: { Cookie: cookie } });
    expect((await again()).status).toBe(429);
    await streams[0]?.leave();
    const response = await again();
    expect(response.status).toBe(200);
    await response.body?.cancel();
    await here.stop();
  });

  test('a lost connection is made again, and screens are told that they may have missed something', async () => {
    const here = await process(stage);
    const screen = await listen(stage, here.app, 'member');
    await screen.next('hello');
    await stage.deps.runtime.store.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'moyens-listen' and datname = current_database()",
    );
    expect(await screen.next('hello')).toEqual({});
    const resource = await createResource(stage.db, stage.network);
    here.changes.announce({ resourceIds: [resource], bookings: [] });
    expect(await screen.next('change')).toEqual({ resourceIds: [resource], bookingIds: [] });
    await screen.leave();
    await here.stop();
  });
});

describe('on the embedded database', () => {
  stories(play({ store: 'embedded' }));
});

test('many changes are told once each, in payloads that NOTIFY takes', () => {
  const id = () => crypto.randomUUID();
  const resource = id();
  const bookings = Array.from({ length: 400 }, () => ({ id: id(), organisationId: id(), ownerIds: [id(), id()] }));
  const payloads = encode([
    { resourceIds: [resource], bookings },
    { resourceIds: [resource], bookings: bookings.slice(0, 9) },
  ]);
  expect(Math.max(...payloads.map(one => Buffer.byteLength(one)))).toBeLessThan(8_000);
  expect(payloads.flatMap(one => (JSON.parse(one) as { b: string[][] }).b)).toHaveLength(400);
  expect(payloads.flatMap(one => (JSON.parse(one) as { r: string[] }).r)).toEqual([resource]);
});
