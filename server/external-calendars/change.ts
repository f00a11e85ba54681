import { sql } from 'kysely';
import type { ExternalCalendar, ExternalCalendarChange } from '../../shared/external-calendar.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import type { Patch, Row } from '../database/tables.ts';
import { Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { matchVersion } from '../http/version.ts';
import { refuseTitlesOfPeople, sealed } from './add.ts';
import { lockCalendar } from './care.ts';
import { readCalendarOf } from './queries.ts';
import type { Seal } from './seal.ts';

/**
 * Renames a calendar, gives it another address, pauses it or lets it go on. What it said stays in force until it is read again;
 * a paused one is not, and its busy times stay as they are.
 * @throws Problem `not_found`, `stale`, `titles_of_people`, `already_exists`
 */
export async function changeCalendar(
  tx: Tx,
  target: { id: string; version: number },
  input: ExternalCalendarChange,
  seal: Seal,
  context: Context,
): Promise<ExternalCalendar> {
  const { stored, resource } = await lockCalendar(tx, target.id, context);
  matchVersion(target.version, stored.version);
  refuseTitlesOfPeople(resource, input.detail);
  if (input.address !== undefined) await refuseTwice(tx, stored, seal.mark(input.address));
  const patch = patchOf(stored, input, seal, context.now);
  if (Object.keys(patch).length === 0) return readCalendarOf(tx, target.id, context);
  await tx
    .updateTable('external_calendar')
    .set({ ...patch, version: sql`version + 1` })
    .where('id', '=', stored.id)
    .execute();
  const told = ({ name, detail, paused_at }: Pick<Row<'external_calendar'>, 'name' | 'detail' | 'paused_at'>) => ({
    ...{ name, detail },
    paused: paused_at !== null,
  });
  const after = {
    name: patch.name ?? stored.name,
    detail: patch.detail ?? stored.detail,
    paused_at: patch.paused_at === undefined ? stored.paused_at : patch.paused_at,
  };
  await record(tx, context, [
    {
      action: 'external_calendar.changed',
      subjectType: 'resource',
      subjectId: resource.id,
      organisationId: resource.ownerId,
      before: told(stored),
      after: { ...told(after), ...(patch.address_mac ? { address: 'changed' } : {}) },
    },
  ]);
  return readCalendarOf(tx, target.id, context);
}

function patchOf(stored: Row<'external_calendar'>, input: ExternalCalendarChange, seal: Seal, now: Date) {
  const patch: Pick<
    Patch<'external_calendar'>,
    'name' | 'detail' | 'paused_at' | 'next_check_at' | 'address_mac' | 'address_sealed' | 'address_hint'
  > = {};
  if (input.name !== undefined && input.name !== stored.name) patch.name = input.name;
  if (input.detail !== undefined && input.detail !== stored.detail) patch.detail = input.detail;
  if (input.paused !== undefined && input.paused !== (stored.paused_at !== null)) {
    patch.paused_at = input.paused ? now : null;
    patch.next_check_at = now;
  }
  if (input.address !== undefined && !seal.mark(input.address).equals(stored.address_mac)) {
    // The marks are of another file.
    Object.assign(patch, sealed(seal, input.address, stored.id), { etag: null, last_modified: null, read_as: null });
  }
  if (patch.address_mac || patch.detail) Object.assign(patch, { next_check_at: now, checking_until: null });
  return patch;
}

async function refuseTwice(tx: Tx, stored: Row<'external_calendar'>, mark: Buffer): Promise<void> {
  const same = await tx
    .selectFrom('external_calendar')
    .select('name')
    .where('resource_id', '=', stored.resource_id)
    .where('address_mac', '=', mark)
    .where('id', '<>', stored.id)
    .executeTakeFirst();
  if (same) throw new Problem('already_exists', { what: same.name });
}
