import { cancelBookings } from '../bookings/cancel.ts';
import { lockResources } from '../bookings/guard.ts';
import { lockBookings, resourcesOf } from '../bookings/queries.ts';
import type { StoredBooking } from '../bookings/view.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { record } from '../history/record.ts';
import { lockImport } from './execute.ts';
import { rowsOf } from './queries.ts';
import { groupsOf } from './tell.ts';

/**
 * Cancels exactly what an import has booked, as long as nobody has touched it: what was decided on, changed, cancelled or has
 * begun since then is kept, and listed as kept.
 * @throws Problem `not_found`, `import_wrong_state`
 */
export async function undoImport(tx: Tx, id: string, context: Context): Promise<void> {
  const stored = await lockImport(tx, id, 'executed', context);
  const rows = (await rowsOf(tx, id)).filter(row => row.outcome === 'booked');
  const ids = rows.flatMap(row => row.booking_id ?? []);
  const versions = new Map(rows.map(row => [row.booking_id, row.booking_version]));
  if (ids.length > 0) await lockResources(tx, await resourcesOf(tx, ids));
  const bookings = ids.length > 0 ? await lockBookings(tx, ids) : [];
  const untouched = ({ booking }: StoredBooking) =>
    booking.version === versions.get(booking.id) &&
    (booking.status === 'pending' || booking.status === 'confirmed') &&
    booking.starts_at > context.now;
  const taken = bookings.filter(untouched);
  for (const group of groupsOf(taken, one => one.lines[0]?.resource_id ?? '')) {
    await cancelBookings(tx, group, reasons[context.locale], context);
  }
  const undone = taken.map(one => one.booking.id);
  for (const [outcome, of] of [
    ['undone', undone],
    ['kept', ids.filter(one => !undone.includes(one))],
  ] as const) {
    if (of.length === 0) continue;
    await tx
      .updateTable('import_row')
      .set({ outcome })
      .where('import_id', '=', id)
      .where('booking_id', 'in', of)
      .execute();
  }
  await tx.updateTable('import').set({ state: 'undone', undone_at: context.now }).where('id', '=', id).execute();
  const event = { action: 'import.undone', subjectType: 'import', subjectId: id } as const;
  const after = { cancelled: undone.length, kept: ids.length - undone.length };
  await record(tx, context, [{ ...event, organisationId: stored.organisation_id, after }]);
}

/** Why the bookings are cancelled, for those who had a say in them. */
const reasons = {
  fr: 'L’import dont elle venait a été annulé.',
  en: 'The import that it came from was undone.',
} as const;
