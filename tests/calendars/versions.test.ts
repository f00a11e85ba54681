import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createCalendars } from '../../server/calendars/calendars.ts';
import { calendarEnd, openingOf } from '../../server/calendars/ical.ts';
import { createCatalogueCache } from '../../server/catalogue/catalogue.ts';
import { play, publicUrl } from '../harness.ts';
import { createResource, type PersonName } from '../network.ts';
import { type Deed, deedNames, isThroughTheApp, perform, type Scene } from './deeds.ts';
import { componentsOf, faultsOf, propertyOf } from './lint.ts';

const stage = play();
let scene: Scene;
let feeds: Followed[];

/** A feed that somebody follows, and every state of it that was ever seen. */
interface Followed {
  what: string;
  path: string;
  texts: Map<string, string>;
  last: { text: string; status: number };
}

beforeAll(async () => {
  const { network, db } = stage;
  const rooms = [
    await createResource(db, network, { name: 'Grande salle' }),
    await createResource(db, network, { name: 'Petite salle' }),
    await createResource(db, network, { name: 'Salle des feux' }),
    await createResource(db, network, { name: 'Studio', approval: 'manager', decision_hours: 48 }),
    await createResource(db, network, { name: 'Atelier', approval: 'manager', pending_requests: 'compete' }),
  ];
  await db
    .insertInto('resource_part')
    .values({ whole_id: rooms[0] ?? '', part_id: rooms[1] ?? '' })
    .execute();
  const staff = { kind: 'staff' as const, staff_person_id: network.people.manager, approval: 'manager' as const };
  const others = [
    await createResource(db, network, { name: 'Comptable', ...staff }),
    await createResource(db, network, { name: 'Chaises', kind: 'equipment', capacity: 5 }),
  ];
  scene = { stage, rooms, resources: [...rooms, ...others] };
  feeds = await Promise.all(
    subscriptions().map(async ([person, feed]) => {
      const reply = await stage.as(person)('POST', '/api/feeds', { name: 'Agenda', ...feed });
      expect(reply.status, JSON.stringify(reply.body)).toBe(201);
      const path = reply.body.url.slice(publicUrl.length);
      return { what: `${person} ${JSON.stringify(feed)}`, path, texts: new Map(), last: { text: '', status: 0 } };
    }),
  );
});

/** Every scope, at every level of detail that differs, seen by whoever sees it differently. */
function subscriptions(): [PersonName, object][] {
  const { borrower, lender, site } = stage.network;
  const [whole, part, , studio] = scene.rooms;
  return [
    ['member', { scope: 'person', detail: 'full' }],
    ['member', { scope: 'person', detail: 'title', keepCancelled: true, daysBack: 7, monthsAhead: 1 }],
    ['colleague', { scope: 'organisation', organisationId: borrower, detail: 'full' }],
    ['rival', { scope: 'resource', resourceId: whole, detail: 'full' }],
    ['rival', { scope: 'resource', resourceId: part, detail: 'title', keepCancelled: true }],
    ['owner', { scope: 'resource', resourceId: studio, detail: 'full', locale: 'en' }],
    ['elected', { scope: 'resource', resourceId: studio, detail: 'title' }],
    ['member', { scope: 'site', siteId: site, detail: 'title' }],
    ['rival', { scope: 'planning', filter: { kind: 'room', q: 'salle' }, detail: 'full' }],
    ['manager', { scope: 'staff', detail: 'full' }],
    ['manager', { scope: 'queue', detail: 'full' }],
    ['elected', { scope: 'queue', detail: 'title' }],
    ['substitute', { scope: 'queue', detail: 'title' }],
    ['coordinator', { scope: 'network' }],
    ['rival', { scope: 'board', organisationId: lender }],
  ];
}

/** The text as somebody writes it who has kept nothing. */
async function writtenAnew(path: string): Promise<{ tag: string; text: string }> {
  const token = path.slice('/feeds/'.length, -'.ics'.length);
  const asking = { catalogue: createCatalogueCache(), now: stage.now };
  const { sight, head, objects } = await createCalendars({ publicUrl }).read(stage.db, token, asking);
  return {
    tag: sight.tag,
    text: openingOf(head, objects) + objects.map(object => object.octets.toString()).join('') + calendarEnd,
  };
}

async function look(feed: Followed, deed: Deed): Promise<void> {
  const reply = await stage.anonymous('GET', feed.path);
  const context = `${feed.what} after ${deed.name} ${deed.n}`;
  const before = feed.last;
  feed.last = { text: reply.body, status: reply.status };
  // Who may see it no more is told so; everything else is a calendar.
  if (reply.status === 410) return;
  expect(reply.status, context).toBe(200);
  expect(faultsOf(reply.body), context).toEqual([]);
  const { tag, text } = await writtenAnew(feed.path);
  expect(reply.body, `${context}: what is served is what there is`).toBe(text);
  expect(reply.headers.get('ETag'), context).toBe(`"${tag}"`);
  expect(feed.texts.get(tag) ?? text, `${context}: one tag, one text`).toBe(text);
  feed.texts.set(tag, text);
  const again = await stage.anonymous('GET', feed.path, undefined, { 'If-None-Match': `"${tag}"` });
  expect(again.status, context).toBe(304);
  if (before.status === 200) expectNews(before.text, text, deed, context);
}

/** What calendars go by: LAST-MODIFIED grows with every visible change, SEQUENCE with every one of time, rule or status. */
function expectNews(before: string, after: string, deed: Deed, context: string): void {
  const former = new Map(componentsOf(before, 'VEVENT').map(event => [keyOf(event), event]));
  for (const event of componentsOf(after, 'VEVENT')) {
    const was = former.get(keyOf(event));
    if (!was) continue;
    const [sequence, sequenceWas] = [event, was].map(one => Number(propertyOf(one, 'SEQUENCE')));
    expect(sequence, `${context}: never back\n${event.join('\n')}`).toBeGreaterThanOrEqual(sequenceWas ?? 0);
    const differs = (names: string[]) => names.some(name => propertyOf(event, name) !== propertyOf(was, name));
    if (isThroughTheApp(deed) && differs(['DTSTART', 'DTEND', 'RRULE', 'EXDATE', 'STATUS'])) {
      expect(sequence, `${context}: up\n${was.join('\n')}\n\n${event.join('\n')}`).toBeGreaterThan(sequenceWas ?? 0);
    }
    if (!isSilent(deed) && told(event) !== told(was)) {
      const [at, wasAt] = [event, was].map(one => propertyOf(one, 'LAST-MODIFIED') ?? '');
      expect(String(at) > String(wasAt), `${context}: news\n${was.join('\n')}\n\n${event.join('\n')}`).toBe(true);
    }
  }
}

/** Where nobody did anything, or did it past the application, there is nothing that could have been noted. */
const isSilent = ({ name }: Deed) => ['pastTheApp', 'retitlePastTheApp', 'reattach', 'lapse', 'wait'].includes(name);
const keyOf = (event: string[]) => `${propertyOf(event, 'UID')} ${propertyOf(event, 'RECURRENCE-ID')}`;
const told = (event: string[]) => event.filter(line => !/^(LAST-MODIFIED|DTSTAMP|SEQUENCE)[:;]/.test(line)).join('\n');

describe('whatever happens in the network', () => {
  // A story made by chance may leave out what happens seldom: each deed is seen here, granted, where every feed can see it.
  it('no deed of any kind goes unnoticed by a feed that shows what it changed', async () => {
    const material: Deed[] = [1, 2, 3, 4, 6, 8, 10].map(n => ({ name: 'book', n: 16 * n + n }));
    for (const one of [...material, { name: 'bookSeries', n: 11 } as const, { name: 'bookSeries', n: 7 } as const]) {
      await perform(scene, one);
    }
    for (const feed of feeds) await look(feed, { name: 'book', n: 0 });
    for (const [index, name] of deedNames.entries()) {
      // A request for the studio that waits, so that there is always something to decide.
      await perform(scene, { name: 'book', n: 12 + 140 * index });
      // Twice where it depends on the number whom it concerns.
      for (const first of ['tie', 'join', 'leave', 'giveAway'].includes(name) ? [1, 2] : [1]) {
        let n = first;
        while (n < 40 && !(await perform(scene, { name, n }))) n++;
        expect(n, `${name} was refused to everybody`).toBeLessThan(40);
        for (const feed of feeds) await look(feed, { name, n });
      }
    }
  }, 600_000);

  it('a feed’s tag differs whenever its text does, and its events count as changed whenever they look so', async () => {
    const deed = fc.record({ name: fc.constantFrom(...deedNames), n: fc.nat(5_000) });
    // Bookings first and often: without any, the rest is about nothing.
    const busy = fc.record({
      name: fc.constantFrom<Deed['name']>('book', 'bookSeries', 'move', 'cancel'),
      n: fc.nat(5_000),
    });
    const story = fc.array(fc.oneof(deed, busy), { minLength: 12, maxLength: 24 });
    await fc.assert(
      fc.asyncProperty(story, async told => {
        for (const one of told) {
          await perform(scene, one);
          for (const feed of feeds) await look(feed, one);
        }
      }),
      // One history goes on through all runs, so that a shorter story would begin from another state.
      { numRuns: 1, endOnFailure: true },
    );
  }, 600_000);
});
