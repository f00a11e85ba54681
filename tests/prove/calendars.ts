import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evolution } from './evolution.ts';
import { khal } from './khal.ts';
import { openNetwork } from './network.ts';
import type { Access, Program } from './program.ts';
import { thunderbird } from './thunderbird.ts';

/**
 * `npm run prove:calendars`: real calendar programs subscribe to a feed of a running server, or come to it by CalDAV, and must
 * see a booking, its new name, that it moved, that it was cancelled, and that they are let in no more. No part of the tests,
 * since it needs programs of Debian. `-- thunderbird` tries only that one.
 */
const folder = await mkdtemp(join(tmpdir(), 'moyens-prove-'));
const network = await openNetwork(join(folder, 'data'));
let failures = 0;

try {
  const only = process.argv[2] ?? '';
  for (const program of [khal, thunderbird, evolution].filter(one => one.name.toLowerCase().includes(only))) {
    const missing = program.missing();
    for (const way of program.ways) {
      if (missing === null)
        await prove(program, way).catch(error => fail(program, way, 'a calendar to subscribe to', error));
      else say(program, way, 'left out', `install ${missing}`);
    }
  }
} finally {
  await network.close();
  await rm(folder, { recursive: true, force: true });
}
process.exit(failures === 0 ? 0 : 1);

async function prove(program: Program, way: Access['way']): Promise<void> {
  const check = (what: string, holds: () => Promise<boolean>) => checkOne(program, way, what, holds);
  const { access, revoke } = await network.open(way);
  const calendar = await program.subscribe(access, await mkdtemp(join(folder, 'program-')));
  try {
    const booking = await network.book('Répétition ; « à cordes », 🎻');
    // Not by its UID: vdirsyncer puts one of its own in its place.
    const find = async (title: string) => (await calendar.events()).find(one => one.title === title);
    await check('a booking', async () => (await find(booking.title))?.startsAt === booking.startsAt);
    await check('the same again, and nothing new', () => calendar.isQuiet());
    const title = 'Générale, 20 h ; END:VEVENT';
    await network.rename(booking.id, title);
    await check('that it is named otherwise', async () => (await find(title))?.startsAt === booking.startsAt);
    const startsAt = await network.move(booking.id);
    await check('that it moved', async () => (await find(title))?.startsAt === startsAt);
    await network.cancel(booking.id);
    await check('that it was cancelled', async () => (await find(title)) === undefined);
    await revoke();
    await check('that it is let in no more', () => calendar.isRefused());
  } finally {
    await calendar.close();
  }
}

async function checkOne(program: Program, way: Access['way'], what: string, holds: () => Promise<boolean>) {
  const began = Date.now();
  const timed = () => `${what} (${((Date.now() - began) / 1000).toFixed(1)} s)`;
  try {
    if (await holds()) say(program, way, 'sees', timed());
    else fail(program, way, timed());
  } catch (error) {
    fail(program, way, timed(), error);
  }
}

function fail(program: Program, way: string, what: string, error?: unknown): void {
  failures += 1;
  say(program, way, 'DOES NOT SEE', what);
  if (error) process.stderr.write(`${error}\n`);
}

function say({ name }: Program, way: string, verb: string, what: string): void {
  process.stdout.write(`${`${name}, ${way}`.padEnd(32)} ${verb.padEnd(14)} ${what}\n`);
}
