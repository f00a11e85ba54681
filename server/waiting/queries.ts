import { sql } from 'kysely';
import type { Waiting, WaitingListQuery, WaitingState } from '../../shared/waiting.ts';
import type { Want } from '../bookings/want.ts';
import { needsApproval } from '../catalogue/visibility.ts';
import type { Context } from '../context.ts';
import type { Db, Tx } from '../database/connect.ts';
import type { Row } from '../database/tables.ts';
import { found } from '../errors.ts';
import { cursorPart, pageOf, readCursor } from '../http/page.ts';

export type WaitingRow = Row<'waiting'>;

/**
 * What the reader waits for, by its beginning: where it still can come to something, or has lapsed before the time began.
 * @throws Problem `invalid_cursor`
 */
export async function listWaiting(
  db: Db,
  query: WaitingListQuery,
  context: Context,
): Promise<{ items: Waiting[]; nextCursor: string | null }> {
  const after = readCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
  const rows = await withPosition(db)
    .where('w.person_id', '=', context.actor.personId)
    .where('w.state', 'in', ['waiting', 'offered', 'lapsed'])
    .where('w.starts_at', '>', context.now)
    .$if(after !== null, q =>
      q.where(sql<boolean>`(w.starts_at, w.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('w.starts_at')
    .orderBy('w.id')
    .limit(query.limit + 1)
    .execute();
  const page = pageOf(rows, query.limit, row => [row.starts_at.toISOString(), row.id]);
  return { ...page, items: await views(db, page.items, context) };
}

/** One place on a list, as its person sees it. */
export async function waitingView(db: Db, id: string, context: Context): Promise<Waiting> {
  const row = await withPosition(db).where('w.id', '=', id).executeTakeFirst();
  const [view] = await views(db, [found(row)], context);
  return found(view);
}

/** A place on a list for its own person to act on. @throws Problem `not_found` for another person's */
export async function ownWaiting(db: Db, id: string, { actor }: Pick<Context, 'actor'>): Promise<WaitingRow> {
  return found(
    await db
      .selectFrom('waiting')
      .selectAll()
      .where('id', '=', id)
      .where('person_id', '=', actor.personId)
      .executeTakeFirst(),
  );
}

/** Who waits for a resource, in the order in which they came. The caller holds the resource's lock: nobody moves meanwhile. */
export function lineFor(tx: Tx, resourceId: string): Promise<WaitingRow[]> {
  return tx
    .selectFrom('waiting')
    .selectAll()
    .where('resource_id', '=', resourceId)
    .where('state', '=', 'waiting')
    .orderBy('turn')
    .execute();
}

/** How many wait for some time of a resource that is still to come; who they are, its owner is not told. */
export async function countWaiting(db: Db, resourceId: string, now: Date): Promise<number> {
  const { count } = await db
    .selectFrom('waiting')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('resource_id', '=', resourceId)
    .where('state', 'in', ['waiting', 'offered'])
    .where('starts_at', '>', now)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export function wantOf(row: WaitingRow): Want {
  const { organisation_id, starts_at, ends_at, resource_id, quantity } = row;
  return {
    organisationId: organisation_id,
    startsAt: starts_at,
    endsAt: ends_at,
    lines: [{ resourceId: resource_id, quantity }],
  };
}

/** An offer that nobody has taken in time has lapsed, whether that was noted already or not. */
export function stateOf({ state, offer_until }: Pick<WaitingRow, 'state' | 'offer_until'>, now: Date): WaitingState {
  return state === 'offered' && offer_until !== null && offer_until <= now ? 'lapsed' : state;
}

function withPosition(db: Db) {
  return db
    .selectFrom('waiting as w')
    .selectAll('w')
    .select(
      sql<number>`(select count(*)::integer from waiting o where o.resource_id = w.resource_id
        and o.state in ('waiting', 'offered') and o.turn <= w.turn
        and o.starts_at < w.ends_at and o.ends_at > w.starts_at)`.as('position'),
    );
}

async function views(
  db: Db,
  rows: (WaitingRow & { position: number })[],
  { catalogue: cache, now }: Pick<Context, 'catalogue' | 'now'>,
): Promise<Waiting[]> {
  const catalogue = await cache.current(db);
  return rows.map(row => {
    const resource = catalogue.resources.get(row.resource_id);
    const state = stateOf(row, now);
    return {
      id: row.id,
      state,
      position: state === 'waiting' || state === 'offered' ? row.position : null,
      offerUntil: state === 'offered' ? (row.offer_until?.toISOString() ?? null) : null,
      organisationId: row.organisation_id,
      organisationName: catalogue.organisations.get(row.organisation_id)?.name ?? '',
      resourceId: row.resource_id,
      resourceName: resource?.name ?? '',
      quantity: row.quantity,
      title: row.title,
      purpose: row.purpose,
      startsAt: row.starts_at.toISOString(),
      endsAt: row.ends_at.toISOString(),
      timeZone: catalogue.sites.get(resource?.siteId ?? '')?.timeZone ?? 'UTC',
      needsApproval: resource !== undefined && needsApproval(resource, row.organisation_id),
      joinedAt: row.joined_at.toISOString(),
    };
  });
}
