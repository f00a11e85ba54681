import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { khal } from './khal.ts';
import { openNetwork } from './network.ts';
import type { Program } from './program.ts';

/**
 * `npm run prove:calendars`: real calendar programs subscribe to a feed of a running server, and must see a booking, that it
 * moved, that it was cancelled, and that the feed was revoked. No part of the tests, since it needs programs of Debian.
 */
const folder = await mkdtemp(join(tmpdir(), 'moyens-prove-'));
const network = await openNetwork(join(folder, 'data'));
let failures = 0;

try {
  for (const program of [khal]) {
    const missing = program.missing();
    if (missing === null) await prove(program);
    else say(program, 'left out', `install ${missing}`);
  }
} finally {
  await network.close();
  await rm(folder, { recursive: true, force: true });
}
process.exit(failures === 0 ? 0 : 1);

async function prove(program: Program): Promise<void> {
  const feed = await network.follow();
  const calendar = await program.subscribe(feed.url, await mkdtemp(join(folder, 'program-')));
  try {
    const booking = await network.book('Répétition ; « à cordes », 🎻');
    // Not by its UID: vdirsyncer puts one of its own in its place.
    const find = async () => (await calendar.events()).find(one => one.title === booking.title);
    await check(program, 'a booking', async () => {
      const event = await find();
      return event?.startsAt === booking.startsAt;
    });
    await check(program, 'the same again, and nothing new', () => calendar.isQuiet());
    const startsAt = await network.move(booking.id);
    await check(program, 'that it moved', async () => (await find())?.startsAt === startsAt);
    await network.cancel(booking.id);
    await check(program, 'that it was cancelled', async () => (await find()) === undefined);
    await network.revoke(feed.id);
    await check(program, 'that the feed was revoked', () => calendar.isRefused());
  } finally {
    await calendar.close();
  }
}

async function check(program: Program, what: string, holds: () => Promise<boolean>): Promise<void> {
  const began = Date.now();
  const isSeen = await holds().catch((error: unknown) => {
    process.stderr.write(`${error}\n`);
    return false;
  });
  if (!isSeen) failures += 1;
  say(program, isSeen ? 'sees' : 'DOES NOT SEE', `${what} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}

function say({ name }: Program, verb: string, what: string): void {
  process.stdout.write(`${name.padEnd(32)} ${verb.padEnd(14)} ${what}\n`);
}
