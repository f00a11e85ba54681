import { createHash } from 'node:crypto';
import type { Catalogue, CataloguedResource } from '../catalogue/catalogue.ts';
import { isApproverOf, maySee } from '../catalogue/visibility.ts';
import type { FeedAccess } from './access.ts';
import { createKept, type Kept } from './kept.ts';

/** To be raised when the same data begin to give other bytes. */
const templateVersion = 4;

/** How a feed's events are told, in a word. */
export interface Appearance {
  /** Of all that changes how an event is told beside the data: since it changed, every event counts as changed. */
  tag: string;
  /** Of what two people's calendars may have in common: the same word and the same facts give the same text. */
  told: string;
}

/**
 * Finds the appearance of feeds. What somebody may know of a thousand resources takes a while to say, and changes with the
 * catalogue, their ties and the day alone.
 */
export function createAppearances(publicUrl: string) {
  const known: Kept<[string, string]> = createKept(2_000_000, ([seen, own]) => seen.length + own.length + 500);

  return (access: FeedAccess, catalogue: Catalogue, now: Date): Appearance => {
    const { actor, scope, detail, locale, day } = access;
    const ties = JSON.stringify([actor.affiliations, actor.roles]);
    const key = `${catalogue.version} ${day} ${actor.personId} ${ties}`;
    let rights = known.get(key);
    if (!rights) {
      const all = [...catalogue.resources.values()];
      // The catalogue comes in no order.
      const idsOf = (passes: (resource: CataloguedResource) => boolean) =>
        hash(...all.flatMap(resource => (passes(resource) ? resource.id : [])).sort());
      rights = [
        idsOf(resource => maySee(resource, actor, now)),
        idsOf(resource => isApproverOf(resource, actor.personId, now)),
      ];
      known.set(key, rights);
    }
    const [seen, decided] = rights;
    const told = hash(templateVersion, publicUrl, scope, detail, locale, seen);
    return { told, tag: hash(told, ties, decided) };
  };
}

/** A short word for values, in their order. */
export function hash(...values: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 27);
}
