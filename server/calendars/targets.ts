import type { FeedFilter, FeedScope } from '../../shared/feed.ts';
import type { Catalogue, CataloguedResource } from '../catalogue/catalogue.ts';
import { matches } from '../catalogue/search.ts';
import { isApproverOf, maySee } from '../catalogue/visibility.ts';
import type { Actor } from '../context.ts';

/** What a feed is about. */
export interface Target {
  scope: FeedScope;
  organisationId: string | null;
  resourceId: string | null;
  siteId: string | null;
  filter: FeedFilter | null;
}

/**
 * The resources that a feed is about, as its person may know of them today; null for a feed that is about bookings wherever
 * they are. Of a notice board: what its organisation shares with the whole network, since others than members may read it.
 */
export function resourcesOf(
  target: Target,
  actor: Actor,
  catalogue: Catalogue,
  now: Date,
): CataloguedResource[] | null {
  const chooses = chooserOf(target, actor, catalogue, now);
  if (chooses === null) return null;
  const only = target.resourceId === null ? undefined : catalogue.resources.get(target.resourceId);
  const among = target.resourceId === null ? [...catalogue.resources.values()] : only ? [only] : [];
  return among.filter(chooses);
}

function chooserOf(
  { scope, organisationId, siteId, filter }: Target,
  actor: Actor,
  catalogue: Catalogue,
  now: Date,
): ((resource: CataloguedResource) => boolean) | null {
  const sees = (resource: CataloguedResource) => maySee(resource, actor, now);
  switch (scope) {
    case 'person':
    case 'organisation':
      return null;
    case 'resource':
    case 'network':
      return sees;
    case 'site':
      return resource => resource.siteId === siteId && sees(resource);
    case 'planning':
      return resource =>
        resource.state === 'published' && matches(resource, catalogue, withoutNothing(filter)) && sees(resource);
    case 'staff':
      return resource => resource.staffPersonId === actor.personId;
    case 'queue':
      return resource => actor.roles.includes('elected') || isApproverOf(resource, actor.personId, now);
    case 'board':
      return resource =>
        resource.ownerId === organisationId && resource.state === 'published' && resource.visibleTo === 'network';
  }
}

/** What was asked for, without the names that ask for nothing. */
function withoutNothing(filter: FeedFilter | null) {
  return Object.fromEntries(Object.entries(filter ?? {}).filter(([, value]) => value !== undefined));
}
