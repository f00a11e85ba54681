import { promisify } from 'node:util';
import { gzip as gzipWithCallback } from 'node:zlib';
import type { Db } from '../database/connect.ts';
import { isKnownTag } from '../http/version.ts';
import type { Asking, Calendars, Content, Sight } from './calendars.ts';
import { calendarEnd, openingOf } from './ical.ts';
import { createKept } from './kept.ts';
import { createLanes } from './lanes.ts';

const gzip = promisify(gzipWithCallback);

/** What is kept of whole calendars in one process, beside their events. */
const maxKeptOctets = 32_000_000;
const accessNotedEvery = 3_600_000;
/** So many calendars are looked up at once, of the ten connections that a process has. */
const lanes = 3;

export interface FeedRequest {
  token: string;
  client: string;
  /** HEAD: everything but the text is asked for. */
  headOnly: boolean;
  ifNoneMatch: string | undefined;
  ifModifiedSince: string | undefined;
  acceptEncoding: string | undefined;
}

export interface FeedAnswer {
  /** Null: the client has it (304). */
  body: Buffer<ArrayBuffer> | null;
  etag: string;
  lastModified: Date;
  encoding: 'gzip' | null;
}

interface Text {
  plain: Buffer<ArrayBuffer>;
  zipped: Buffer<ArrayBuffer> | null;
  events: number;
}

/**
 * Serves calendars by their addresses: what a client has is found by its tag alone, what was served before is kept whole.
 * The function throws what `Calendars.look` throws.
 */
export function createFeedServer(calendars: Calendars) {
  const texts = createKept<Text>(maxKeptOctets, ({ plain, zipped }) => plain.length + (zipped?.length ?? 0));

  const inLane = createLanes(lanes);

  return (db: Db, request: FeedRequest, asking: Asking) => inLane(() => serve(db, request, asking));

  async function serve(db: Db, request: FeedRequest, asking: Asking): Promise<FeedAnswer> {
    const sight = await calendars.look(db, request.token, asking);
    const encoding = takesGzip(request.acceptEncoding) ? 'gzip' : null;
    const found = { sight, encoding, request, now: asking.now } as const;
    if (isKnown(request, sight)) return answer(null, found, await note(db, found, null));
    if (request.headOnly) return answer(Buffer.alloc(0), found, await note(db, found, null));
    const kept = texts.get(sight.tag);
    if (kept) return answer(await encoded(sight.tag, kept, encoding), found, await note(db, found, null));
    const content = await calendars.read(db, request.token, asking);
    const text = textOf(content);
    const read = { ...found, sight: content.sight };
    const body = await encoded(read.sight.tag, text, encoding);
    return answer(body, read, await note(db, read, text));
  }

  /** The text in the encoding that was asked for; kept, so that it is made once. */
  async function encoded(tag: string, text: Text, encoding: 'gzip' | null): Promise<Buffer<ArrayBuffer>> {
    const zipped = encoding === 'gzip' ? (text.zipped ?? (await gzip(text.plain))) : text.zipped;
    texts.set(tag, { ...text, zipped });
    return encoding === 'gzip' && zipped ? zipped : text.plain;
  }
}

interface Found {
  sight: Sight;
  encoding: 'gzip' | null;
  request: FeedRequest;
  now: Date;
}

function answer(body: Buffer<ArrayBuffer> | null, { sight, encoding }: Found, lastModified: Date): FeedAnswer {
  // A strong tag names octets, and those of the packed text are others.
  return { body, lastModified, encoding, etag: encoding ? `"${sight.tag}-gz"` : `"${sight.tag}"` };
}

function textOf({ head, objects }: Content): Text {
  const opening = Buffer.from(openingOf(head, objects));
  const plain = Buffer.concat([opening, ...objects.map(object => object.octets), Buffer.from(calendarEnd)]);
  return { plain, zipped: null, events: objects.reduce((sum, object) => sum + object.events, 0) };
}

/**
 * Notes when the content was found to have changed, how large it is, and now and then who came.
 * @returns since when the content is as it is: a second later than the time before at least, the grain of the header
 */
async function note(db: Db, { sight, request, now }: Found, text: Text | null): Promise<Date> {
  const { access, tag, appearance, appearanceChangedAt } = sight;
  const since = access.contentChangedAt;
  const isSame = access.contentTag === tag && since !== null;
  const isRecent =
    now.getTime() - (access.lastAccessAt?.getTime() ?? 0) < accessNotedEvery && request.client === access.lastClient;
  if (isSame && isRecent && text === null) return since;
  const changedAt = isSame ? since : new Date(Math.max(now.getTime(), (since?.getTime() ?? 0) + 1000));
  await db
    .updateTable('feed')
    .set({
      content_tag: tag,
      content_changed_at: changedAt,
      last_access_at: now,
      last_client: request.client,
      appearance_tag: appearance.tag,
      appearance_changed_at: appearanceChangedAt,
      ...(text ? { last_size: text.plain.length, last_events: text.events } : {}),
    })
    .where('id', '=', access.id)
    .execute();
  return changedAt;
}

/** Whether the client has what would be sent: by its tag, and only without one by the time (RFC 9110 13.2.2). */
function isKnown({ ifNoneMatch, ifModifiedSince }: FeedRequest, { tag, access }: Sight): boolean {
  if (ifNoneMatch !== undefined) return [tag, `${tag}-gz`].some(one => isKnownTag(ifNoneMatch, `"${one}"`));
  const since = Date.parse(ifModifiedSince ?? '');
  if (!Number.isFinite(since) || access.contentTag !== tag || access.contentChangedAt === null) return false;
  return Math.floor(access.contentChangedAt.getTime() / 1000) * 1000 <= since;
}

/** RFC 9110 12.5.3: named, or meant by `*`, and not with a quality of nothing. Nobody is sent what they did not ask for. */
function takesGzip(acceptEncoding: string | undefined): boolean {
  const asked = (acceptEncoding ?? '').split(',').map(part =>
    part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/),
  );
  const named = asked.find(([coding]) => coding === 'gzip') ?? asked.find(([coding]) => coding === '*');
  return named !== undefined && !named.slice(1).some(parameter => /^q=0(\.0*)?$/.test(parameter));
}
