import { limits } from '../../shared/limits.ts';
import type { Slot } from '../../shared/time.ts';
import type { Catalogue, CataloguedResource } from '../catalogue/catalogue.ts';
import { matches, type ResourceFilter } from '../catalogue/search.ts';
import { maySee } from '../catalogue/visibility.ts';
import type { Actor } from '../context.ts';
import { Problem } from '../errors.ts';
import { type Cursor, pageOf } from '../http/page.ts';

/** @throws Problem `malformed` for a window that is empty, reversed or longer than is answered for */
export function windowOf(query: { from: string; to: string }): Slot {
  const window = { from: new Date(query.from), to: new Date(query.to) };
  if (window.to <= window.from) throw new Problem('malformed', { what: 'to: must be after from' });
  if (window.to.getTime() - window.from.getTime() > limits.windowDays * 86_400_000) {
    throw new Problem('malformed', { what: `to: at most ${limits.windowDays} days after from` });
  }
  return window;
}

/** The page of resources that match and that the person may see, in the order of their names. */
export function pageOfResources(
  catalogue: Catalogue,
  filter: ResourceFilter & { resourceId?: string[] | undefined },
  page: { cursor: Cursor | null; limit: number },
  reader: { actor: Actor; now: Date },
): { items: CataloguedResource[]; nextCursor: string | null } {
  const named = filter.resourceId && new Set(filter.resourceId);
  const isAfterCursor = (resource: CataloguedResource) =>
    page.cursor === null || compareKeys(keyOf(resource), page.cursor) > 0;
  const rows = byName(catalogue).filter(
    resource =>
      (!named || named.has(resource.id)) &&
      isAfterCursor(resource) &&
      resource.state === 'published' &&
      matches(resource, catalogue, filter) &&
      maySee(resource, reader.actor, reader.now),
  );
  return pageOf(rows.slice(0, page.limit + 1), page.limit, keyOf);
}

// Sorting a thousand names takes longer than anything else here, and a catalogue never changes.
const sorted = new WeakMap<Catalogue, CataloguedResource[]>();

function byName(catalogue: Catalogue): CataloguedResource[] {
  const known = sorted.get(catalogue);
  if (known) return known;
  const resources = [...catalogue.resources.values()].toSorted((a, b) => compareKeys(keyOf(a), keyOf(b)));
  sorted.set(catalogue, resources);
  return resources;
}

const { compare } = new Intl.Collator('fr', { numeric: true });

function keyOf(resource: CataloguedResource): [string, string] {
  return [resource.name, resource.id];
}

function compareKeys(a: Cursor, b: Cursor): number {
  return compare(a[0] ?? '', b[0] ?? '') || ((a[1] ?? '') < (b[1] ?? '') ? -1 : a[1] === b[1] ? 0 : 1);
}
