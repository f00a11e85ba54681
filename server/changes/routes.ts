import { createRoute, z } from '@hono/zod-openapi';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { Deps } from '../app.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { maySee } from '../catalogue/visibility.ts';
import { type Actor, actsFor, isCoordinator } from '../context.ts';
import { Problem } from '../errors.ts';
import { createRouter } from '../http/router.ts';
import type { Change } from './bus.ts';

const heartbeatMilliseconds = 15_000;
const recheckMilliseconds = 60_000;
const streamsPerPerson = 10;
const mostWaiting = 500;

const changesRoute = createRoute({
  method: 'get',
  path: '/',
  tags: ['changes'],
  summary: 'What changes in what I may see, as server-sent events',
  description:
    'An event `hello` at the start and whenever something may have been missed: read again what you show. Then, for each change, ' +
    'an event `change` with `{ resourceIds, bookingIds }`. The stream ends with the session.',
  responses: {
    200: { description: 'The stream.', content: { 'text/event-stream': { schema: z.string() } } },
  },
});

/** The streams of this process. At most ten per person: a browser keeps six, and each tab of ours shares one. */
export function changeRoutes({ db, signIn, changes, clock }: Pick<Deps, 'db' | 'signIn' | 'changes' | 'clock'>) {
  const open = new Map<string, number>();

  return createRouter().openapi(changesRoute, c => {
    const actor = c.get('actor');
    const count = open.get(actor.personId) ?? 0;
    if (count >= streamsPerPerson) throw new Problem('too_many_requests', { retryAfter: 60 });
    open.set(actor.personId, count + 1);

    const headers = c.req.raw.headers;
    // A proxy that gathers output would hold the events back.
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(c, async stream => {
      try {
        await follow(stream, {
          actor,
          changes,
          recheck: () => signIn.actorOf(headers, clock()),
          catalogue: () => c.get('catalogue').current(db),
          clock,
        });
      } finally {
        const left = (open.get(actor.personId) ?? 1) - 1;
        if (left > 0) open.set(actor.personId, left);
        else open.delete(actor.personId);
      }
    });
  });
}

interface Watch {
  actor: Actor;
  changes: Deps['changes'];
  recheck: () => Promise<Actor | null>;
  catalogue: () => Promise<Catalogue>;
  clock: () => Date;
}

/** Sends what the person may know of until they leave, their session ends, or the process stops. */
async function follow(stream: SSEStreamingApi, watch: Watch): Promise<void> {
  let { actor } = watch;
  let number = 0;
  let finish = () => {};
  const ended = new Promise<void>(resolve => {
    finish = resolve;
  });
  const send = (event: string, data: unknown) =>
    stream.writeSSE({
      event,
      data: JSON.stringify(data),
      id: String(++number),
      ...(number === 1 ? { retry: 2_000 } : {}),
    });
  // One at a time and in order; a stream that cannot be written to is a person who left.
  let sending = send('hello', {}).catch(finish);
  let waiting = 0;
  const then = (step: () => Promise<unknown>) => {
    // Who reads too slowly is let go, and reads everything again when they are back.
    if (++waiting > mostWaiting) finish();
    sending = sending.then(step).then(() => void waiting--, finish);
  };

  const unsubscribe = watch.changes.subscribe({
    onChange: change =>
      then(async () => {
        const mine = visibleTo(actor, change, await watch.catalogue(), watch.clock());
        if (mine.resourceIds.length + mine.bookingIds.length > 0) await send('change', mine);
      }),
    onGap: () => then(() => send('hello', {})),
    onStop: finish,
  });
  const heartbeat = setInterval(() => then(() => stream.write(': still here\n\n')), heartbeatMilliseconds);
  const recheck = setInterval(
    () =>
      then(async () => {
        const now = await watch.recheck();
        if (now) actor = now;
        else finish();
      }),
    recheckMilliseconds,
  );
  stream.onAbort(finish);
  await ended;
  unsubscribe();
  clearInterval(heartbeat);
  clearInterval(recheck);
}

/** Resources that the person may see, and bookings that their organisations made or lend for; a coordinator sees all. */
export function visibleTo(actor: Actor, change: Change, catalogue: Catalogue, now: Date) {
  const mine = (organisationId: string) => actsFor(actor, organisationId);
  return {
    resourceIds: change.resourceIds.filter(id => {
      const resource = catalogue.resources.get(id);
      return resource !== undefined && maySee(resource, actor, now);
    }),
    bookingIds: change.bookings
      .filter(one => isCoordinator(actor) || mine(one.organisationId) || one.ownerIds.some(mine))
      .map(one => one.id),
  };
}
