import type { NewSite, SiteDetail } from '../../shared/site.ts';
import { isTimeZone } from '../../shared/time.ts';
import { readCatalogue } from '../catalogue/catalogue.ts';
import { isHolidayRegion } from '../catalogue/holidays.ts';
import { type Context, isCoordinator } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { replaceOpenings } from './hours.ts';
import { readSite } from './queries.ts';

/** Adds a site to the network. @throws Problem `forbidden`, `unknown_time_zone`, `malformed`, `already_exists` by its name */
export async function createSite(tx: Tx, input: NewSite, context: Context): Promise<SiteDetail> {
  if (!isCoordinator(context.actor)) throw new Problem('forbidden');
  if (!isTimeZone(input.timeZone)) throw new Problem('unknown_time_zone', { timeZone: input.timeZone });
  if (!isHolidayRegion(input.holidayRegion)) throw new Problem('malformed', { what: 'holidayRegion' });
  const { id } = await tx
    .insertInto('site')
    .values({
      name: input.name,
      address: input.address,
      postcode: input.postcode,
      commune: input.commune,
      latitude: input.coordinates?.latitude ?? null,
      longitude: input.coordinates?.longitude ?? null,
      time_zone: input.timeZone,
      holiday_region: input.holidayRegion,
      closes_on_public_holidays: input.closesOnPublicHolidays,
      school_zone: input.schoolZone,
      access_notes: input.accessNotes,
      created_at: context.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await replaceOpenings(tx, id, input.openings);
  await record(tx, context, [{ action: 'site.created', subjectType: 'site', subjectId: id, after: input }]);
  return readSite(tx, id, context, { catalogue: await readCatalogue(tx) });
}
