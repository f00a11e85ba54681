import { createRoute, z } from '@hono/zod-openapi';
import {
  importColumnsSchema,
  importExecutionSchema,
  importFileSchema,
  importSchema,
  importSummarySchema,
  newImportSchema,
} from '../../shared/import.ts';
import { pageQuery, pageSchema } from '../../shared/page.ts';
import type { Deps } from '../app.ts';
import { json, jsonBody, problemResponse } from '../http/responses.ts';
import { contextOf, createRouter } from '../http/router.ts';
import { write } from '../http/write.ts';
import { executeImport } from './execute.ts';
import { columnsOfFile, keepImport, prepareImport } from './prepare.ts';
import { listImports, readImport } from './queries.ts';
import { undoImport } from './undo.ts';

const tags = ['imports'];
const params = z.object({ id: z.uuid() });
const one = z.object({ import: importSchema });

const listRoute = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'Imports for the organisations whose people you run',
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: json(pageSchema(importSummarySchema), 'The newest first.'), ...problemResponse },
});

const columnsRoute = createRoute({
  method: 'post',
  path: '/columns',
  tags,
  summary: 'What the columns of a table are taken for',
  description:
    'For referents and the coordinator, so that they can say otherwise when they import it. Nothing is kept.',
  request: jsonBody(importFileSchema),
  responses: { 200: json(importColumnsSchema, 'The headings, and a guess for each.'), ...problemResponse },
});

const previewRoute = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Read a file of bookings: a table (CSV) or a calendar (.ics)',
  description:
    'For a referent, for their organisation, and for the coordinator. Says of each row what was understood and what stands against ' +
    'it. Nothing is booked. At most 500 rows and 1 MB; a preview that is not executed is forgotten after a week.',
  request: jsonBody(newImportSchema),
  responses: { 201: json(one, 'The preview.'), ...problemResponse },
});

const readRoute = createRoute({
  method: 'get',
  path: '/{id}',
  tags,
  summary: 'An import, row by row',
  request: { params },
  responses: { 200: json(one, 'The import.'), ...problemResponse },
});

const executeRoute = createRoute({
  method: 'post',
  path: '/{id}/execution',
  tags,
  summary: 'Book what a preview holds, with a choice for each row',
  request: { params, ...jsonBody(importExecutionSchema) },
  responses: { 200: json(one, 'What came of each row.'), ...problemResponse },
});

const undoRoute = createRoute({
  method: 'post',
  path: '/{id}/undo',
  tags,
  summary: 'Cancel what an import has booked, where nobody has touched it since',
  request: { params },
  responses: { 200: json(one, 'What was cancelled, and what was kept.'), ...problemResponse },
});

/** Bookings taken over from a file. */
export function importRoutes({ db }: Deps) {
  return createRouter()
    .openapi(listRoute, async c => c.json(await listImports(db, c.req.valid('query'), contextOf(c)), 200))
    .openapi(columnsRoute, c => c.json(columnsOfFile(c.req.valid('json').content, contextOf(c)), 200))
    .openapi(previewRoute, async c => {
      const input = c.req.valid('json');
      const prepared = await prepareImport(db, input, contextOf(c));
      const { id } = await write(c, db, async (tx, context) => ({
        id: await keepImport(tx, input, prepared, context),
      }));
      return c.json({ import: await readImport(db, id, contextOf(c)) }, 201);
    })
    .openapi(readRoute, async c => c.json({ import: await readImport(db, c.req.valid('param').id, contextOf(c)) }, 200))
    .openapi(executeRoute, async c => {
      const [{ id }, input] = [c.req.valid('param'), c.req.valid('json')];
      await write(c, db, async (tx, context) => {
        await executeImport(tx, id, input, context);
        return { id };
      });
      return c.json({ import: await readImport(db, id, contextOf(c)) }, 200);
    })
    .openapi(undoRoute, async c => {
      const { id } = c.req.valid('param');
      await write(c, db, async (tx, context) => {
        await undoImport(tx, id, context);
        return { id };
      });
      return c.json({ import: await readImport(db, id, contextOf(c)) }, 200);
    });
}
