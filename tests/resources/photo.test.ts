import { beforeEach, describe, expect, test } from 'vitest';
import { play } from '../harness.ts';
import { createResource } from '../network.ts';
import { stepsOn } from './steps.ts';

const stage = play();
const { read, change } = stepsOn(stage);
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let room: string;
beforeEach(async () => {
  room = await createResource(stage.db, stage.network);
});

const give = (bytes: Buffer) =>
  change('owner', 'PUT', `/api/resources/${room}/photo`, { data: bytes.toString('base64') });

async function look(path: string, headers: Record<string, string> = {}) {
  const cookie = await stage.deps.signIn.startSession(stage.network.people.member);
  return stage.app.request(path, { headers: { Cookie: cookie, ...headers } });
}

describe('the picture of a resource', () => {
  test('is served as it was given, under an address that changes with it', async () => {
    const { photo } = (await give(png)).body.resource;
    expect(photo).toMatch(new RegExp(`^/api/resources/${room}/photo\\?v=[0-9a-f]{16}$`));
    const answer = await look(photo);
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'image/png']);
    expect(answer.headers.get('Cache-Control')).toContain('immutable');
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true);

    const other = (await give(Buffer.concat([png, Buffer.from('other')]))).body.resource.photo;
    expect(other).not.toBe(photo);
    // Under an old address it is the new one, which nobody is to keep there.
    expect((await look(photo)).headers.get('Cache-Control')).toBe('private, no-cache');
  });

  test('is not sent again to who has it', async () => {
    const { photo } = (await give(png)).body.resource;
    const known = (await look(photo)).headers.get('ETag') ?? '';
    expect((await look(photo, { 'If-None-Match': known })).status).toBe(304);
  });

  test('goes away with null', async () => {
    const { photo } = (await give(png)).body.resource;
    const reply = await change('owner', 'PATCH', `/api/resources/${room}`, { photo: null });
    expect([reply.status, reply.body.resource.photo]).toEqual([200, null]);
    expect((await look(photo)).status).toBe(404);
  });

  test('is a JPEG, PNG or WebP by its first bytes, whatever it claims to be', async () => {
    const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');
    const webp = Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1');
    for (const taken of [jpeg, webp]) expect((await give(taken)).status).toBe(200);
    const html = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
    for (const refused of [html, Buffer.from('GIF89a'), Buffer.from('x')]) {
      const reply = await give(refused);
      expect([reply.status, reply.body.code]).toEqual([400, 'not_a_picture']);
    }
  });

  test('is a megabyte at most', async () => {
    const of = (bytes: number) => Buffer.concat([png, Buffer.alloc(bytes - png.length)]);
    expect((await give(of(1024 * 1024))).status).toBe(200);
    expect((await give(of(1024 * 1024 + 1))).status).toBe(413);
    expect((await give(of(2 * 1024 * 1024))).status).toBe(413);
  });

  test('is in the version of the resource, which a change must have read', async () => {
    const stale = await stage.as('owner')(
      'PUT',
      `/api/resources/${room}/photo`,
      { data: png.toString('base64') },
      { 'If-Match': '"99"' },
    );
    expect([stale.status, (await read(room)).body.resource.photo]).toEqual([412, null]);
  });
});
