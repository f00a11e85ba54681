import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../server/outside/addresses.ts';
import { Failure } from '../../server/outside/failure.ts';
import type { Outside } from '../../server/outside/get.ts';
import { asDeployed, reachingHere, startServer, type TestServer } from './server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.answers.clear();
  server.requests.length = 0;
});

async function failure(outside: Outside, address: string): Promise<string> {
  try {
    const answer = await outside.get({ address });
    return answer.kind;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(JSON.stringify([error.message, error.details])).not.toContain('secret');
    return error.code;
  }
}

const here = reachingHere({ patience: 1_000, maxBytes: 100_000 });
const at = (path: string) => `${server.url}${path}`;
const redirect = (path: string, location: string, status = 302) =>
  server.answers.set(path, (_, response) => response.writeHead(status, { Location: location }).end());

describe('an address that leads inside is refused', () => {
  test.each([
    'http://127.0.0.1:8080/secret',
    'http://localhost:8080/secret',
    'http://127.1:8080/',
    'http://2130706433:8080/',
    'http://0x7f000001:8080/',
    'http://017700000001:8080/',
    'http://0.0.0.0:8080/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]:8080/',
    'http://[::]:8080/',
    'http://[::ffff:127.0.0.1]:8080/',
    'http://[::ffff:7f00:1]:8080/',
    'http://[::ffff:169.254.169.254]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fc00::1]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'https://example.org:25/',
    'http://example.org:22/secret',
    'ftp://example.org/secret',
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
    'data:text/calendar,x',
    'nonsense',
  ])('%s', async address => {
    expect(await failure(asDeployed({ patience: 3_000 }), address)).toBe('address_refused');
  });

  test('also when its name points there, whichever of several, and whatever it pointed to before', async () => {
    const names: Record<string, string[][]> = {
      'inside.test': [['127.0.0.1']],
      'both.test': [['93.184.215.14', '10.0.0.1']],
      'rebinds.test': [['93.184.215.14'], ['127.0.0.1']],
    };
    const outside = asDeployed({
      patience: 1_000,
      lookup: (hostname, _, callback) => {
        const answers = names[hostname] ?? [];
        const addresses = (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
        callback(
          null,
          addresses.map(address => ({ address, family: 4 })),
        );
      },
    });
    expect(await failure(outside, `http://inside.test:${server.port}/`)).toBe('address_refused');
    expect(await failure(outside, `http://both.test:${server.port}/`)).toBe('address_refused');
    await failure(outside, `http://rebinds.test:${server.port}/`);
    expect(await failure(outside, `http://rebinds.test:${server.port}/`)).toBe('address_refused');
    expect(server.requests).toEqual([]);
  });

  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:7f00:1]:80/',
    'http://127.0.0.2:8080/',
    '//10.0.0.1/secret',
    'file:///etc/passwd',
    'http://localhost.localdomain.invalid:22/',
  ])('also when something public sends there: %s', async location => {
    redirect('/', location);
    expect(await failure(here, at('/'))).toBe('address_refused');
  });

  test('unless whoever runs the server names the machine', async () => {
    server.answers.set('/', (_, response) => response.end('x'));
    expect(await failure(asDeployed({ privateHosts: ['127.0.0.1'] }), at('/'))).toBe('body');
    redirect('/', 'http://127.0.0.2:8080/');
    expect(await failure(asDeployed({ privateHosts: ['127.0.0.1'] }), at('/'))).toBe('address_refused');
  });

  test('and those of the internet are not', () => {
    for (const address of ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '8.8.8.8']) {
      expect(isPublicAddress(address), address).toBe(true);
    }
    expect(isPublicAddress('example.org')).toBe(false);
  });
});

describe('what is asked', () => {
  test('names who asks, and what is known already', async () => {
    server.answers.set('/', (_, response) => response.writeHead(304).end());
    const answer = await here.get({
      address: at('/').replace('http:', 'http:'),
      etag: '"a"',
      lastModified: 'Mon, 02 Nov 2026 08:00:00 GMT',
    });
    expect(answer).toEqual({ kind: 'unchanged' });
    expect(server.requests[0]?.headers).toMatchObject({
      'user-agent': 'Mozilla/5.0 (compatible; Test/1)',
      'if-none-match': '"a"',
      'if-modified-since': 'Mon, 02 Nov 2026 08:00:00 GMT',
    });
  });

  test('gives a name and a password to their server, and to no other', async () => {
    const other = await startServer();
    redirect('/', `${other.url}/there`);
    other.answers.set('/there', (_, response) => response.end('x'));
    expect(await failure(here, at('/').replace('//', '//jane:se%63ret@'))).toBe('body');
    expect(server.requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from('jane:secret').toString('base64')}`);
    expect(other.requests[0]?.headers.authorization).toBeUndefined();
    await other.close();
  });
});

describe('what comes back is bounded', () => {
  test('in redirects', async () => {
    redirect('/loop', '/loop');
    expect(await failure(here, at('/loop'))).toBe('too_many_redirects');
    expect(server.requests.length).toBeLessThanOrEqual(6);
  });

  test('in bytes, plain and unpacked', async () => {
    const huge = Buffer.alloc(30_000_000, 'x');
    // Packed beforehand: it takes longer than an answer may.
    const [zipped, brotli] = [gzipSync(huge), brotliCompressSync(huge)];
    server.answers.set('/plain', (_, response) => response.end(huge));
    server.answers.set('/gzip', (_, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(zipped));
    server.answers.set('/brotli', (_, response) => response.writeHead(200, { 'Content-Encoding': 'br' }).end(brotli));
    for (const path of ['/plain', '/gzip', '/brotli']) expect(await failure(here, at(path)), path).toBe('too_large');
  });

  test('in time, whether the answer or its body does not come', async () => {
    server.answers.set('/never', () => {});
    server.answers.set('/slow', (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(drip));
    });
    for (const path of ['/never', '/slow']) {
      const began = performance.now();
      expect(await failure(here, at(path)), path).toBe('too_slow');
      expect(performance.now() - began).toBeLessThan(5_000);
    }
  });

  test('and is not taken for whole when it is cut short', async () => {
    server.answers.set('/length', (_, response) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('BEGIN:VCALENDAR', () => response.destroy());
    });
    server.answers.set('/gzip', (_, response) => {
      const packed = gzipSync('BEGIN:VCALENDAR'.repeat(100));
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(packed.subarray(0, packed.length - 12));
    });
    server.answers.set('/garbage', (_, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('not gzip at all'),
    );
    server.answers.set('/odd', (_, response) => response.writeHead(200, { 'Content-Encoding': 'zstd' }).end('x'));
    expect(await failure(here, at('/length'))).toBe('cut_short');
    expect(await failure(here, at('/gzip'))).toBe('cut_short');
    expect(await failure(here, at('/garbage'))).toBe('not_a_calendar');
    expect(await failure(here, at('/odd'))).toBe('not_a_calendar');
  });

  test('is unpacked', async () => {
    server.answers.set('/', (_, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip', ETag: '"b"' }).end(gzipSync('hello')),
    );
    const answer = await here.get({ address: at('/') });
    expect(answer).toMatchObject({ kind: 'body', etag: '"b"' });
    expect(answer.kind === 'body' && answer.bytes.toString()).toBe('hello');
  });
});

describe('a server that does not give it', () => {
  test.each([
    [404, 'not_there'],
    [410, 'not_there'],
    [401, 'not_allowed'],
    [403, 'not_allowed'],
    [500, 'refused'],
    [429, 'refused'],
    [204, 'refused'],
  ])('answers %i: %s', async (status, code) => {
    server.answers.set('/', (_, response) => response.writeHead(status, { 'Retry-After': '120' }).end());
    expect(await failure(here, at('/'))).toBe(code);
  });

  test('is not there, or unknown', async () => {
    const gone = await startServer();
    await gone.close();
    expect(await failure(here, gone.url)).toBe('unreachable');
    const lookup = (_: string, __: object, callback: (error: NodeJS.ErrnoException, addresses: []) => void) =>
      callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []);
    expect(await failure(asDeployed({ lookup }), 'https://nowhere.test/secret')).toBe('name_unknown');
  });
});
