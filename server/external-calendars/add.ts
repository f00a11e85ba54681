import { randomUUID } from 'node:crypto';
import {
  type ExternalCalendar,
  maxCalendarsPerResource,
  type NewExternalCalendar,
} from '../../shared/external-calendar.ts';
import type { CataloguedResource } from '../catalogue/catalogue.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { lockAround } from '../resources/changing.ts';
import { caredFor } from './care.ts';
import { readCalendarOf } from './queries.ts';
import { hintOf, type Seal } from './seal.ts';

/**
 * Lets the busy times of a calendar that is kept elsewhere stop bookings of a resource. It is read at once by whoever calls this,
 * and by the queue from then on.
 * @throws Problem `not_found`, `forbidden`, `titles_of_people`, `too_many_calendars`, `already_exists`
 */
export async function addCalendar(
  tx: Tx,
  input: NewExternalCalendar,
  seal: Seal,
  context: Context,
): Promise<ExternalCalendar> {
  const resource = await caredFor(tx, input.resourceId, context);
  refuseTitlesOfPeople(resource, input.detail);
  await lockAround(tx, [resource.id], context.now);
  const others = await tx
    .selectFrom('external_calendar')
    .select(['name', 'address_mac'])
    .where('resource_id', '=', resource.id)
    .execute();
  if (others.length >= maxCalendarsPerResource)
    throw new Problem('too_many_calendars', { max: maxCalendarsPerResource });
  const mark = seal.mark(input.address);
  const same = others.find(one => one.address_mac.equals(mark));
  if (same) throw new Problem('already_exists', { what: same.name });
  const id = randomUUID();
  await tx
    .insertInto('external_calendar')
    .values({
      id,
      resource_id: resource.id,
      name: input.name,
      ...sealed(seal, input.address, id),
      detail: input.detail,
      created_by: context.actor.personId,
      created_at: context.now,
      next_check_at: context.now,
    })
    .execute();
  await record(tx, context, [
    {
      action: 'external_calendar.added',
      subjectType: 'resource',
      subjectId: resource.id,
      organisationId: resource.ownerId,
      after: { name: input.name, detail: input.detail },
    },
  ]);
  return readCalendarOf(tx, id, context);
}

/** An address as it is kept: closed for its own row. */
export function sealed(seal: Seal, address: string, id: string) {
  return { address_sealed: seal.close(address, id), address_mac: seal.mark(address), address_hint: hintOf(address) };
}

/** @throws Problem `titles_of_people`: of a person nothing is kept but that they are busy */
export function refuseTitlesOfPeople(resource: CataloguedResource, detail: string | undefined): void {
  if (resource.kind === 'staff' && detail === 'title') throw new Problem('titles_of_people');
}
