import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { createCatalogueCache } from '../../server/catalogue/catalogue.ts';
import type { NewRow } from '../../server/database/tables.ts';
import { sweepWaiting } from '../../server/waiting/sweep.ts';
import { type Play, publicUrl } from '../harness.ts';
import { createResource, createSite, type PersonName } from '../network.ts';

/**
 * Who asks. `member` and `referent` act for the borrower, `rival` for another organisation, `manager` decides on the requests
 * of the lender, `owner` is its referent; `elected` and `coordinator` hold an office and no affiliation; `stranger` has an
 * account and nothing else.
 */
export const identities = [
  'anonymous',
  'stranger',
  'member',
  'referent',
  'rival',
  'manager',
  'owner',
  'elected',
  'coordinator',
] as const;
export type Identity = (typeof identities)[number];

export interface Sample {
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read bodies as a client in another language would.
  body: any;
}

export type World = ReturnType<typeof createWorld>;

const personOf = (who: Exclude<Identity, 'anonymous'>): PersonName => (who === 'referent' ? 'colleague' : who);
/** A time for what is booked, and another. */
export const soon = { startsAt: '2026-11-10T09:00:00Z', endsAt: '2026-11-10T10:00:00Z' };
export const later = { startsAt: '2026-11-10T14:00:00Z', endsAt: '2026-11-10T15:00:00Z' };

/** Makes what a sample request needs: every call makes another one, so that what one identity may do spoils nothing. */
export function createWorld(stage: Play) {
  const { db, network } = stage;
  const { people, lender, borrower, third, site } = network;

  async function ask(who: Identity, method: string, sample: Sample): Promise<Answer> {
    const { path, body, headers = {} } = sample;
    const cookie = who === 'anonymous' ? undefined : await stage.deps.signIn.startSession(people[personOf(who)]);
    const response = await stage.app.request(path, {
      method,
      headers: {
        Origin: publicUrl,
        ...(cookie ? { Cookie: cookie } : {}),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream');
    if (isStream) await response.body?.cancel();
    const text = isStream ? '' : await response.text();
    const isJson = (response.headers.get('Content-Type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, text, body: isJson && text ? JSON.parse(text) : text };
  }

  async function made(who: Identity, method: string, sample: Sample) {
    const answer = await ask(who, method, sample);
    if (answer.status >= 300) throw new Error(`${method} ${sample.path}: ${answer.status} ${answer.text}`);
    return answer.body;
  }

  const resource = (row: Partial<NewRow<'resource'>> = {}) => createResource(db, network, row);
  const hidden = () => resource({ visible_to: 'owner', bookable_by: 'owner' });

  async function bookingBody(organisationId: string, more: Record<string, unknown> = {}) {
    return { organisationId, title: 'Réunion', ...soon, lines: [{ resourceId: await resource() }], ...more };
  }
  async function booking(by: 'member' | 'rival' = 'member', more: Record<string, unknown> = {}): Promise<string> {
    const body = await bookingBody(by === 'member' ? borrower : third, more);
    return (await made(by, 'POST', { path: '/api/bookings', body })).booking.id;
  }
  async function pending(by: 'member' | 'rival' = 'member') {
    return booking(by, { lines: [{ resourceId: await resource({ approval: 'manager' }) }] });
  }
  /** The member's place on a waiting list behind the rival's booking; with `offered`, the rival has given it up. */
  async function waiting(offered = false): Promise<string> {
    const resourceId = await resource();
    const taken = await booking('rival', { lines: [{ resourceId }] });
    const body = { organisationId: borrower, resourceId, title: 'Réunion', ...soon };
    const { id } = (await made('member', 'POST', { path: '/api/waiting', body })).waiting;
    if (!offered) return id;
    await made('rival', 'POST', { path: `/api/bookings/${taken}/cancellation`, body: {} });
    const { jobs, config } = stage.deps;
    await sweepWaiting(db, { now: stage.now, jobs, catalogue: createCatalogueCache(), publicUrl: config.publicUrl });
    return id;
  }
  async function cancelled(): Promise<string> {
    const id = await booking();
    await made('member', 'POST', { path: `/api/bookings/${id}/cancellation`, body: {} });
    return id;
  }
  async function running(): Promise<string> {
    const { now } = stage;
    const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
    stage.now = new Date(now.getTime() - 3_600_000);
    const id = await booking('member', { startsAt: at(-30), endsAt: at(60) });
    stage.now = now;
    return id;
  }
  async function series(): Promise<{ id: string; next: string }> {
    const recurrence = { rrule: 'FREQ=WEEKLY;COUNT=3', timeZone: 'Europe/Paris' };
    const body = await bookingBody(borrower, { recurrence });
    const { series: row } = await made('member', 'POST', { path: '/api/bookings', body });
    return { id: row.id, next: '2026-12-08T09:00:00Z' };
  }
  async function block(): Promise<string> {
    const body = { resourceId: await resource(), ...soon };
    return (await made('owner', 'POST', { path: '/api/blocks', body })).block.id;
  }
  async function feed(): Promise<{ id: string; path: string }> {
    const { feed: row, url } = await made('member', 'POST', {
      path: '/api/feeds',
      body: { name: 'Moi', scope: 'person' },
    });
    return { id: row.id, path: new URL(url).pathname };
  }
  async function outsideCalendar(): Promise<string> {
    const address = `https://calendar.example.org/${randomUUID()}.ics`;
    const body = { resourceId: await resource(), name: 'Agenda', address };
    await db.deleteFrom('rate_limit').execute();
    return (await made('owner', 'POST', { path: '/api/external-calendars', body })).calendar.id;
  }
  /** A calendar of the outside, and a booking that stands where it says that the time is taken. */
  async function clash(): Promise<{ calendar: string; id: string }> {
    const calendar = await outsideCalendar();
    const { resource_id } = await db
      .selectFrom('external_calendar')
      .select('resource_id')
      .where('id', '=', calendar)
      .executeTakeFirstOrThrow();
    const bookingId = await booking('member', { lines: [{ resourceId: resource_id }] });
    const times = { starts_at: new Date(soon.startsAt), ends_at: new Date(soon.endsAt) };
    const row = { resource_id, kind: 'busy' as const, ...times, external_calendar_id: calendar, external_key: 'a' };
    const block_id = await idOf(db.insertInto('block').values(row).returning('id'));
    const line_id = await idOf(db.selectFrom('booking_line').select('id').where('booking_id', '=', bookingId));
    const met = { external_calendar_id: calendar, block_id, line_id, found_at: stage.now };
    return { calendar, id: await idOf(db.insertInto('busy_clash').values(met).returning('id')) };
  }
  async function imported(execute = false): Promise<string> {
    const name = `Salle ${randomUUID()}`;
    await createResource(db, network, { name });
    const content = Buffer.from(`titre;salle;date;de;a\nRéunion;${name};10/11/2026;9h;10h`).toString('base64');
    const body = { organisationId: borrower, fileName: 'a.csv', content };
    const { id } = (await made('referent', 'POST', { path: '/api/imports', body })).import;
    if (execute) await made('referent', 'POST', { path: `/api/imports/${id}/execution`, body: { mode: 'all' } });
    return id;
  }
  async function invitation(): Promise<string> {
    const body = { email: `${randomUUID()}@example.test`, organisationId: borrower, role: 'member' };
    return (await made('coordinator', 'POST', { path: '/api/invitations', body })).invitation.id;
  }
  async function newcomer(): Promise<string> {
    const email = `${randomUUID()}@example.test`;
    return idOf(db.insertInto('person').values({ name: 'Nouvelle', email, locale: 'fr' }).returning('id'));
  }
  async function affiliation(): Promise<string> {
    const row = { person_id: await newcomer(), organisation_id: borrower, role: 'member' as const };
    return idOf(
      db
        .insertInto('affiliation')
        .values({ ...row, valid_from: '2020-01-01' })
        .returning('id'),
    );
  }
  async function office(): Promise<string> {
    const row = { person_id: await newcomer(), role: 'elected' as const, body: 'Conseil', valid_from: '2020-01-01' };
    return idOf(db.insertInto('network_role').values(row).returning('id'));
  }
  async function interest(): Promise<string> {
    const row = { person_id: people.member, organisation_id: third, nature: 'parent', valid_from: '2020-01-01' };
    return idOf(db.insertInto('declared_interest').values(row).returning('id'));
  }
  async function approver(): Promise<{ resourceId: string; scopeId: string }> {
    const resourceId = await resource();
    const row = { person_id: people.elected, resource_id: resourceId, rank: 'approver' as const };
    const query = db
      .insertInto('approver_scope')
      .values({ ...row, valid_from: '2020-01-01' })
      .returning('id');
    return { resourceId, scopeId: await idOf(query) };
  }
  async function keptMail(): Promise<string> {
    await db.deleteFrom('mail').execute();
    const body = { email: `${randomUUID()}@example.test`, organisationId: borrower, role: 'member' };
    await made('coordinator', 'POST', { path: '/api/invitations', body });
    return idOf(db.updateTable('mail').set({ state: 'kept' }).returning('id'));
  }

  return {
    stage,
    ...{ people, lender, borrower, third, site },
    ...{
      ask,
      resource,
      hidden,
      bookingBody,
      booking,
      pending,
      waiting,
      cancelled,
      running,
      series,
      block,
      feed,
      outsideCalendar,
      clash,
      imported,
    },
    ...{ invitation, newcomer, affiliation, office, interest, approver, keptMail },
    newSite: () => createSite(db),
  };
}

async function idOf(query: { executeTakeFirstOrThrow: () => Promise<{ id: string }> }): Promise<string> {
  return (await query.executeTakeFirstOrThrow()).id;
}

/** A count and a hash of the rows of every table, but for counters of requests and the sessions that the tests open. */
export async function photograph({ db }: Play, without: string[] = []): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'
      and table_name <> all (${['rate_limit', 'auth_session', ...without]}) order by 1`.execute(db);
  const tables = rows.map(
    ({ name }) => sql`
      select ${name}::text as name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as hash
      from ${sql.table(name)} t`,
  );
  const photo = await sql<{ name: string; hash: string }>`${sql.join(tables, sql` union all `)}`.execute(db);
  return Object.fromEntries(photo.rows.map(({ name, hash }) => [name, hash]));
}
