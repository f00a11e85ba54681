import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../database/connect.ts';
import type { Row } from '../database/tables.ts';
import { plainLine } from '../mail/layout.ts';
import type { BusyTime } from './reading.ts';

/** How many blocks a reading made, moved and took away. */
export interface Replaced {
  added: number;
  changed: number;
  removed: number;
}

/** How long the busy times that are over are kept. */
const pastDays = 90;
const titleLength = 200;

interface WantedBlock {
  key: string;
  starts_at: string;
  ends_at: string;
  reason: string;
}

/**
 * Makes the blocks of a calendar say what it says now, by difference: an event that stays as it was keeps its block, one that
 * moves moves it, one that is gone takes it along. The caller holds the locks around the resource.
 */
export async function replaceBlocks(
  tx: Tx,
  calendar: Pick<Row<'external_calendar'>, 'id' | 'resource_id' | 'detail' | 'created_by'>,
  busy: BusyTime[],
  now: Date,
): Promise<Replaced> {
  const wanted = [...new Map(busy.map(one => wantedBlock(one, calendar.detail)).map(one => [one.key, one])).values()];
  const asked = sql`jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
    as w (key text, starts_at timestamptz, ends_at timestamptz, reason text)`;
  const at = sql`${now.toISOString()}::timestamptz`;
  const removed = await sql`
    delete from block b where b.external_calendar_id = ${calendar.id}
      and (b.ends_at > ${at} or b.ends_at < ${at} - make_interval(days => ${pastDays}))
      and b.external_key not in (select w.key from ${asked})`.execute(tx);
  const changed = await sql`
    update block b set starts_at = w.starts_at, ends_at = w.ends_at, reason = w.reason, version = b.version + 1 from ${asked}
    where b.external_calendar_id = ${calendar.id} and b.external_key = w.key
      and (b.starts_at, b.ends_at, b.reason) is distinct from (w.starts_at, w.ends_at, w.reason)`.execute(tx);
  const added = await sql`
    insert into block (resource_id, kind, starts_at, ends_at, reason, created_by, created_at, external_calendar_id, external_key)
    select ${calendar.resource_id}, 'busy', w.starts_at, w.ends_at, w.reason, ${calendar.created_by}, ${at}, ${calendar.id}, w.key
    from ${asked}
    where not exists (select 1 from block b where b.external_calendar_id = ${calendar.id} and b.external_key = w.key)`.execute(
    tx,
  );
  const count = (result: { numAffectedRows?: bigint }) => Number(result.numAffectedRows ?? 0);
  return { added: count(added), changed: count(changed), removed: count(removed) };
}

/** An event is known by a hash: its UID may be somebody's address, and is nobody's business here. */
function wantedBlock({ uid, recurrenceId, from, to, title }: BusyTime, detail: 'busy' | 'title'): WantedBlock {
  return {
    key: createHash('sha256')
      .update(`${uid}\n${recurrenceId ?? ''}`)
      .digest('base64url'),
    starts_at: new Date(from).toISOString(),
    ends_at: new Date(to).toISOString(),
    reason: detail === 'title' ? plainLine(title, titleLength) : '',
  };
}

/**
 * Writes down which bookings stand where the calendar says that the time is taken.
 * @returns the lines that were not known to
 */
export async function noteClashes(tx: Tx, calendarId: string, now: Date): Promise<string[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const { rows } = await sql<{ line_id: string; is_new: boolean }>`
    with met as (
      select distinct b.id as block_id, c.line_id
      from block b
      join resource_draw d on d.resource_id = b.resource_id and d.by_parts
      join claim c on c.resource_id = d.drawn_id and c.line_id is not null and c.occupied && tstzrange(b.starts_at, b.ends_at, '[)')
      where b.external_calendar_id = ${calendarId} and b.ends_at > ${at} and upper(c.occupied) > ${at}
        and (c.hold_until is null or c.hold_until > ${at})
    ), settled as (
      delete from busy_clash x where x.external_calendar_id = ${calendarId}
        and not exists (select 1 from met m where (m.block_id, m.line_id) = (x.block_id, x.line_id))
    ), told as (
      select distinct line_id from busy_clash where external_calendar_id = ${calendarId}
    ), noted as (
      insert into busy_clash (external_calendar_id, block_id, line_id, found_at)
      select ${calendarId}, block_id, line_id, ${at} from met on conflict do nothing returning line_id
    )
    select distinct n.line_id, not exists (select 1 from told t where t.line_id = n.line_id) as is_new from noted n`.execute(
    tx,
  );
  return rows.filter(row => row.is_new).map(row => row.line_id);
}
