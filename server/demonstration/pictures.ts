import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { NewRow } from '../database/tables.ts';
import { photoAddress } from '../resources/photo.ts';
import type { Means } from './world.ts';

/**
 * The resources that have a picture: scenes drawn for this network, so that nobody’s photo is in it. Each is kept as it was
 * drawn (svg) and as it is shown (webp, 480 by 360), since pictures of resources are JPEG, PNG or WebP.
 */
const drawn: ReadonlySet<string> = new Set([
  'grande-halle',
  'salle-tri',
  'cuisine-partagee',
  'atelier-velo',
  'serre',
  'plateau-repetition',
  'minibus-bleu',
  'cargo-long',
  'chaises',
]);

export function pictureRows(means: Means[]): NewRow<'resource_photo'>[] {
  return means
    .filter(one => drawn.has(one.plan.slug))
    .map(one => ({ resource_id: one.id, media_type: 'image/webp', bytes: pictureOf(one.plan.slug) }));
}

/** The address of a resource’s picture; null where none was drawn. */
export function pictureAddress(id: string, slug: string): string | null {
  if (!drawn.has(slug)) return null;
  const sha256 = createHash('sha256').update(pictureOf(slug)).digest('hex');
  return photoAddress(id, sha256);
}

function pictureOf(slug: string): Buffer {
  return readFileSync(new URL(`pictures/${slug}.webp`, import.meta.url));
}
