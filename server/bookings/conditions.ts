import type { Conditions } from '../../shared/booking.ts';
import { inForce } from '../catalogue/catalogue.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { visibleBooking } from './queries.ts';

/**
 * The terms and the tariff that each line of a booking was made under, for whoever may see it; what waits in a change is made
 * under those of the day it was asked for.
 * @throws Problem `not_found`
 */
export async function readConditions(db: Db, id: string, context: Context): Promise<{ items: Conditions[] }> {
  const booking = await visibleBooking(db, id, context);
  const { resources } = await context.catalogue.current(db);
  const rows = await db
    .selectFrom('booking_line as l')
    .leftJoin('terms as t', 't.id', 'l.terms_id')
    .leftJoin('tariff as p', 'p.id', 'l.tariff_id')
    .select(['l.id', 'l.resource_id', 't.id as terms_id', 't.version as terms_version', 't.body', 't.body_sha256'])
    .select(['t.effective_from as terms_from', 'p.id as tariff_id', 'p.version as tariff_version', 'p.unit'])
    .select(['p.amount_cents', 'p.note', 'p.effective_from as tariff_from'])
    .where('l.booking_id', '=', booking.id)
    .where('l.phase', '<>', 'superseded')
    .orderBy('l.phase')
    .orderBy('l.position')
    .execute();
  const items = rows.map(row => {
    const resource = resources.get(row.resource_id);
    return {
      lineId: row.id,
      resourceName: resource?.name ?? '',
      terms: row.terms_from && {
        version: row.terms_version ?? 1,
        sha256: row.body_sha256 ?? '',
        effectiveFrom: row.terms_from.toISOString(),
        body: row.body ?? '',
        inForce: inForce(resource?.terms ?? [], context.now)?.id === row.terms_id,
      },
      tariff: row.tariff_from && {
        version: row.tariff_version ?? 1,
        unit: row.unit ?? 'free',
        amountCents: row.amount_cents ?? 0,
        note: row.note ?? '',
        effectiveFrom: row.tariff_from.toISOString(),
        inForce: inForce(resource?.tariffs ?? [], context.now)?.id === row.tariff_id,
      },
    };
  });
  return { items };
}
