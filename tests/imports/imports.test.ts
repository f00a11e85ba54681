import { beforeEach, describe, expect, test } from 'vitest';
import { readCellTime } from '../../server/imports/cells.ts';
import type { ImportChoice, ImportRow } from '../../shared/import.ts';
import { play } from '../harness.ts';
import { createResource, type PersonName } from '../network.ts';

const stage = play();
let room: string;
let name: string;
let count = 0;

beforeEach(async () => {
  stage.now = new Date('2026-11-02T08:00:00Z');
  name = `Salle ${++count} É`;
  room = await createResource(stage.db, stage.network, { name });
});

const at = (hour: string, day = '03') => new Date(`2026-11-${day}T${hour}:00+01:00`).toISOString();
const encode = (text: string | Buffer) => Buffer.from(text).toString('base64');
const preview = (content: string | Buffer, more: object = {}, person: PersonName = 'colleague') =>
  stage.as(person)('POST', '/api/imports', {
    organisationId: stage.network.borrower,
    fileName: 'f',
    content: encode(content),
    ...more,
  });
async function previewed(content: string | Buffer, more: object = {}) {
  const reply = await preview(content, more);
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body.import as {
    id: string;
    rows: ImportRow[];
    against: { code: string; count: number }[];
    columns: object;
  };
}
const execute = (id: string, mode: string, choices: ImportChoice[] = [], headers = {}) =>
  stage.as('colleague')('POST', `/api/imports/${id}/execution`, { mode, choices }, headers);
const undo = (id: string) => stage.as('colleague')('POST', `/api/imports/${id}/undo`);
const outcomes = (body: { import: { rows: ImportRow[] } }) => body.import.rows.map(row => row.outcome);
const bookings = async () => (await stage.as('member')('GET', `/api/bookings?resourceId=${room}`)).body.items;
const booked = async (from: string, to: string) => {
  const body = {
    organisationId: stage.network.third,
    title: 'Autre',
    startsAt: at(from),
    endsAt: at(to),
    lines: [{ resourceId: room }],
  };
  expect((await stage.as('rival')('POST', '/api/bookings', body)).status).toBe(201);
};
const table = (...rows: string[]) => ['Objet;Salle;Date;Heure de début;Heure de fin', ...rows].join('\r\n');
const row = (title: string, from: string, to: string, day = '03') => `${title};${name};${day}/11/2026;${from};${to}`;

describe('a table', () => {
  test('is read by its headings, of any mark between cells, in the site’s time, whatever the bytes', async () => {
    const text = table(row('Réunion', '9h', '10h30'));
    for (const content of [
      text,
      `\ufeff${text}`,
      Buffer.from(text, 'latin1'),
      text.replaceAll(';', '\t'),
      text.replaceAll(';', ',').replaceAll('\r\n', '\n'),
    ]) {
      const { rows } = await previewed(content);
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({
        title: 'Réunion',
        resourceId: room,
        startsAt: at('09:00'),
        endsAt: at('10:30'),
        problem: null,
        reasons: [],
      });
    }
    expect(await bookings()).toEqual([]);
  });

  test('as Outlook and Google write it', async () => {
    const text = `Subject,Start Date,Start Time,End Date,End Time,Location\r\n"Board, monthly",11/03/2026,9:00 AM,11/03/2026,1:30 PM,"${name}, 1 rue des Lilas"`;
    expect((await previewed(text)).rows[0]).toMatchObject({ title: 'Board, monthly', resourceId: room, problem: null });
  });

  test('has its columns named where they cannot be guessed', async () => {
    const text = `Quoi;Où;Quand;Jusque\r\nRéunion;${name};2026-11-03 09:00;2026-11-03T10:00:00+01:00`;
    expect((await preview(text)).body.code).toBe('import_unreadable');
    const columns = { title: 'Quoi', resource: 'Où', startDate: 'Quand', endDate: 'Jusque' };
    expect((await previewed(text, { columns })).rows[0]).toMatchObject({ startsAt: at('09:00'), endsAt: at('10:00') });
    const refusal = async (wrong: object) =>
      (await preview(text, { columns: { ...columns, ...wrong } })).body as { code: string; detail: string };
    expect(await refusal({ title: 'Rien' })).toMatchObject({
      code: 'import_column_unknown',
      detail: 'Ce tableau n’a pas de colonne «\u00a0Rien\u00a0».',
    });
    expect((await refusal({ title: 'Où' })).code).toBe('import_column_twice');
    expect(await refusal({ title: null, startDate: 'Quoi' })).toMatchObject({
      code: 'import_no_dates',
      detail: expect.stringContaining('dans la colonne «\u00a0Quoi\u00a0»'),
    });
  });

  test('tells what its columns are taken for, and takes none where there is none', async () => {
    const text = `Objet;Salle;Date;De;À;Nombre;Objet;\r\n;;03/11/2026\r\nRéunion;${name};03/11/2026;9h;10h;12;x;y`;
    const ask = (person: PersonName) => stage.as(person)('POST', '/api/imports/columns', { content: encode(text) });
    const { status, body } = await ask('colleague');
    expect(status).toBe(200);
    expect(body.format).toBe('csv');
    expect(body.columns).toEqual({
      ...{ title: 'Objet', resource: 'Salle', startDate: 'Date', startTime: 'De', endTime: 'À', quantity: 'Nombre' },
    });
    expect(body.headings.slice(0, 2)).toEqual([
      { name: 'Objet', sample: 'Réunion' },
      { name: 'Salle', sample: name },
    ]);
    expect(body.headings.map((one: { name: string }) => one.name)).toEqual([
      'Objet',
      'Salle',
      'Date',
      'De',
      'À',
      'Nombre',
    ]);
    const { rows } = await previewed(text, { columns: { ...body.columns, quantity: null } });
    expect(rows[1]).toMatchObject({ quantity: 1, startsAt: at('09:00') });
    const calendar = encode('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n');
    const other = await stage.as('colleague')('POST', '/api/imports/columns', { content: calendar });
    expect(other.body).toEqual({ format: 'ics', headings: [], columns: {} });
    expect((await ask('member')).status).toBe(403);
  });

  test('says of each row why it cannot be asked for, and how often', async () => {
    await booked('14:00', '15:00');
    await createResource(stage.db, stage.network, { name: 'Double' });
    await createResource(stage.db, stage.network, { name: 'Double' });
    const { rows, against } = await previewed(
      [
        'titre;moyen;debut;fin;quantite',
        `a;${name};2026-11-03 09:00;2026-11-03 10:00;1`,
        `b;${name};2026-11-03 09:30;2026-11-03 10:30;`,
        `c;${name};2026-11-03 14:30;2026-11-03 16:00;`,
        'd;Nulle part;2026-11-03 09:00;2026-11-03 10:00;',
        'e;Double;2026-11-03 09:00;2026-11-03 10:00;',
        `f;${name};hier;2026-11-03 10:00;`,
        `g;${name};2026-11-03 10:00;2026-11-03 09:00;`,
        `h;${name};2027-03-28 02:30;2027-03-28 04:00;`,
        `i;${name};2026-11-03 11:00;2026-11-03 12:00;zwei`,
        `j;${name};2026-10-03 11:00;2026-10-03 12:00;`,
        `k;${name};2026-11-03;2027-11-03;`,
      ].join('\n'),
    );
    expect(
      rows.map(one => one.problem?.code ?? one.reasons.find(reason => reason.severity === 'block')?.code ?? 'free'),
    ).toEqual([
      'free',
      'taken',
      'taken',
      'resource_unknown',
      'resource_ambiguous',
      'date_unreadable',
      'end_before_start',
      'local_time_missing',
      'quantity_unreadable',
      'in_past',
      'too_long',
    ]);
    expect(against[0]).toEqual({ code: 'taken', count: 2 });
  });

  test.each([
    ['24/11/2026', { day: '2026-11-24' }],
    ['11/24/2026', { day: '2026-11-24' }],
    ['5.1.27', { day: '2027-01-05' }],
    ['24/11/2026 à 9h05', { day: '2026-11-24', time: '09:05' }],
    ['2026-11-24T09:30:00', { day: '2026-11-24', time: '09:30' }],
    ['12:15 AM', { time: '00:15' }],
    ['24:00', { time: '24:00' }],
    ['31/02/2026', undefined],
    ['25:00', undefined],
    ['demain', undefined],
    ['1', undefined],
  ])('reads the cell %s', (cell, expected) => {
    expect(readCellTime(cell)).toEqual(expected);
  });
});

describe('a calendar', () => {
  const event = (title: string, ...lines: string[]) =>
    ['BEGIN:VEVENT', `UID:${title}`, `SUMMARY:${title}`, ...lines, 'END:VEVENT'].join('\r\n');
  const calendar = (...events: string[]) => ['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR', ''].join('\r\n');

  test('gives a row for each date to come, of the resource that its place names, or of the one that is said', async () => {
    const text = calendar(
      event(
        'Cours',
        `LOCATION:${name}\\, Orsay`,
        'DTSTART;TZID=Europe/Paris:20261006T090000',
        'DURATION:PT1H',
        'RRULE:FREQ=WEEKLY;COUNT=7',
      ),
      event('Ailleurs', 'DTSTART:20261103T130000Z', 'DTEND:20261103T140000Z'),
      event('Libre', 'DTSTART:20261103T130000Z', 'DTEND:20261103T140000Z', 'TRANSP:TRANSPARENT'),
    );
    const { rows } = await previewed(text);
    expect(rows.map(one => [one.title, one.startsAt, one.problem?.code])).toEqual([
      ['Cours', at('09:00', '03'), undefined],
      ['Ailleurs', at('14:00', '03'), 'resource_unknown'],
      ['Cours', at('09:00', '10'), undefined],
      ['Cours', at('09:00', '17'), undefined],
    ]);
    expect((await previewed(text, { resourceId: room })).rows.every(one => one.resourceId === room)).toBe(true);
  });

  test('that is cut short, empty or too long is not taken', async () => {
    expect((await preview('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n')).body.code).toBe('import_unreadable');
    expect((await preview(calendar())).body.code).toBe('import_unreadable');
    const endless = calendar(event('x', 'DTSTART:20261103T130000Z', 'DURATION:PT1H', 'RRULE:FREQ=HOURLY'));
    expect((await preview(endless)).body.code).toBe('import_too_long');
    const long = table(...Array.from({ length: 501 }, (_, n) => row(`${n}`, '9h', '10h')));
    expect((await preview(long)).body.code).toBe('import_too_long');
    expect((await preview(Buffer.alloc(1_010_000, 'a'))).status).toBe(400);
    expect((await preview(Buffer.alloc(3_000_000, 'a'))).status).toBe(413);
  });
});

describe('booking the rows', () => {
  test('all or none: with what stands against each, then with a choice for each', async () => {
    await booked('14:00', '15:00');
    const other = await createResource(stage.db, stage.network);
    const { id } = await previewed(
      table(
        row('a', '9h', '10h'),
        row('b', '14h', '15h'),
        row('c', '14h30', '15h30'),
        row('d', '14h', '16h'),
        'e;Nulle part;03/11/2026;9h;10h',
      ),
    );
    const refused = await execute(id, 'all');
    expect([refused.status, refused.body.code, refused.body.refused, refused.body.count]).toEqual([
      409,
      'import_has_refusals',
      4,
      5,
    ]);
    expect(refused.body.rows.map((one: { position: number }) => one.position)).toEqual([2, 3, 4, 5]);
    expect(await bookings()).toEqual([]);
    const done = await execute(id, 'all', [
      { position: 2, action: 'skip' },
      { position: 3, action: 'book', startsAt: '2026-11-03T15:00', endsAt: '2026-11-03T16:00', title: 'C' },
      { position: 4, action: 'book', resourceId: other },
      { position: 5, action: 'book', resourceId: other },
    ]);
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    expect(outcomes(done.body)).toEqual(['booked', 'skipped', 'booked', 'booked', 'booked']);
    expect((await bookings()).map((one: { title: string; startsAt: string }) => [one.title, one.startsAt])).toEqual([
      ['a', at('09:00')],
      ['C', at('15:00')],
    ]);
    expect((await execute(id, 'all')).body.code).toBe('import_wrong_state');
  });

  test('each that can be had: the others are listed, and leave nothing', async () => {
    await booked('14:00', '15:00');
    const { id } = await previewed(
      table(row('a', '9h', '10h'), row('b', '9h30', '10h30'), row('c', '14h', '15h'), row('d', '10h30', '11h30')),
    );
    const done = await execute(id, 'each');
    expect(outcomes(done.body)).toEqual(['booked', 'refused', 'refused', 'booked']);
    expect(done.body.import.rows[1].reasons[0].code).toBe('taken');
    expect(await bookings()).toHaveLength(2);
    const acts = await stage.db
      .selectFrom('audit_event')
      .select('action')
      .where('subject_id', '=', id)
      .orderBy('id')
      .execute();
    expect(acts.map(act => act.action)).toEqual(['import.previewed', 'import.executed']);
  });

  test('asks who decides, where somebody does, and asks nothing that a booking may not', async () => {
    const asked = await createResource(stage.db, stage.network, { name: `Avis ${count}`, approval: 'manager' });
    const closed = await createResource(stage.db, stage.network, { name: `Fermé ${count}`, bookable_by: 'owner' });
    const { id, rows } = await previewed(
      table(`a;Avis ${count};03/11/2026;9h;10h`, `b;Fermé ${count};03/11/2026;9h;10h`),
    );
    expect(rows.map(one => one.reasons.map(reason => `${reason.severity} ${reason.code}`))).toEqual([
      ['warn approval_needed'],
      ['block not_allowed'],
    ]);
    const done = await execute(id, 'each');
    expect(outcomes(done.body)).toEqual(['booked', 'refused']);
    const pending = await stage.db
      .selectFrom('booking_line')
      .select('status')
      .where('resource_id', 'in', [asked, closed])
      .execute();
    expect(pending).toEqual([{ status: 'pending' }]);
  });

  test('once, also when it is asked twice at once', async () => {
    const { id } = await previewed(table(row('a', '9h', '10h')));
    const key = { 'Idempotency-Key': `import-${id}` };
    const replies = await Promise.all([
      execute(id, 'all', [], key),
      execute(id, 'all', [], key),
      execute(id, 'all'),
      execute(id, 'each'),
    ]);
    expect(replies.filter(reply => reply.status === 200).length).toBeGreaterThanOrEqual(1);
    expect(await bookings()).toHaveLength(1);
  });

  test('and bookings that race: never both', async () => {
    const { id } = await previewed(table(row('a', '9h', '10h'), row('b', '10h', '11h')));
    const body = {
      organisationId: stage.network.third,
      title: 'Autre',
      startsAt: at('09:30'),
      endsAt: at('10:30'),
      lines: [{ resourceId: room }],
    };
    const [done, ...others] = await Promise.all([
      execute(id, 'all'),
      ...Array.from({ length: 5 }, () => stage.as('rival')('POST', '/api/bookings', body)),
    ]);
    const won = others.filter(reply => reply.status === 201).length;
    expect([done.status, won]).toSatisfy(
      ([status, count]) => (status === 200 && count === 0) || (status === 409 && count === 1),
    );
  });
});

describe('taking it back', () => {
  test('cancels what nobody has touched, and keeps what somebody has', async () => {
    const { id } = await previewed(table(row('a', '9h', '10h'), row('b', '10h', '11h'), row('c', '11h', '12h', '02')));
    await execute(id, 'all');
    const [, second] = await bookings();
    const [changed] = (await bookings()).filter((one: { title: string }) => one.title === 'b');
    expect(second).toBeDefined();
    await stage.as('member')('PATCH', `/api/bookings/${changed.id}`, { title: 'B' }, { 'If-Match': '*' });
    stage.now = new Date('2026-11-02T10:30:00Z');
    const undone = await undo(id);
    expect(undone.status, JSON.stringify(undone.body)).toBe(200);
    expect(outcomes(undone.body)).toEqual(['undone', 'kept', 'kept']);
    expect(
      (await bookings()).map((one: { title: string; status: string }) => `${one.title} ${one.status}`).sort(),
    ).toEqual(['B confirmed', 'a cancelled', 'c confirmed']);
    expect((await undo(id)).body.code).toBe('import_wrong_state');
    await booked('09:00', '10:00');
  });
});

describe('who may', () => {
  test('a referent for their organisation, and the coordinator for any', async () => {
    const text = table(row('a', '9h', '10h'));
    for (const person of ['member', 'owner', 'rival', 'elected', 'stranger'] as const) {
      expect((await preview(text, {}, person)).status, person).toBe(403);
    }
    const reply = await preview(text, {}, 'coordinator');
    expect(reply.status).toBe(201);
    const { id } = reply.body.import;
    for (const person of ['member', 'owner', 'rival'] as const)
      expect((await stage.as(person)('GET', `/api/imports/${id}`)).status).toBe(404);
    expect((await stage.as('member')('GET', '/api/imports')).body.items).toEqual([]);
    const listed = (await stage.as('colleague')('GET', '/api/imports')).body.items as { id: string }[];
    expect(listed.find(one => one.id === id)).toMatchObject({
      id,
      rowCount: 1,
      bookedCount: 0,
      state: 'previewed',
    });
    expect((await execute(id, 'all')).status).toBe(200);
  });

  test('does not take what they may not know of', async () => {
    const hidden = await createResource(stage.db, stage.network, { name: `Caché ${count}`, visible_to: 'owner' });
    const { id, rows } = await previewed(table(`a;Caché ${count};03/11/2026;9h;10h`));
    expect(rows[0]?.problem?.code).toBe('resource_unknown');
    expect((await execute(id, 'each', [{ position: 1, action: 'book', resourceId: hidden }])).status).toBe(404);
  });
});
