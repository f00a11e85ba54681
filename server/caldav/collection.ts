import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Asking, Calendars, Content, Sight } from '../calendars/calendars.ts';
import { calendarEnd, openingOf } from '../calendars/ical.ts';
import type { WrittenObject } from '../calendars/objects.ts';
import type { Db, Tx } from '../database/connect.ts';
import type { Row } from '../database/tables.ts';

/** For so long a program may stay away and still be told what has gone. */
const rememberedDays = 90;

/** A calendar as a collection (RFC 4791): where it stands, for programs that ask only for what changed (RFC 6578). */
export interface Collection {
  feedId: string;
  generation: number;
  /** Tokens of before cannot be answered. */
  forgotten: number;
}

/** An object of a collection: its name in the address, its tag, and its text, made when it is asked for. */
export interface Member {
  uid: string;
  etag: string;
  text: () => string;
}

/**
 * Brings what is noted of a collection up to date with what was just seen of its calendar. Where nothing has changed since,
 * this is one look-up; else its objects are read and compared, and the generation rises by one.
 * @throws Problem `not_found`, `revoked`: what `Calendars.read` throws
 */
export async function upToDate(
  db: Db,
  calendars: Calendars,
  sight: Sight,
  asking: Asking,
): Promise<{ collection: Collection; content: Content | null }> {
  const feedId = sight.access.id;
  const noted = await db.selectFrom('caldav_collection').selectAll().where('feed_id', '=', feedId).executeTakeFirst();
  if (noted?.tag === sight.tag) return { collection: collectionOf(noted), content: null };
  const content = await calendars.read(db, { feedId }, asking);
  const collection = await db.transaction().execute(tx => noteContent(tx, feedId, content, asking.now));
  return { collection, content };
}

/** The objects of a calendar as they are now. */
export function membersOf({ head, objects }: Content): Member[] {
  return objects.map(object => ({
    uid: object.uid,
    etag: etagOf(object),
    text: () => `${openingOf({ ...head, source: null }, [object])}${object.octets.toString()}${calendarEnd}`,
  }));
}

/** What became new, other or gone after a generation. */
export async function changedSince(db: Db, feedId: string, generation: number) {
  const rows = await db
    .selectFrom('caldav_object')
    .select(['uid', 'gone_at'])
    .where('feed_id', '=', feedId)
    .where('generation', '>', generation)
    .orderBy('uid')
    .execute();
  return {
    present: new Set(rows.filter(row => row.gone_at === null).map(row => row.uid)),
    gone: rows.filter(row => row.gone_at !== null).map(row => row.uid),
  };
}

function etagOf(object: WrittenObject): string {
  return createHash('sha256').update(object.octets).digest('base64url').slice(0, 27);
}

function collectionOf(row: Row<'caldav_collection'>): Collection {
  return { feedId: row.feed_id, generation: row.generation, forgotten: row.forgotten };
}

/** Two programs at once meet on the collection's row: the second finds the work done, or does what came meanwhile. */
async function noteContent(tx: Tx, feedId: string, content: Content, now: Date): Promise<Collection> {
  await sql`
    insert into caldav_collection (feed_id, tag, generation) values (${feedId}, '', 0) on conflict do nothing`.execute(
    tx,
  );
  const before = await tx
    .selectFrom('caldav_collection')
    .selectAll()
    .where('feed_id', '=', feedId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (before.tag === content.sight.tag) return collectionOf(before);
  const generation = before.generation + 1;
  const present = JSON.stringify(content.objects.map(object => ({ uid: object.uid, etag: etagOf(object) })));
  const forgotten = await sql<{ generation: number }>`
    delete from caldav_object
    where feed_id = ${feedId} and gone_at < ${new Date(now.getTime() - rememberedDays * 86_400_000)}
    returning generation`.execute(tx);
  await sql`
    insert into caldav_object as o (feed_id, uid, etag, generation)
    select ${feedId}::uuid, n.uid, n.etag, ${generation}
    from json_to_recordset(${present}::json) as n (uid text, etag text)
    on conflict (feed_id, uid) do update set etag = excluded.etag, generation = excluded.generation, gone_at = null
    where o.etag <> excluded.etag or o.gone_at is not null`.execute(tx);
  await sql`
    update caldav_object set gone_at = ${now}, generation = ${generation}
    where feed_id = ${feedId} and gone_at is null
      and uid not in (select n.uid from json_to_recordset(${present}::json) as n (uid text))`.execute(tx);
  const after = await tx
    .updateTable('caldav_collection')
    .set({
      tag: content.sight.tag,
      generation,
      forgotten: Math.max(before.forgotten, ...forgotten.rows.map(row => row.generation)),
    })
    .where('feed_id', '=', feedId)
    .returningAll()
    .executeTakeFirstOrThrow();
  return collectionOf(after);
}
