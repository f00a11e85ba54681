import ICAL from 'ical.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { play, publicUrl } from '../harness.ts';
import { createResource } from '../network.ts';

const stage = play();
let room: string;
let account: { server: string; userName: string; password: string };

beforeAll(async () => {
  room = await createResource(stage.db, stage.network);
  const made = await stage.as('member')('POST', '/api/app-passwords', { name: 'DAVx5' });
  expect(made.status).toBe(201);
  account = made.body;
});

/** Asks as a calendar program does: with the app password, and XML. */
async function ask(method: string, path: string, body = '', headers: Record<string, string> = {}) {
  const credentials = Buffer.from(`${account.userName}:${account.password}`).toString('base64');
  const answer = await stage.app.request(path.replace(publicUrl, ''), {
    method,
    headers: {
      Authorization: `Basic ${credentials}`,
      ...(body ? { 'Content-Type': 'application/xml; charset=utf-8' } : {}),
      ...headers,
    },
    ...(body ? { body } : {}),
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

const propfind = (props: string) =>
  `<?xml version="1.0"?><A:propfind xmlns:A="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><A:prop>${props}</A:prop></A:propfind>`;
const hrefsIn = (text: string) => [...text.matchAll(/<d:href>([^<]+)<\/d:href>/g)].map(([, href = '']) => href);
const valueIn = (text: string, tag: string) => new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(text)?.[1] ?? '';

async function book(title: string, day: string, more: object = {}) {
  const answer = await stage.as('member')('POST', '/api/bookings', {
    organisationId: stage.network.borrower,
    title,
    startsAt: `${day}T10:00:00+01:00`,
    endsAt: `${day}T11:00:00+01:00`,
    lines: [{ resourceId: room, quantity: 1 }],
    ...more,
  });
  expect(answer.status).toBe(201);
  return answer.body.booking ?? answer.body.bookings[0];
}

/** Finds the way as RFC 6764 and RFC 4791 lay it out, from the server's name to the one calendar. */
async function discover(): Promise<string> {
  const wellKnown = await ask('PROPFIND', '/.well-known/caldav');
  expect(wellKnown.status).toBe(301);
  const root = await ask('PROPFIND', wellKnown.headers.get('Location') ?? '', propfind('<A:current-user-principal/>'), {
    Depth: '0',
  });
  expect(root.status).toBe(207);
  const principal = hrefsIn(valueIn(root.text, 'd:current-user-principal'))[0] ?? '';
  const person = await ask('PROPFIND', principal, propfind('<C:calendar-home-set/>'), { Depth: '0' });
  const home = hrefsIn(valueIn(person.text, 'c:calendar-home-set'))[0] ?? '';
  const calendars = await ask('PROPFIND', home, propfind('<A:resourcetype/><A:displayname/><A:sync-token/>'), {
    Depth: '1',
  });
  expect(calendars.text).toContain('<c:calendar/>');
  expect(calendars.text).toContain('Mes réservations');
  return hrefsIn(calendars.text).find(href => href !== home) ?? '';
}

async function sync(calendar: string, token: string) {
  const body = `<?xml version="1.0"?><d:sync-collection xmlns:d="DAV:"><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`;
  const answer = await ask('REPORT', calendar, body);
  const responses = answer.text.split('<d:response>').slice(1);
  return {
    status: answer.status,
    text: answer.text,
    token: valueIn(answer.text, 'd:sync-token'),
    present: responses.filter(one => one.includes('getetag')).flatMap(hrefsIn),
    gone: responses.filter(one => one.includes('404') && !one.includes('propstat')).flatMap(hrefsIn),
  };
}

async function multiget(calendar: string, hrefs: string[]) {
  const body = `<c:calendar-multiget xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:getetag/><c:calendar-data/></d:prop>${hrefs
    .map(href => `<d:href>${href}</d:href>`)
    .join('')}</c:calendar-multiget>`;
  const answer = await ask('REPORT', calendar, body);
  return [...answer.text.matchAll(/<c:calendar-data>([\s\S]*?)<\/c:calendar-data>/g)].map(([, data = '']) =>
    data.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  );
}

describe('a calendar program', () => {
  test('finds the calendar, and is told afterwards only what changed', async () => {
    const calendar = await discover();
    const kept = await book('Conseil & <comité>', '2026-11-10');
    const first = await sync(calendar, '');
    expect(first.status).toBe(207);
    expect(first.present).toHaveLength(1);
    expect((await sync(calendar, first.token)).present).toEqual([]);

    const [text = ''] = await multiget(calendar, first.present);
    const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent');
    expect(event?.getFirstPropertyValue('summary')).toContain('Conseil & <comité>');
    expect(event?.getFirstPropertyValue('uid')).toContain(kept.id);

    const added = await book('Atelier', '2026-11-11');
    const second = await sync(calendar, first.token);
    expect(second.present).toHaveLength(1);
    expect(second.present[0]).toContain(added.id);

    const moved = await stage.as('member')(
      'PATCH',
      `/api/bookings/${kept.id}`,
      { startsAt: '2026-11-12T10:00:00+01:00', endsAt: '2026-11-12T11:00:00+01:00' },
      { 'If-Match': `"${kept.version}"` },
    );
    expect(moved.status).toBe(200);
    const third = await sync(calendar, second.token);
    expect(third.present).toEqual(first.present);

    await stage.as('member')('POST', `/api/bookings/${added.id}/cancellation`, {});
    const fourth = await sync(calendar, third.token);
    expect(fourth.present).toEqual([]);
    expect(fourth.gone).toEqual(second.present);
    // Who comes with an older token is told of both.
    const late = await sync(calendar, first.token);
    expect([late.present, late.gone]).toEqual([first.present, second.present]);
  });

  test('whose token is none of ours begins anew', async () => {
    const calendar = await discover();
    for (const token of ['urn:x-moyens:sync:nonsense:1', 'http://example.org/ns/sync/7']) {
      const answer = await sync(calendar, token);
      expect(answer.status).toBe(403);
      expect(answer.text).toContain('valid-sync-token');
    }
  });

  test('asks for the events of a stretch of time, dates of a series among them', async () => {
    const calendar = await discover();
    await book('Chaque semaine', '2026-12-01', {
      recurrence: { rrule: 'FREQ=WEEKLY;COUNT=4', timeZone: 'Europe/Paris' },
    });
    const within = async (start: string, end: string) => {
      const body = `<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:getetag/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range start="${start}" end="${end}"/></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>`;
      return hrefsIn((await ask('REPORT', calendar, body)).text);
    };
    expect(await within('20261214T000000Z', '20261216T000000Z')).toHaveLength(1);
    expect(await within('20261216T000000Z', '20261217T000000Z')).toHaveLength(0);
    expect(await within('20261101T000000Z', '20261231T000000Z')).toHaveLength(2);
  });

  test('is told when the person is busy', async () => {
    const calendar = await discover();
    const body = `<c:free-busy-query xmlns:c="urn:ietf:params:xml:ns:caldav"><c:time-range start="20261201T000000Z" end="20261209T000000Z"/></c:free-busy-query>`;
    const answer = await ask('REPORT', calendar, body);
    expect(answer.headers.get('Content-Type')).toContain('text/calendar');
    const busy = new ICAL.Component(ICAL.parse(answer.text)).getFirstSubcomponent('vfreebusy');
    expect(busy?.getAllProperties('freebusy').map(one => String(one.getFirstValue()))).toEqual([
      '2026-12-01T09:00:00Z/2026-12-01T10:00:00Z',
      '2026-12-08T09:00:00Z/2026-12-08T10:00:00Z',
    ]);
  });

  test('can write nothing, and sees that it cannot', async () => {
    const calendar = await discover();
    const rights = await ask('PROPFIND', calendar, propfind('<A:current-user-privilege-set/>'), { Depth: '0' });
    expect(rights.text).toContain('<d:read/>');
    expect(rights.text).not.toContain('write');
    for (const method of ['PUT', 'DELETE', 'PROPPATCH', 'MKCALENDAR']) {
      expect((await ask(method, `${calendar}x.ics`)).status).toBe(403);
    }
    expect((await ask('OPTIONS', calendar)).headers.get('DAV')).toContain('calendar-access');
  });

  test('is told what a property it asks for is not there', async () => {
    const calendar = await discover();
    const answer = await ask('PROPFIND', calendar, propfind('<A:displayname/><X:mood xmlns:X="urn:example"/>'), {
      Depth: '0',
    });
    expect(answer.text).toContain('404 Not Found');
    expect(answer.text).toContain('xmlns:x="urn:example"');
  });

  test('is refused where its XML is not, or brings definitions of its own', async () => {
    const calendar = await discover();
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><d:sync-collection xmlns:d="DAV:">&a;</d:sync-collection>';
    for (const body of ['<d:sync', 'nothing', bomb]) expect((await ask('REPORT', calendar, body)).status).toBe(400);
  });

  test('is let in no more once its password is revoked, nor with another’s calendar', async () => {
    const others = await stage.as('owner')('POST', '/api/app-passwords', { name: 'Thunderbird' });
    const mine = await discover();
    const credentials = Buffer.from(`${others.body.userName}:${others.body.password}`).toString('base64');
    expect((await ask('PROPFIND', mine, '', { Authorization: `Basic ${credentials}` })).status).toBe(404);
    const { appPassword } = others.body;
    expect((await stage.as('owner')('DELETE', `/api/app-passwords/${appPassword.id}`)).status).toBe(204);
    const after = await ask('PROPFIND', '/caldav/', '', { Authorization: `Basic ${credentials}` });
    expect(after.status).toBe(401);
    expect(after.headers.get('WWW-Authenticate')).toContain('Basic');
  });

  test('that looks a room up by its free/busy address is told when it is taken, and nothing else', async () => {
    const made = await stage.as('member')('POST', '/api/feeds', {
      ...{ name: 'La salle', scope: 'resource', resourceId: room, detail: 'busy' },
    });
    expect(made.status).toBe(201);
    const path = made.body.url.replace(publicUrl, '').replace(/\.ics$/, '.ifb');
    const answer = await stage.anonymous('GET', path);
    expect(answer.status).toBe(200);
    const busy = new ICAL.Component(ICAL.parse(answer.body)).getFirstSubcomponent('vfreebusy');
    expect(busy?.getAllProperties('freebusy').map(one => String(one.getFirstValue()))).toContain(
      '2026-12-01T09:00:00Z/2026-12-01T10:00:00Z',
    );
    expect(answer.body).not.toContain('Chaque semaine');
    const again = await stage.anonymous('GET', path, undefined, { 'If-None-Match': answer.headers.get('ETag') ?? '' });
    expect(again.status).toBe(304);
    await stage.as('member')('DELETE', `/api/feeds/${made.body.feed.id}`);
    expect((await stage.anonymous('GET', path)).status).toBe(410);
  });
});
