import { type SqlBool, sql } from 'kysely';
import type { Logger } from 'pino';
import type { Catalogue, CataloguedResource } from '../catalogue/catalogue.ts';
import { readCatalogue } from '../catalogue/catalogue.ts';
import type { Changes } from '../changes/bus.ts';
import type { Db } from '../database/connect.ts';
import type { Row } from '../database/tables.ts';
import { Failure } from '../outside/failure.ts';
import type { Outside, OutsideAnswer } from '../outside/get.ts';
import { keepFailure, keepReading, keepUnchanged } from './keep.ts';
import { readApart } from './read.ts';
import type { ReadingRequest } from './reading.ts';
import type { Seal } from './seal.ts';

/** What reading a calendar of the outside takes. */
export interface Checking {
  outside: Outside;
  seal: Seal;
  clock: () => Date;
  log: Pick<Logger, 'info' | 'warn'>;
  changes: Pick<Changes, 'announceActs'>;
  publicUrl: string;
}

export type CalendarRow = Row<'external_calendar'>;

/** A worker that died in the middle leaves the calendar to others after this. */
const claimSeconds = 120;
const mostOccurrences = 3_000;
/** What one can book ahead at least, and the days by which a reading is ahead of that: the body is asked for whole so often. */
const leastDays = 365;
const aheadDays = 31;
const dayMs = 86_400_000;

/**
 * Asks for a calendar, reads it, and makes its blocks say what it says. Nothing is locked while the outside is waited for. What was
 * read last stays in force when this fails, whatever the reason; the reason is kept with the calendar.
 * @returns false when another worker is at it, or it is paused
 */
export async function checkCalendar(db: Db, id: string, checking: Checking): Promise<boolean> {
  const calendar = await claim(db, id, checking.clock());
  if (!calendar) return false;
  const { resource, siteZone } = placeOf(await readCatalogue(db), calendar.resource_id);
  const until = horizonOf(resource, checking.clock());
  const readAs = [until.toISOString(), siteZone, calendar.detail].join(' ');
  try {
    const address = checking.seal.open(calendar.address_sealed, calendar.id);
    if (address === null) throw new Failure('secret_lost');
    const answer = await checking.outside.get({ address, ...(calendar.read_as === readAs ? marksOf(calendar) : {}) });
    if (answer.kind === 'unchanged') {
      // Unasked for, it says nothing.
      if (calendar.read_as !== readAs) throw new Failure('refused', { status: 304 });
      await keepUnchanged(db, calendar, checking);
      return true;
    }
    const ownAddresses = [...emailsIn(address), ...(await emailsOf(db, calendar, resource))];
    const reading = await read(answer, { siteZone, to: until.getTime(), ownAddresses }, checking.clock());
    await keepReading(db, calendar, { ...reading, answer, readAs }, checking);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    await keepFailure(db, calendar, error, checking);
  }
  return true;
}

async function claim(db: Db, id: string, now: Date): Promise<CalendarRow | undefined> {
  return db
    .updateTable('external_calendar')
    .set({ checking_until: new Date(now.getTime() + claimSeconds * 1000) })
    .where('id', '=', id)
    .where('paused_at', 'is', null)
    .where(sql<SqlBool>`coalesce(checking_until, '-infinity') <= ${now.toISOString()}::timestamptz`)
    .returningAll()
    .executeTakeFirst();
}

function placeOf({ resources, sites }: Catalogue, resourceId: string) {
  const resource = resources.get(resourceId);
  const site = sites.get(resource?.siteId ?? '');
  if (!resource || !site) throw new Error(`the calendar of resource ${resourceId} has no place`);
  return { resource, siteZone: site.timeZone };
}

/** As far as the resource can be booked, to the next first of a month, so that the end moves once a month and not with each look. */
function horizonOf({ criteria }: CataloguedResource, now: Date): Date {
  const days = Math.max(criteria?.horizonDays ?? 0, leastDays) + aheadDays;
  const last = new Date(now.getTime() + days * dayMs);
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1, 1));
}

const marksOf = ({ etag, last_modified }: CalendarRow) => ({ etag, lastModified: last_modified });

/** An address such as Google's says whose calendar it is. */
function emailsIn(address: string): string[] {
  const text = address.replaceAll(/%40/gi, '@').toLowerCase();
  return text.match(/[a-z0-9._+-]+@[a-z0-9.-]+\.[a-z]{2,}/g) ?? [];
}

/** Those under which the person is invited whose time it is; for other resources, nobody is. */
async function emailsOf(
  db: Db,
  { created_by }: CalendarRow,
  { kind, staffPersonId }: CataloguedResource,
): Promise<string[]> {
  if (kind !== 'staff') return [];
  const people = await db
    .selectFrom('person')
    .select('email')
    .where('id', 'in', [staffPersonId ?? created_by])
    .execute();
  return people.map(one => one.email);
}

type Body = Extract<OutsideAnswer, { kind: 'body' }>;

async function read({ bytes }: Body, how: Pick<ReadingRequest, 'siteZone' | 'to' | 'ownAddresses'>, now: Date) {
  const reading = await readApart({ ...how, bytes, from: now.getTime(), limit: mostOccurrences });
  if ('failure' in reading) throw new Failure(reading.failure);
  return reading;
}
