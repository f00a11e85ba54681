import { randomUUID } from 'node:crypto';
import type { ImportColumns, ImportFormat, NewImport } from '../../shared/import.ts';
import { limits } from '../../shared/limits.ts';
import { fold } from '../../shared/text.ts';
import { siteOf } from '../bookings/want.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { maySee } from '../catalogue/visibility.ts';
import { type Context, isCoordinator } from '../context.ts';
import type { Db, Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { readApart } from '../external-calendars/read.ts';
import { record } from '../history/record.ts';
import { assertRunsPeopleOf } from '../organisations/policy.ts';
import { type Draft, type Drafting, draftsOfEvents, draftsOfTable } from './drafts.ts';
import { readColumns, readTable, type Table } from './read-table.ts';

/** A file as it was understood. */
export interface Prepared {
  format: ImportFormat;
  table: Pick<Table, 'headings' | 'columns'>;
  drafts: Draft[];
}

const dayMs = 86_400_000;
/** Of a calendar, what begins within so many days is taken over. */
const aheadDays = 400;

/**
 * Reads a file that is to be taken over; to be called before the transaction, since a calendar is read in a thread of its own.
 * @throws Problem `forbidden` for all but the organisation's referents and the coordinator, `not_found`, `import_unreadable`,
 * `import_too_long`, `import_column_unknown`, `import_column_twice`, `import_no_dates`
 */
export async function prepareImport(db: Db, input: NewImport, context: Context): Promise<Prepared> {
  const catalogue = await context.catalogue.current(db);
  assertRunsPeopleOf(context.actor, input.organisationId);
  if (!catalogue.organisations.has(input.organisationId)) throw new Problem('not_found');
  const drafting = await draftingOf(db, input, catalogue, context);
  const bytes = Buffer.from(input.content, 'base64');
  if (!isCalendar(bytes)) {
    const table = readTable(bytes, input.columns);
    const drafts = draftsOfTable(table, drafting);
    // The wrong column was chosen: five hundred rows that say so are no help.
    const isWrong = drafts.every(one => one.startsAt === null && one.endsAt === null);
    if (isWrong) throw new Problem('import_no_dates', { heading: table.columns.startDate?.slice(0, 60) ?? '' });
    return { format: 'csv', table, drafts };
  }
  const events = await readEvents(bytes, drafting, context.now);
  return { format: 'ics', table: { headings: [], columns: {} }, drafts: draftsOfEvents(events, drafting) };
}

/**
 * What the columns of a file are taken for, so that people can say otherwise. Nothing is kept.
 * @throws Problem `forbidden` for all but referents and the coordinator, `import_unreadable`
 */
export function columnsOfFile(content: string, { actor }: Pick<Context, 'actor'>): ImportColumns {
  const isRunner = isCoordinator(actor) || actor.affiliations.some(one => one.role === 'referent');
  if (!isRunner) throw new Problem('forbidden');
  const bytes = Buffer.from(content, 'base64');
  return isCalendar(bytes) ? { format: 'ics', headings: [], columns: {} } : { format: 'csv', ...readColumns(bytes) };
}

const isCalendar = (bytes: Buffer) => /BEGIN:VCALENDAR/i.test(bytes.subarray(0, 200).toString('latin1'));

async function draftingOf(
  db: Db,
  input: NewImport,
  catalogue: Catalogue,
  { actor, now, locale }: Context,
): Promise<Drafting> {
  const visible = [...catalogue.resources.values()].filter(one => maySee(one, actor, now));
  const fallback = visible.find(one => one.id === input.resourceId);
  if (input.resourceId !== undefined && !fallback) throw new Problem('not_found');
  const network = await db.selectFrom('network').select('time_zone').executeTakeFirstOrThrow();
  const resources = visible.map(resource => ({ name: fold(resource.name), resource }));
  return { resources, catalogue, networkZone: network.time_zone, fallback, locale };
}

async function readEvents(bytes: Buffer, { fallback, catalogue, networkZone }: Drafting, now: Date) {
  const zone = fallback ? siteOf(fallback, catalogue).timeZone : networkZone;
  const reading = await readApart({
    ...{ bytes, siteZone: zone, ownAddresses: [] },
    ...{ from: now.getTime(), to: now.getTime() + aheadDays * dayMs, limit: limits.importRows + 1 },
  });
  if ('failure' in reading || reading.busy.length === 0) throw new Problem('import_unreadable');
  if (reading.busy.length > limits.importRows) throw new Problem('import_too_long', { max: limits.importRows });
  return reading.busy;
}

/** Keeps what was read, so that choices can be made row by row. Nothing is booked. */
export async function keepImport(
  tx: Tx,
  input: Pick<NewImport, 'organisationId' | 'fileName'>,
  { format, table, drafts }: Prepared,
  context: Context,
): Promise<string> {
  const id = randomUUID();
  const { organisationId: organisation_id, fileName: file_name } = input;
  const by = { person_id: context.actor.personId, created_at: context.now };
  const read = { headings: JSON.stringify(table.headings), columns: JSON.stringify(table.columns) };
  await tx
    .insertInto('import')
    .values({ id, organisation_id, file_name, format, ...by, ...read })
    .execute();
  await tx
    .insertInto('import_row')
    .values(
      drafts.map(({ said, title, purpose, quantity, problem, ...draft }, index) => ({
        ...{ import_id: id, position: index + 1, said, title, purpose, quantity, problem },
        ...{ resource_id: draft.resourceId, starts_at: draft.startsAt, ends_at: draft.endsAt },
      })),
    )
    .execute();
  const event = { action: 'import.previewed', subjectType: 'import', subjectId: id } as const;
  await record(tx, context, [
    { ...event, organisationId: organisation_id, after: { fileName: file_name, rows: drafts.length } },
  ]);
  return id;
}
