import type { Catalogue, CataloguedResource } from '../catalogue/catalogue.ts';
import { type Actor, isCoordinator, isReferentOf } from '../context.ts';

/** The resources at a site. */
export function resourcesAt(catalogue: Catalogue, siteId: string): CataloguedResource[] {
  return [...catalogue.resources.values()].filter(resource => resource.siteId === siteId);
}

/** The coordinator keeps the sites; so do the referents of an organisation that owns every resource there. */
export function mayManageSite(catalogue: Catalogue, siteId: string, actor: Actor): boolean {
  if (isCoordinator(actor)) return true;
  const [owner, ...others] = new Set(resourcesAt(catalogue, siteId).map(resource => resource.ownerId));
  return owner !== undefined && others.length === 0 && isReferentOf(actor, owner);
}
