import { limits } from '../../shared/limits.ts';
import type { RowOrder } from '../../shared/planning.ts';
import type { Slot } from '../../shared/time.ts';
import { resourceKinds } from '../../shared/words.ts';
import { siteOf } from '../bookings/want.ts';
import type { Catalogue, CataloguedResource } from '../catalogue/catalogue.ts';
import { matches, type ResourceFilter } from '../catalogue/search.ts';
import { maySee } from '../catalogue/visibility.ts';
import type { Actor } from '../context.ts';
import { Problem } from '../errors.ts';
import { type Cursor, cursorPart, pageOf, readCursor } from '../http/page.ts';

/** @throws Problem `malformed` for a window that is empty, reversed or longer than is answered for */
export function windowOf(query: { from: string; to: string }): Slot {
  const window = { from: new Date(query.from), to: new Date(query.to) };
  if (window.to <= window.from) throw new Problem('malformed', { what: 'to: must be after from' });
  if (window.to.getTime() - window.from.getTime() > limits.windowDays * 86_400_000) {
    throw new Problem('malformed', { what: `to: at most ${limits.windowDays} days after from` });
  }
  return window;
}

/**
 * The page of resources that match and that the person may see, in the order of their names, or group by group.
 * @throws Problem `invalid_cursor` for anything but what a page gave
 */
export function pageOfResources(
  catalogue: Catalogue,
  query: ResourceFilter & { resourceId?: string[] | undefined; cursor?: string | undefined; limit: number },
  reader: { actor: Actor; now: Date },
  order: RowOrder = 'name',
): { items: CataloguedResource[]; nextCursor: string | null } {
  const cursor = readCursor(query.cursor, [cursorPart.text, cursorPart.text, cursorPart.uuid]);
  const named = query.resourceId && new Set(query.resourceId);
  const keyOf = (resource: CataloguedResource) => [groupOf(resource, catalogue, order), resource.name, resource.id];
  const rows = inOrder(catalogue, order, keyOf).filter(
    resource =>
      (!named || named.has(resource.id)) &&
      (cursor === null || compareKeys(keyOf(resource), cursor) > 0) &&
      resource.state === 'published' &&
      matches(resource, catalogue, query) &&
      maySee(resource, reader.actor, reader.now),
  );
  return pageOf(rows.slice(0, query.limit + 1), query.limit, keyOf);
}

/** What sorts the groups of an order, and keeps apart those of one name. */
function groupOf(resource: CataloguedResource, catalogue: Catalogue, order: RowOrder): string {
  if (order === 'kind') return String(resourceKinds.indexOf(resource.kind));
  if (order === 'site') return `${siteOf(resource, catalogue).name} ${resource.siteId}`;
  return order === 'organisation' ? `${resource.ownerName} ${resource.ownerId}` : '';
}

// Sorting a thousand names takes longer than anything else here, and a catalogue never changes.
const sorted = new WeakMap<Catalogue, Map<RowOrder, CataloguedResource[]>>();

function inOrder(catalogue: Catalogue, order: RowOrder, keyOf: (resource: CataloguedResource) => Cursor) {
  const orders = sorted.get(catalogue) ?? new Map<RowOrder, CataloguedResource[]>();
  sorted.set(catalogue, orders);
  const known = orders.get(order);
  if (known) return known;
  const resources = [...catalogue.resources.values()].toSorted((a, b) => compareKeys(keyOf(a), keyOf(b)));
  orders.set(order, resources);
  return resources;
}

const { compare } = new Intl.Collator('fr', { numeric: true });

/** The last part of a key is an id, which has no alphabet. */
function compareKeys(a: Cursor, b: Cursor): number {
  const [group = '', name = '', id = ''] = a;
  const [otherGroup = '', otherName = '', otherId = ''] = b;
  return compare(group, otherGroup) || compare(name, otherName) || (id < otherId ? -1 : Number(id > otherId));
}
