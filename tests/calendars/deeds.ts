import { sql } from 'kysely';
import { sweepDeadlines } from '../../server/approvals/deadlines.ts';
import type { Db } from '../../server/database/connect.ts';
import { transact } from '../../server/database/transact.ts';
import type { Play } from '../harness.ts';
import type { PersonName } from '../network.ts';

/** The small network with what calendars may be about: rooms of every policy, a whole with its parts, a person's time. */
export interface Scene {
  stage: Play;
  resources: string[];
  /** The first is the whole of which the second is a part. */
  rooms: string[];
}

/** Something that happens to the network; `n` chooses of what. Whether it is granted is of no interest here. */
export interface Deed {
  name: keyof typeof deeds;
  n: number;
}

/** What people do through the application: each change of it must reach every calendar. */
const throughTheApp = {
  book: (scene, n) => request(scene, booker(n), 'POST', '/api/bookings', bookingBody(scene, n)),
  bookSeries: (scene, n) =>
    request(scene, booker(n), 'POST', '/api/bookings', {
      ...bookingBody(scene, n),
      recurrence: { rrule: `FREQ=WEEKLY;COUNT=${3 + (n % 3)}`, timeZone: 'Europe/Paris' },
    }),
  move: async (scene, n) => {
    const booking = await pickBooking(scene, n);
    const by = (1 + (n % 3)) * 3_600_000;
    const times = { startsAt: later(booking.starts_at, by), endsAt: later(booking.ends_at, by) };
    return change(scene, booking, n, times);
  },
  shorten: async (scene, n) => {
    const booking = await pickBooking(scene, n);
    return change(scene, booking, n, { endsAt: later(booking.ends_at, -900_000) });
  },
  retitle: async (scene, n) =>
    change(scene, await pickBooking(scene, n), n, { title: `Titre ${n}`, purpose: 'Pour voir' }),
  swap: async (scene, n) =>
    change(scene, await pickBooking(scene, n), n, { lines: [{ resourceId: pick(scene.resources, n >> 3) }] }),
  cancel: async (scene, n) => onBooking(scene, n, 'cancellation', { scope: scopeOf(n), reason: 'Secret de famille' }),
  restore: async (scene, n) => onBooking(scene, n, 'restoration', { scope: 'this' }),
  decide: async (scene, n) => {
    const booking = await pickBooking(scene, n, 'pending');
    const outcome = n % 2 === 0 ? 'approved' : 'declined';
    const person = n % 3 === 0 ? 'elected' : 'manager';
    return request(scene, person, 'POST', `/api/bookings/${booking.id}/decisions`, { outcome, reason: 'Non' });
  },
  block: (scene, n) =>
    request(scene, 'owner', 'POST', '/api/blocks', {
      resourceId: pick(scene.resources, n),
      kind: 'maintenance',
      startsAt: slot(n).startsAt,
      endsAt: slot(n).endsAt,
      reason: 'Chaudière',
    }),
  lift: async (scene, n) => {
    const rows = await scene.stage.db
      .selectFrom('block')
      .select('id')
      .where('lifted_at', 'is', null)
      .orderBy('id')
      .execute();
    return request(scene, 'owner', 'POST', `/api/blocks/${pick(rows, n)?.id}/lifting`, {});
  },
  sweep: async ({ stage }) => {
    await sweepDeadlines(stage.db, { now: stage.now, jobs: stage.deps.jobs });
  },
} satisfies Record<string, Doing>;

/** What changes how calendars look, or who may see what; and what no path of the application does. */
const aroundIt = {
  renameResource: ({ resources }, n, db) =>
    db
      .updateTable('resource')
      .set({ name: `Moyen ${n}` })
      .where('id', '=', pick(resources, n))
      .execute(),
  renameOrganisation: ({ stage }, n, db) =>
    db
      .updateTable('organisation')
      .set({ name: `Les Jardins ${n}` })
      .where('id', '=', stage.network.borrower)
      .execute(),
  moveSite: ({ stage }, n, db) =>
    db
      .updateTable('site')
      .set({ address: `${n} rue de Paris` })
      .where('id', '=', stage.network.site)
      .execute(),
  hide: ({ resources }, n, db) =>
    db
      .updateTable('resource')
      .set({ visible_to: n % 2 === 0 ? 'owner' : 'network' })
      .where('id', '=', pick(resources, n >> 1))
      .execute(),
  giveAway: ({ stage, resources }, n, db) =>
    db
      .updateTable('resource')
      .set({ owner_id: n % 2 === 0 ? stage.network.third : stage.network.lender })
      .where('id', '=', pick(resources, n >> 1))
      .execute(),
  tie: ({ stage }, n, db) =>
    db
      .insertInto('declared_interest')
      .values({
        person_id: n % 2 === 0 ? stage.network.people.manager : stage.network.people.elected,
        organisation_id: stage.network.borrower,
        nature: 'essai',
        valid_from: '2026-01-01',
      })
      .execute(),
  untie: (_scene, _, db) => db.deleteFrom('declared_interest').execute(),
  join: ({ stage }, n, db) =>
    db
      .insertInto('affiliation')
      .values({
        person_id: newcomer(stage, n),
        organisation_id: stage.network.borrower,
        role: 'member',
        valid_from: '2026-01-01',
      })
      .execute(),
  leave: ({ stage }, n, db) =>
    db
      .deleteFrom('affiliation')
      .where('person_id', '=', newcomer(stage, n))
      .where('organisation_id', '=', stage.network.borrower)
      .execute(),
  divide: ({ rooms }, _, db) =>
    db
      .insertInto('resource_part')
      .values({ whole_id: rooms[0] ?? '', part_id: rooms[2] ?? '' })
      .execute(),
  unite: ({ rooms }, _, db) =>
    db
      .deleteFrom('resource_part')
      .where('part_id', '=', rooms[2] ?? '')
      .execute(),
  speakEnglish: ({ stage }, n, db) =>
    db
      .updateTable('person')
      .set({ locale: n % 2 === 0 ? 'en' : 'fr' })
      .where('id', '=', stage.network.people.member)
      .execute(),
  lapse: async ({ stage }, _, _db) => {
    stage.now = new Date(stage.now.getTime() + 3 * 86_400_000);
  },
  wait: async ({ stage }, n, _db) => {
    stage.now = new Date(stage.now.getTime() + (n % 30) * 3_600_000);
  },
  pastTheApp: (_scene, n, db) =>
    sql`update booking_line set quantity = ${1 + (n % 4)}::int, position = ${n % 5}::int
      where resource_id in (select id from resource where capacity > 1)`.execute(db),
  retitlePastTheApp: (_scene, n, db) =>
    db
      .updateTable('booking')
      .set({ title: `Corrigé ${n}` })
      .where('status', 'in', ['pending', 'confirmed'])
      .execute(),
  reattach: (_scene, n, db) =>
    sql`update series set starts_at = starts_at - make_interval(weeks => ${n % 2}::int)`.execute(db),
} satisfies Record<string, Doing>;

/** @param db a transaction that knows the time of the scene, for what goes past the application */
type Doing = (scene: Scene, n: number, db: Db) => Promise<unknown>;
const deeds = { ...throughTheApp, ...aroundIt };

export const deedNames = Object.keys(deeds) as Deed['name'][];

/** Does it, a minute after the last. Whether it was granted. */
export async function perform(scene: Scene, { name, n }: Deed): Promise<boolean> {
  scene.stage.now = new Date(scene.stage.now.getTime() + 60_000);
  // What the database refuses has changed nothing, and is as good a deed as any.
  const done: Promise<unknown> =
    name in throughTheApp
      ? deeds[name](scene, n, scene.stage.db)
      : transact<unknown>(scene.stage.db, scene.stage.now, tx => deeds[name](scene, n, tx));
  try {
    const { status } = ((await done) ?? {}) as { status?: unknown };
    return typeof status !== 'number' || status < 300;
  } catch (error) {
    if (!(error as { code?: string }).code) throw error;
    return false;
  }
}

export const isThroughTheApp = ({ name }: Deed): boolean => name in throughTheApp;

/** Who is party to what the borrower asks for once they belong to it: of the manager, that passes their turn to others. */
const newcomer = ({ network: { people } }: Play, n: number) => (n % 2 === 0 ? people.manager : people.rival);
const booker = (n: number): PersonName => (n % 5 === 0 ? 'rival' : 'member');

function slot(n: number): { startsAt: string; endsAt: string } {
  const at = Date.UTC(2026, 10, 9 + (n % 12), 8 + ((n >> 4) % 9));
  return { startsAt: new Date(at).toISOString(), endsAt: new Date(at + 2_700_000).toISOString() };
}

function bookingBody({ stage, resources }: Scene, n: number) {
  const first = pick(resources, n >> 2);
  const lines = n % 7 === 0 ? [first, pick(resources, (n >> 2) + 1)] : [first];
  return {
    organisationId: n % 5 === 0 ? stage.network.third : stage.network.borrower,
    title: `Réunion ${n}`,
    ...slot(n),
    lines: lines.map(resourceId => ({ resourceId })),
  };
}

const later = (at: Date, by: number) => new Date(at.getTime() + by).toISOString();
const scopeOf = (n: number) => (['this', 'following', 'all'] as const)[n % 3];

function pick<T>(from: T[], n: number): T {
  return from[n % Math.max(1, from.length)] as T;
}

async function pickBooking({ stage }: Scene, n: number, status?: 'pending') {
  const rows = await stage.db
    .selectFrom('booking')
    .select(['id', 'organisation_id', 'version', 'starts_at', 'ends_at', 'series_id'])
    .$if(status !== undefined, query => query.where('status', '=', status ?? 'pending'))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const none = { id: '00000000-0000-4000-8000-000000000000', organisation_id: '', version: 1, series_id: null };
  return rows[n % Math.max(1, rows.length)] ?? { ...none, starts_at: stage.now, ends_at: stage.now };
}

type Picked = Awaited<ReturnType<typeof pickBooking>>;

const ownerOf = ({ stage }: Scene, { organisation_id }: Picked): PersonName =>
  organisation_id === stage.network.third ? 'rival' : 'member';

function change(scene: Scene, booking: Picked, n: number, body: object) {
  const scope = booking.series_id ? `?scope=${scopeOf(n)}` : '';
  const match = { 'If-Match': `"${booking.version}"` };
  return request(scene, ownerOf(scene, booking), 'PATCH', `/api/bookings/${booking.id}${scope}`, body, match);
}

async function onBooking(scene: Scene, n: number, what: string, body: object) {
  const booking = await pickBooking(scene, n);
  return request(scene, ownerOf(scene, booking), 'POST', `/api/bookings/${booking.id}/${what}`, body, {
    'If-Match': `"${booking.version}"`,
  });
}

async function request(
  { stage }: Scene,
  person: PersonName,
  method: string,
  path: string,
  body: object,
  headers: Record<string, string> = {},
) {
  const reply = await stage.as(person)(method, path, body, headers);
  if (reply.status >= 500) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply;
}
