import type { ImportProblem } from '../../shared/import.ts';
import { limits } from '../../shared/limits.ts';
import { fold } from '../../shared/text.ts';
import { plusDays, resolveLocal } from '../../shared/time.ts';
import type { Locale } from '../../shared/words.ts';
import { siteOf } from '../bookings/want.ts';
import type { Catalogue, CataloguedResource } from '../catalogue/catalogue.ts';
import type { BusyTime } from '../external-calendars/reading.ts';
import { plainLine, plainText } from '../mail/layout.ts';
import { type CellTime, readCellTime } from './cells.ts';
import type { Table } from './read-table.ts';

/** A row as it was understood: what it asks for, or why it cannot be asked for as it is. */
export interface Draft {
  said: string;
  title: string;
  purpose: string | null;
  resourceId: string | null;
  quantity: number;
  startsAt: Date | null;
  endsAt: Date | null;
  problem: ImportProblem | null;
}

export interface Drafting {
  /** Those that the reader may see, with their folded names. */
  resources: { name: string; resource: CataloguedResource }[];
  catalogue: Catalogue;
  /** Of the network, for rows whose resource is not known yet. */
  networkZone: string;
  /** For rows that name none. */
  fallback: CataloguedResource | undefined;
  locale: Locale;
}

const untitled: Record<Locale, string> = { fr: 'Réservation importée', en: 'Imported booking' };

/** The rows of a table; times are wall-clock time at the site of the resource. */
export function draftsOfTable({ rows, columns }: Table, drafting: Drafting): Draft[] {
  return rows.map(({ said, cells }) => {
    const found = findResource(cells.resource ?? '', drafting);
    const zone = found.resource ? siteOf(found.resource, drafting.catalogue).timeZone : drafting.networkZone;
    const times = timesOf(cells, zone);
    const quantity = (cells.quantity ?? '').trim() === '' ? 1 : Number(cells.quantity);
    const isCount = Number.isInteger(quantity) && quantity >= 1 && quantity <= 100_000;
    return {
      said,
      title: titled(cells.title, drafting.locale),
      purpose: columns.purpose === undefined ? null : plainText(cells.purpose ?? '', limits.purposeLength) || null,
      resourceId: found.resource?.id ?? null,
      quantity: isCount ? quantity : 1,
      ...times.slot,
      problem: found.problem ?? times.problem ?? (isCount ? null : 'quantity_unreadable'),
    };
  });
}

/** The events of a calendar, each date of a series by itself. */
export function draftsOfEvents(events: BusyTime[], drafting: Drafting): Draft[] {
  return events.map(event => {
    const found = findResource(event.location, drafting);
    const [startsAt, endsAt] = [new Date(event.from), new Date(event.to)];
    const said = [event.title, event.location].filter(Boolean).join(' · ');
    return {
      said: plainLine(said, 500),
      title: titled(event.title, drafting.locale),
      purpose: null,
      resourceId: found.resource?.id ?? null,
      quantity: 1,
      ...{ startsAt, endsAt },
      problem: found.problem ?? problemOfSlot(startsAt, endsAt),
    };
  });
}

/** Why a time cannot be asked for, whatever the rules of the resource. */
export function problemOfSlot(startsAt: Date, endsAt: Date): ImportProblem | null {
  if (endsAt <= startsAt) return 'end_before_start';
  return endsAt.getTime() - startsAt.getTime() > limits.bookingDays * 86_400_000 ? 'too_long' : null;
}

function titled(text: string | undefined, locale: Locale): string {
  return plainLine(text ?? '', limits.titleLength) || untitled[locale];
}

/** By its id, by its name, or by a place that begins with its name (“Salle A, 1 rue X”): the longest such name. */
function findResource(
  text: string,
  { resources, fallback }: Drafting,
): { resource?: CataloguedResource; problem?: ImportProblem } {
  const wanted = fold(text.trim());
  const byId = resources.find(one => one.resource.id === wanted);
  if (byId) return byId;
  const called = resources.filter(one => one.name === wanted);
  if (called.length > 1) return { problem: 'resource_ambiguous' };
  const begun = resources.filter(
    ({ name }) => wanted.startsWith(name) && !/^[\p{L}\p{N}]/u.test(wanted.slice(name.length)),
  );
  const [longest, next] = begun.toSorted((a, b) => b.name.length - a.name.length);
  if (longest && longest.name === next?.name) return { problem: 'resource_ambiguous' };
  const resource = called[0]?.resource ?? longest?.resource ?? fallback;
  return resource ? { resource } : { problem: 'resource_unknown' };
}

interface Times {
  slot: { startsAt: Date | null; endsAt: Date | null };
  problem: ImportProblem | null;
}

const none = { startsAt: null, endsAt: null };

function timesOf(cells: Table['rows'][number]['cells'], zone: string): Times {
  const start = merged(cells.startDate, cells.startTime);
  const end = merged(cells.endDate, cells.endTime);
  if (!start || !end) return { slot: none, problem: 'date_unreadable' };
  const startsAt = instantOf(start, zone);
  const wholeDays = start.time === undefined && end.time === undefined && !start.instant && !end.instant;
  const lastDay = end.day ?? start.day;
  const endsAt = instantOf({ ...end, day: wholeDays && lastDay ? plusDays(lastDay, 1) : lastDay }, zone);
  if (startsAt === 'missing' || endsAt === 'missing') return { slot: none, problem: 'local_time_missing' };
  if (!startsAt || !endsAt) return { slot: none, problem: 'date_unreadable' };
  return { slot: { startsAt, endsAt }, problem: problemOfSlot(startsAt, endsAt) };
}

/** A day from one cell and a time from another; undefined when one of them says something that cannot be read. */
function merged(date: string | undefined, time: string | undefined): CellTime | undefined {
  const read = [date, time].filter(cell => (cell ?? '').trim() !== '').map(cell => readCellTime(cell ?? ''));
  if (read.some(one => one === undefined)) return undefined;
  return Object.assign({}, ...read) as CellTime;
}

function instantOf({ instant, day, time = '00:00' }: CellTime, zone: string): Date | 'missing' | undefined {
  if (instant) return instant;
  if (day === undefined) return undefined;
  const local = time === '24:00' ? `${plusDays(day, 1)}T00:00` : `${day}T${time}`;
  const resolved = resolveLocal(local, zone);
  return resolved.missing ? 'missing' : resolved.instant;
}
