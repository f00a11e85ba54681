import { globSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { tellOf } from '../../web/history/act-words.ts';
import { play, type Reply } from '../harness.ts';
import { createResource, type PersonName } from '../network.ts';

const stage = play();
const minute = 60_000;
let room: string;
let foreign: string;
let booking: string;
let elsewhere: string;

interface Listed {
  id: number;
  at: string;
  action: string;
  subject: { type: string; id: string; name: string | null };
  organisation: { id: string; name: string } | null;
  person: { id: string; name: string } | null;
}

const list = (who: PersonName, query = '') => stage.as(who)('GET', `/api/history${query}`);
const told = (reply: Reply) => reply.body.items.map((one: Listed) => `${one.action} ${one.subject.name}`);

async function does(who: PersonName, method: string, path: string, body: unknown, headers = {}): Promise<Reply> {
  stage.now = new Date(stage.now.getTime() + minute);
  const reply = await stage.as(who)(method, path, body, headers);
  expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300);
  return reply;
}

async function book(resourceId: string, title: string): Promise<string> {
  const time = { startsAt: '2026-11-10T09:00:00Z', endsAt: '2026-11-10T10:00:00Z' };
  const body = { organisationId: stage.network.borrower, title, ...time, lines: [{ resourceId }] };
  return (await does('member', 'POST', '/api/bookings', body)).body.booking.id;
}

beforeAll(async () => {
  const { borrower, third } = stage.network;
  const anyVersion = { 'If-Match': '*' };
  room = await createResource(stage.db, stage.network, { name: 'Salle haute' });
  foreign = await createResource(stage.db, stage.network, { name: 'Van', owner_id: third });
  await does('owner', 'PATCH', `/api/resources/${room}`, { capacity: 2 }, anyVersion);
  booking = await book(room, 'Atelier');
  elsewhere = await book(foreign, 'Collecte');
  await does('owner', 'POST', '/api/blocks', {
    ...{ resourceId: room, kind: 'maintenance' },
    ...{ startsAt: '2026-12-01T09:00:00Z', endsAt: '2026-12-01T10:00:00Z', reason: 'Peinture' },
  });
  await does('colleague', 'PATCH', `/api/organisations/${borrower}`, { description: 'Maraîchage' }, anyVersion);
  await does('member', 'POST', '/api/interests', { organisationId: stage.network.lender, nature: 'parent' });
  await does('owner', 'POST', '/api/feeds', {
    name: 'À nous',
    scope: 'organisation',
    organisationId: stage.network.lender,
  });
  await does('coordinator', 'PATCH', '/api/network', { name: 'Réseau du plateau' }, anyVersion);
  await does('member', 'POST', `/api/bookings/${booking}/cancellation`, { reason: 'Reportée' });
});

describe('the history', () => {
  test('is read whole by the coordinator, newest first, with who, to what, from what to what and why', async () => {
    const reply = await list('coordinator');
    expect(told(reply)).toEqual([
      'booking.cancelled Atelier',
      'network.changed Réseau du plateau',
      'feed.created null',
      'interest.declared Member',
      'organisation.changed Les Jardins',
      expect.stringMatching(/^block\.\w+ Salle haute$/),
      'booking.created Collecte',
      'booking.created Atelier',
      'resource.capacity_changed Salle haute',
    ]);
    expect(reply.body.items[0]).toMatchObject({
      subject: { type: 'booking', id: booking },
      organisation: { id: stage.network.borrower, name: 'Les Jardins' },
      person: { id: stage.network.people.member, name: 'Member' },
      reason: 'Reportée',
    });
    expect(reply.body.items.at(-1)).toMatchObject({ before: { capacity: 1 }, after: { capacity: 2 } });
  });

  test('is read by referents: of their organisation, of what it owns, and of bookings of what it owns', async () => {
    expect(told(await list('owner'))).toEqual([
      'booking.cancelled Atelier',
      expect.stringMatching(/^block\.\w+ Salle haute$/),
      'booking.created Atelier',
      'resource.capacity_changed Salle haute',
    ]);
    expect(told(await list('colleague'))).toEqual([
      'booking.cancelled Atelier',
      'organisation.changed Les Jardins',
      'booking.created Collecte',
      'booking.created Atelier',
    ]);
    for (const query of [`?subjectId=${elsewhere}`, `?personId=${stage.network.people.coordinator}`]) {
      expect(told(await list('owner', query))).toEqual([]);
    }
  });

  test('is nobody else’s to read, and nobody’s to change', async () => {
    for (const who of ['member', 'manager', 'rival', 'elected', 'stranger'] as const) {
      expect([who, (await list(who)).status]).toEqual([who, 403]);
    }
    expect((await stage.anonymous('GET', '/api/history')).status).toBe(401);
    const [{ id }] = (await list('coordinator')).body.items;
    for (const method of ['DELETE', 'PATCH']) {
      expect((await stage.as('coordinator')(method, `/api/history/${id}`, {})).status).toBe(404);
    }
  });

  test('ends for a referent with their role', async () => {
    const { people } = stage.network;
    const roleOf = (role: 'member' | 'referent') =>
      stage.db.updateTable('affiliation').set({ role }).where('person_id', '=', people.colleague).execute();
    await roleOf('member');
    expect((await list('colleague')).status).toBe(403);
    await roleOf('referent');
    expect((await list('colleague')).status).toBe(200);
  });

  test('is narrowed by subject, by person, by action and by time', async () => {
    const { member } = stage.network.people;
    const all: Listed[] = (await list('coordinator')).body.items;
    const kept = async (query: string) => (await list('coordinator', query)).body.items.map((one: Listed) => one.id);
    const expected = (keep: (one: Listed) => boolean) => all.filter(keep).map(one => one.id);
    expect(await kept('?subjectType=booking')).toEqual(expected(one => one.subject.type === 'booking'));
    expect(await kept(`?subjectId=${booking}`)).toEqual(expected(one => one.subject.id === booking));
    expect(await kept(`?personId=${member}`)).toEqual(expected(one => one.person?.id === member));
    expect(await kept('?action=booking.created')).toEqual(expected(one => one.action === 'booking.created'));
    const [from, to] = [all[4]?.at ?? '', all[1]?.at ?? ''];
    expect(await kept(`?from=${from}&to=${to}`)).toEqual(all.slice(2, 5).map(one => one.id));
    expect(await kept('?from=2026-11-02T09:00:00%2B01:00&to=2026-11-02T09:00:30%2B01:00')).toEqual([]);
    for (const wrong of [
      '?subjectType=secret',
      '?subjectId=1',
      '?from=yesterday',
      '?cursor=abc',
      '?sort=asc',
      '?limit=0',
    ]) {
      expect([wrong, (await list('coordinator', wrong)).status]).toEqual([wrong, 400]);
    }
  });

  test.each(['coordinator', 'owner'] as const)(
    'is paged for the %s without gap or repetition, while more is done',
    async who => {
      const all = (await list(who)).body.items.map((one: Listed) => one.id);
      const seen: number[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { items, nextCursor }: { items: Listed[]; nextCursor: string | null } = (
          await list(who, `?limit=2${cursor && `&cursor=${cursor}`}`)
        ).body;
        expect(items.length).toBeLessThanOrEqual(2);
        seen.push(...items.map(one => one.id));
        cursor = nextCursor;
        await does('owner', 'PATCH', `/api/resources/${room}`, { description: `${seen.length}` }, { 'If-Match': '*' });
      }
      expect(seen).toEqual(all);
    },
  );
});

test('has a sentence of its own for every act that the server records, in both languages', () => {
  const lines = globSync('server/**/*.ts').flatMap(file => readFileSync(file, 'utf8').match(/\baction: .*/g) ?? []);
  const acts = new Set(lines.flatMap(line => [...line.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, act]) => act ?? '')));
  expect(acts.size).toBeGreaterThan(40);
  const untold = (locale: 'fr' | 'en') => {
    const fallback = tellOf('nothing.known', 'Zoé', 'la salle', locale);
    return [...acts].filter(act => tellOf(act, 'Zoé', 'la salle', locale) === fallback);
  };
  expect([untold('fr'), untold('en')]).toEqual([[], []]);
});
