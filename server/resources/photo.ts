import type { ResourceDetail } from '../../shared/resource.ts';
import { maxPhotoKilobytes } from '../../shared/resource.ts';
import { maySee } from '../catalogue/visibility.ts';
import type { Context } from '../context.ts';
import type { Db, Tx } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { changing, type Target } from './changing.ts';

type MediaType = 'image/jpeg' | 'image/png' | 'image/webp';

/** What files begin with; `at` is where. Nothing else is looked at: we hand the bytes on as they are, and never read them. */
const marks: { type: MediaType; at: number; bytes: string }[] = [
  { type: 'image/jpeg', at: 0, bytes: 'ffd8ff' },
  { type: 'image/png', at: 0, bytes: '89504e470d0a1a0a' },
  { type: 'image/webp', at: 8, bytes: '57454250' },
];

/**
 * Gives a resource its picture, in place of an earlier one. The address under which it is served changes with it.
 * @param data base64
 * @throws Problem `not_found`, `forbidden`, `stale`, `not_a_picture`, `too_large`
 */
export async function setPhoto(tx: Tx, target: Target, data: string, context: Context): Promise<ResourceDetail> {
  const bytes = Buffer.from(data, 'base64');
  if (bytes.length > maxPhotoKilobytes * 1024) throw new Problem('too_large', { maxKilobytes: maxPhotoKilobytes });
  const mediaType = marks.find(one => bytes.subarray(one.at).toString('hex', 0, one.bytes.length / 2) === one.bytes);
  if (!mediaType) throw new Problem('not_a_picture');
  return changing(tx, target, context, async before => {
    const row = { media_type: mediaType.type, bytes };
    const { sha256 } = await tx
      .insertInto('resource_photo')
      .values({ resource_id: target.id, ...row })
      .onConflict(conflict => conflict.column('resource_id').doUpdateSet(row))
      .returning('sha256')
      .executeTakeFirstOrThrow();
    const photo = photoAddress(target.id, sha256);
    if (photo === before.photo) return null;
    await tx.updateTable('resource').set({ photo }).where('id', '=', target.id).execute();
    return { action: 'resource.changed', before: { photo: before.photo }, after: { photo } };
  });
}

/** Where the picture is served: another picture has another address, so that browsers keep each as long as they like. */
export function photoAddress(resourceId: string, sha256: string): string {
  return `/api/resources/${resourceId}/photo?v=${sha256.slice(0, 16)}`;
}

/**
 * The picture of a resource, for whoever may see the resource.
 * @throws Problem `not_found`, also where there is none
 */
export async function readPhoto(db: Db, id: string, { actor, now, catalogue }: Context) {
  const resource = found((await catalogue.current(db)).resources.get(id));
  if (!maySee(resource, actor, now)) throw new Problem('not_found');
  return found(
    await db
      .selectFrom('resource_photo')
      .select(['media_type as mediaType', 'bytes', 'sha256'])
      .where('resource_id', '=', id)
      .executeTakeFirst(),
  );
}
