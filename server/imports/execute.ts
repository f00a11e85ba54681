import { isAllowed } from '../../shared/findings.ts';
import type { ImportChoice, ImportExecution } from '../../shared/import.ts';
import { guard, lockResources, requireKnown } from '../bookings/guard.ts';
import { resolveMoment } from '../bookings/moments.ts';
import { newBooking } from '../bookings/new-rows.ts';
import type { StoredBooking } from '../bookings/view.ts';
import type { Want } from '../bookings/want.ts';
import { insertBookings } from '../bookings/write-booking.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { translateFailure } from '../database/failures.ts';
import type { Row } from '../database/tables.ts';
import { found, Problem, Refused } from '../errors.ts';
import { record } from '../history/record.ts';
import { inSavepoint } from '../resources/affected.ts';
import { problemOfSlot } from './drafts.ts';
import { type Outcome, writeOutcomes } from './outcomes.ts';
import { type ImportRowRow, requireRuns, rowsOf, wantOf } from './queries.ts';
import { tellOfImport } from './tell.ts';

/** A row as it was chosen to be; null where it is left out. */
interface Chosen {
  row: ImportRowRow;
  want: Want | null;
  isLeftOut: boolean;
}

/**
 * Books the rows of an import, each as it was chosen: all of them or none, or each that can be had. Every one passes the guard that
 * any booking passes, those of the file before it included.
 * @throws Problem `not_found`, `import_wrong_state` for one that was executed already, `malformed` for a choice of no row,
 * `import_has_refusals` of all or none, with what stands against each row
 */
export async function executeImport(tx: Tx, id: string, input: ImportExecution, context: Context): Promise<void> {
  const stored = await lockImport(tx, id, 'previewed', context);
  const chosen = await chosenRows(tx, await rowsOf(tx, id), stored.organisation_id, input.choices, context);
  const wants = chosen.flatMap(one => one.want ?? []);
  await lockResources(tx, [...new Set(wants.flatMap(want => want.lines.map(line => line.resourceId)))]);
  requireKnown(wants, await context.catalogue.current(tx), context);
  const outcomes = input.mode === 'all' ? await bookAll(tx, chosen, context) : await bookEach(tx, chosen, context);
  await writeOutcomes(tx, id, outcomes);
  await tx.updateTable('import').set({ state: 'executed', executed_at: context.now }).where('id', '=', id).execute();
  const booked = outcomes.flatMap(one => one.booking ?? []);
  await tellOfImport(tx, booked, context);
  const event = { action: 'import.executed', subjectType: 'import', subjectId: id } as const;
  const after = { mode: input.mode, booked: booked.length, rows: chosen.length };
  await record(tx, context, [{ ...event, organisationId: stored.organisation_id, after }]);
}

/** @throws Problem `not_found`, `import_wrong_state` */
export async function lockImport(
  tx: Tx,
  id: string,
  state: Row<'import'>['state'],
  context: Context,
): Promise<Row<'import'>> {
  const stored = found(await tx.selectFrom('import').selectAll().where('id', '=', id).forUpdate().executeTakeFirst());
  requireRuns(stored.organisation_id, context);
  if (stored.state !== state) throw new Problem('import_wrong_state');
  return stored;
}

async function chosenRows(
  tx: Tx,
  rows: ImportRowRow[],
  organisationId: string,
  choices: ImportChoice[],
  context: Context,
): Promise<Chosen[]> {
  const byPosition = new Map(choices.map(one => [one.position, one]));
  const unknown = choices.find(one => !rows.some(row => row.position === one.position));
  if (unknown) throw new Problem('malformed', { what: `choices: there is no row ${unknown.position}` });
  const chosen: Chosen[] = [];
  for (const row of rows) {
    const choice = byPosition.get(row.position);
    const asked = choice?.action === 'book' ? await rowAs(tx, row, choice, context) : row;
    const isLeftOut = choice?.action === 'skip';
    chosen.push({ row: asked, isLeftOut, want: isLeftOut ? null : wantOf(asked, organisationId) });
  }
  return chosen;
}

/** A row with what was chosen in its place. What was unreadable and is chosen is no problem any more. */
async function rowAs(
  tx: Tx,
  row: ImportRowRow,
  choice: Extract<ImportChoice, { action: 'book' }>,
  context: Context,
): Promise<ImportRowRow> {
  const resource_id = choice.resourceId ?? row.resource_id;
  const lines = [{ resourceId: resource_id ?? '' }];
  const moment = (chosen: string | undefined, read: Date | null) =>
    chosen === undefined ? read : resolveMoment(tx, chosen, lines, context);
  const [starts_at, ends_at] = [await moment(choice.startsAt, row.starts_at), await moment(choice.endsAt, row.ends_at)];
  const slot = starts_at && ends_at ? problemOfSlot(starts_at, ends_at) : 'date_unreadable';
  const problem = resource_id === null ? (row.problem ?? 'resource_unknown') : slot;
  return {
    ...row,
    ...{ resource_id, starts_at, ends_at, problem },
    title: choice.title ?? row.title,
    quantity: choice.quantity ?? row.quantity,
  };
}

async function bookAll(tx: Tx, chosen: Chosen[], context: Context): Promise<Outcome[]> {
  const wants = chosen.flatMap(one => one.want ?? []);
  if (wants.length === 0) throw new Problem('import_nothing');
  const { catalogue, findings } = await guard(tx, wants, context, { together: true });
  const inOrder = findings[Symbol.iterator]();
  const assessed = chosen.map(one => ({ ...one, reasons: one.want ? (inOrder.next().value ?? []) : [] }));
  const refused = assessed.filter(one => !one.isLeftOut && (!one.want || !isAllowed(one.reasons)));
  if (refused.length > 0) {
    const rows = refused.map(({ row, reasons }) => ({ position: row.position, problem: row.problem, reasons }));
    throw new Problem('import_has_refusals', {
      rows,
      refused: rows.length,
      count: chosen.filter(one => !one.isLeftOut).length,
    });
  }
  const outcomes = assessed.map(({ row, want }): Outcome => {
    const booking = want && newBooking(want, namingOf(row, context), catalogue, context.now);
    return { row, outcome: booking ? 'booked' : 'skipped', reasons: [], booking };
  });
  await insertBookings(
    tx,
    outcomes.flatMap(one => one.booking ?? []),
    context,
  );
  return outcomes;
}

async function bookEach(tx: Tx, chosen: Chosen[], context: Context): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const one of chosen) outcomes.push(await bookOne(tx, one, context));
  return outcomes;
}

/** In a savepoint of its own: what is refused leaves nothing, also when the database is who refuses it. */
async function bookOne(tx: Tx, { row, want, isLeftOut }: Chosen, context: Context): Promise<Outcome> {
  if (!want) return { row, outcome: isLeftOut ? 'skipped' : 'refused', reasons: [], booking: null };
  const acts = context.acts.length;
  let booking: StoredBooking | null = null;
  try {
    await inSavepoint(tx, async () => {
      const { catalogue, findings } = await guard(tx, [want], context);
      const [reasons = []] = findings;
      if (!isAllowed(reasons)) throw new Refused(reasons);
      booking = newBooking(want, namingOf(row, context), catalogue, context.now);
      await insertBookings(tx, [booking], context);
      return 'keep';
    });
    return { row, outcome: 'booked', reasons: [], booking };
  } catch (thrown) {
    context.acts.length = acts;
    const error = translateFailure(thrown);
    if (error instanceof Refused) return { row, outcome: 'refused', reasons: error.findings, booking: null };
    if (error instanceof Problem && (error.code === 'conflict' || error.code === 'too_many_pending')) {
      return { row, outcome: 'refused', reasons: [], booking: null };
    }
    throw thrown;
  }
}

function namingOf({ title, purpose }: ImportRowRow, context: Context) {
  return { personId: context.actor.personId, title, purpose, bundle: 'all_or_nothing' as const };
}
