import { fold } from '../../shared/text.ts';
import type { ResourceKind } from '../../shared/words.ts';
import type { Catalogue, CataloguedResource } from './catalogue.ts';

/** What is asked of a resource; what is absent asks nothing. */
export interface ResourceFilter {
  kind?: ResourceKind;
  /** Words that must all occur, in any order, accents and case aside. No character has a special meaning. */
  q?: string;
  /** The owner. */
  organisationId?: string;
  siteId?: string;
  /** Of its site, accents and case aside. */
  commune?: string;
  /** At least so many seats (the number feature `seats`). */
  seats?: number;
  /** At least so many units in all. */
  capacity?: number;
  /** At least so many units in one booking. */
  quantity?: number;
  /** `code`: has it; `code:value`: has that value, or at least that number. All must hold. */
  feature?: string[];
}

/** Whether a resource is what is asked for. Says nothing about who may see it, or whether it is free. */
export function matches(resource: CataloguedResource, catalogue: Catalogue, filter: ResourceFilter): boolean {
  const asked = (filter.feature ?? []).concat(filter.seats === undefined ? [] : [`seats:${filter.seats}`]);
  return (
    (filter.kind === undefined || resource.kind === filter.kind) &&
    (filter.organisationId === undefined || resource.ownerId === filter.organisationId) &&
    (filter.siteId === undefined || resource.siteId === filter.siteId) &&
    (filter.commune === undefined || isIn(resource, catalogue, filter.commune)) &&
    resource.capacity >= (filter.capacity ?? 1) &&
    offersQuantity(resource, filter.quantity ?? 1) &&
    asked.every(one => hasFeature(resource, one)) &&
    mentions(resource, catalogue, filter.q ?? '')
  );
}

/** Kilometres between two points on the sphere (haversine), good to half a percent. */
export function kilometresBetween(a: Point, b: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (degrees: number) => Math.sin(radians(degrees) / 2) ** 2;
  const h =
    half(b.latitude - a.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(b.longitude - a.longitude);
  return 12742 * Math.asin(Math.sqrt(h));
}

export interface Point {
  latitude: number;
  longitude: number;
}

function isIn(resource: CataloguedResource, catalogue: Catalogue, commune: string): boolean {
  return fold(catalogue.sites.get(resource.siteId)?.commune ?? '') === fold(commune);
}

function offersQuantity(resource: CataloguedResource, quantity: number): boolean {
  return quantity <= Math.min(resource.capacity, resource.criteria?.maxQuantity ?? resource.capacity);
}

function hasFeature(resource: CataloguedResource, asked: string): boolean {
  const colon = asked.indexOf(':');
  const code = colon < 0 ? asked : asked.slice(0, colon);
  const value = Object.hasOwn(resource.features, code) ? resource.features[code] : undefined;
  if (value === undefined) return false;
  if (colon < 0) return true;
  const wanted = asked.slice(colon + 1);
  if (typeof value === 'number') return wanted.trim() !== '' && value >= Number(wanted);
  return typeof value === 'string' ? fold(value) === fold(wanted) : wanted === 'true';
}

function mentions(resource: CataloguedResource, catalogue: Catalogue, q: string): boolean {
  const words = fold(q).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = textOf(resource, catalogue);
  return words.every(word => text.includes(word));
}

// A catalogue is never changed, so what was folded once stays right as long as its resource lives.
const folded = new WeakMap<CataloguedResource, string>();

function textOf(resource: CataloguedResource, catalogue: Catalogue): string {
  const known = folded.get(resource);
  if (known !== undefined) return known;
  const site = catalogue.sites.get(resource.siteId);
  const features = Object.entries(resource.features).flatMap(([code, value]) => {
    const definition = catalogue.features.get(code);
    return [definition?.nameFr, definition?.nameEn, typeof value === 'string' ? value : undefined];
  });
  const text = fold(
    [resource.name, resource.description, resource.ownerName, site?.name, site?.commune, ...features]
      .filter(Boolean)
      .join('\n'),
  );
  folded.set(resource, text);
  return text;
}
