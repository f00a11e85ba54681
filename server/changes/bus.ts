import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Store } from '../database/store.ts';
import type { Act } from '../history/record.ts';
import { describeActs } from './acts.ts';

/** What a write changed: enough for each listener to say whether it may know of it, and nothing of what it says. */
export interface Change {
  resourceIds: string[];
  bookings: { id: string; organisationId: string; ownerIds: string[] }[];
}

/** What changed, from any process to every person who watches. */
export interface Changes {
  /** Tells every process, within about 50 ms. To be called after the transaction has committed; never fails its caller. */
  announce(change: Change): void;
  /** The same, of acts that were written into the history: what they changed is looked up once for all of a moment. */
  announceActs(acts: Act[]): void;
  /** `onGap` runs when changes may have been missed: the listener should read again what it shows. */
  subscribe(subscriber: Subscriber): () => void;
  /** Ends every subscription and stops listening. */
  stop(): Promise<void>;
}

export interface Subscriber {
  onChange(change: Change): void;
  onGap(): void;
  onStop(): void;
}

const channel = 'moyens_changes';
const gatherMilliseconds = 50;
// NOTIFY refuses 8000 bytes; identifiers are ASCII, so that characters are bytes.
const payloadLimit = 7_500;

/**
 * Carries changes over LISTEN/NOTIFY. NOTIFY takes a lock of the whole server when its transaction commits, which would put
 * bookings in a queue: so it is sent after their commit, on its own, for all that 50 ms bring together. A process that dies in
 * between loses the word and not the booking; a screen reads again when it reconnects.
 */
export async function createChanges(store: Pick<Store, 'db' | 'listen'>, log: Logger): Promise<Changes> {
  const subscribers = new Set<Subscriber>();
  let gathered: Change[] = [];
  let acts: Act[] = [];
  let timer: NodeJS.Timeout | undefined;

  const each = (tell: (subscriber: Subscriber) => void) => {
    for (const subscriber of [...subscribers]) tell(subscriber);
  };
  const stopListening = await store.listen(
    channel,
    payload => {
      const change = decode(payload);
      if (change) each(one => one.onChange(change));
    },
    () => each(one => one.onGap()),
  );

  async function flush() {
    timer = undefined;
    const [changed, done] = [gathered, acts];
    [gathered, acts] = [[], []];
    try {
      const payloads = encode([...changed, ...(await describeActs(store.db, done))]);
      for (const payload of payloads) await sql`select pg_notify(${channel}, ${payload})`.execute(store.db);
    } catch (error) {
      log.warn({ err: error }, 'changes could not be announced');
    }
  }

  const flushSoon = () => {
    timer ??= setTimeout(() => void flush(), gatherMilliseconds);
  };

  return {
    announce(change) {
      gathered.push(change);
      flushSoon();
    },
    announceActs(more) {
      if (more.length === 0) return;
      acts.push(...more);
      flushSoon();
    },
    subscribe(subscriber) {
      subscribers.add(subscriber);
      return () => subscribers.delete(subscriber);
    },
    async stop() {
      if (timer) {
        clearTimeout(timer);
        await flush();
      }
      each(one => one.onStop());
      await stopListening();
    },
  };
}

/** Resource ids, then bookings as [id, beneficiary, owners…]. Each once, in as few payloads as the limit allows. */
export function encode(changes: Change[]): string[] {
  const resources = new Set(changes.flatMap(change => change.resourceIds));
  const bookings = new Map(changes.flatMap(change => change.bookings).map(one => [one.id, one]));
  const parts = [
    ...[...resources].map(id => ({ r: id, size: id.length + 3 })),
    ...[...bookings.values()].map(one => {
      const b = [one.id, one.organisationId, ...new Set(one.ownerIds)];
      return { b, size: JSON.stringify(b).length + 1 };
    }),
  ];
  const payloads: { r: string[]; b: string[][]; size: number }[] = [];
  for (const part of parts) {
    let last = payloads.at(-1);
    if (!last || last.size + part.size > payloadLimit) {
      last = { r: [], b: [], size: 20 };
      payloads.push(last);
    }
    if ('r' in part) last.r.push(part.r);
    else last.b.push(part.b);
    last.size += part.size;
  }
  return payloads.map(({ r, b }) => JSON.stringify({ r, b }));
}

function decode(payload: string): Change | undefined {
  try {
    const { r, b } = JSON.parse(payload) as { r: string[]; b: [string, string, ...string[]][] };
    return {
      resourceIds: r,
      bookings: b.map(([id, organisationId, ...ownerIds]) => ({ id, organisationId, ownerIds })),
    };
  } catch {
    // Another version of the program may be running beside this one; what it says in another way is not for us.
    return undefined;
  }
}

/** Says nothing to anybody: for a program that writes and serves no one. */
export const silentChanges: Changes = {
  announce: () => {},
  announceActs: () => {},
  subscribe: () => () => {},
  stop: async () => {},
};
