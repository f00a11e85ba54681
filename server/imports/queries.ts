import { sql } from 'kysely';
import type { Finding } from '../../shared/findings.ts';
import { type Import, type ImportRow, type ImportSummary, importProblems } from '../../shared/import.ts';
import { assess } from '../bookings/guard.ts';
import type { Want } from '../bookings/want.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Context, isCoordinator, isReferentOf } from '../context.ts';
import type { Db } from '../database/connect.ts';
import type { Row } from '../database/tables.ts';
import { found, Problem } from '../errors.ts';
import { cursorPart, pageOf, readCursor } from '../http/page.ts';

export type ImportRowRow = Row<'import_row'>;

/** Imports for the organisations whose people the reader runs, the newest first. @throws Problem `invalid_cursor` */
export async function listImports(
  db: Db,
  query: { cursor?: string | undefined; limit: number },
  { actor }: Pick<Context, 'actor'>,
): Promise<{ items: ImportSummary[]; nextCursor: string | null }> {
  const [at, id] = readCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]) ?? [];
  const own = actor.affiliations.filter(one => one.role === 'referent').map(one => one.organisationId);
  const rows = await summaries(db)
    .$if(!isCoordinator(actor), q => q.where('i.organisation_id', '=', sql<string>`any (${own}::uuid[])`))
    .$if(at !== undefined, q => q.where(sql<boolean>`(i.created_at, i.id) < (${at}::timestamptz, ${id}::uuid)`))
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const page = pageOf(rows, query.limit, row => [row.created_at.toISOString(), row.id]);
  return { ...page, items: page.items.map(summaryOf) };
}

/**
 * One import with its rows. While it is a preview they carry what stands against them now, those of the file before them included.
 * @throws Problem `not_found`
 */
export async function readImport(db: Db, id: string, context: Context): Promise<Import> {
  const row = found(await summaries(db).where('i.id', '=', id).executeTakeFirst());
  requireRuns(row.organisation_id, context);
  const rows = await rowsOf(db, id);
  const catalogue = await context.catalogue.current(db);
  const reasons = row.state === 'previewed' ? await standing(db, row.organisation_id, rows, context) : new Map();
  const views = rows.map(one => viewOf(one, reasons.get(one.position) ?? one.reasons, catalogue, context));
  return { ...summaryOf(row), headings: row.headings, columns: row.columns, rows: views, against: countsOf(views) };
}

/** @throws Problem `not_found` for all but those who may import for the organisation */
export function requireRuns(organisationId: string, { actor }: Pick<Context, 'actor'>): void {
  if (!isCoordinator(actor) && !isReferentOf(actor, organisationId)) throw new Problem('not_found');
}

export function rowsOf(db: Db, importId: string): Promise<ImportRowRow[]> {
  return db.selectFrom('import_row').selectAll().where('import_id', '=', importId).orderBy('position').execute();
}

/** What a row asks for, when it says enough to ask. */
export function wantOf(row: ImportRowRow, organisationId: string): Want | null {
  const { resource_id, starts_at, ends_at, quantity, problem } = row;
  if (problem !== null || resource_id === null || starts_at === null || ends_at === null) return null;
  return { organisationId, startsAt: starts_at, endsAt: ends_at, lines: [{ resourceId: resource_id, quantity }] };
}

async function standing(
  db: Db,
  organisationId: string,
  rows: ImportRowRow[],
  context: Context,
): Promise<Map<number, Finding[]>> {
  const asked = rows.flatMap(row => {
    const want = wantOf(row, organisationId);
    return want ? [{ position: row.position, want }] : [];
  });
  const wants = asked.map(one => one.want);
  const { findings } = await assess(db, wants, context, { together: true });
  return new Map(asked.map(({ position }, index) => [position, findings[index] ?? []]));
}

function summaries(db: Db) {
  return db
    .selectFrom('import as i')
    .innerJoin('organisation as o', 'o.id', 'i.organisation_id')
    .innerJoin('person as p', 'p.id', 'i.person_id')
    .selectAll('i')
    .select(['o.name as organisation_name', 'p.name as person_name'])
    .select([
      sql<number>`(select count(*) from import_row r where r.import_id = i.id)`.as('row_count'),
      sql<number>`(select count(*) from import_row r where r.import_id = i.id and r.outcome in ('booked', 'kept'))`.as(
        'booked_count',
      ),
    ]);
}

function summaryOf(
  row: Row<'import'> & { organisation_name: string; person_name: string; row_count: number; booked_count: number },
): ImportSummary {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    personName: row.person_name,
    fileName: row.file_name,
    format: row.format,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    executedAt: row.executed_at?.toISOString() ?? null,
    undoneAt: row.undone_at?.toISOString() ?? null,
    rowCount: row.row_count,
    bookedCount: row.booked_count,
  };
}

function viewOf(
  row: ImportRowRow,
  reasons: Finding[],
  catalogue: Catalogue,
  { locale }: Pick<Context, 'locale'>,
): ImportRow {
  const resource = catalogue.resources.get(row.resource_id ?? '');
  return {
    position: row.position,
    said: row.said,
    title: row.title,
    resourceId: row.resource_id,
    resourceName: resource?.name ?? null,
    timeZone: catalogue.sites.get(resource?.siteId ?? '')?.timeZone ?? null,
    quantity: row.quantity,
    startsAt: row.starts_at?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
    problem: row.problem && { code: row.problem, message: importProblems[row.problem][locale] },
    reasons,
    outcome: row.outcome,
    bookingId: row.booking_id,
  };
}

/** Each row counts once for each code that stands against it. */
function countsOf(rows: ImportRow[]): Import['against'] {
  const counts = new Map<string, number>();
  for (const { problem, reasons } of rows) {
    const blocking = reasons.filter(one => one.severity === 'block').map(one => one.code);
    for (const code of new Set([...(problem ? [problem.code] : []), ...blocking]))
      counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
}
