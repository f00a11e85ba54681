import { type Actor, actsFor, isCoordinator, isReferentOf } from '../context.ts';
import type { Catalogue, CataloguedResource } from './catalogue.ts';

/**
 * Whether a person may know of a resource. What it is `visibleTo` decides for others; its owner's people, those who decide on
 * its requests and the coordinator always see it. One that is withdrawn is left to those who manage it.
 */
export function maySee(resource: CataloguedResource, actor: Actor, now: Date): boolean {
  if (isApproverOf(resource, actor.personId, now) || mayManage(resource, actor)) return true;
  if (resource.state === 'withdrawn') return false;
  if (actsFor(actor, resource.ownerId) || resource.visibleTo === 'network') return true;
  return (
    resource.visibleTo === 'listed' && resource.sharing.some(one => one.maySee && actsFor(actor, one.organisationId))
  );
}

/** Whether an organisation may book a resource at all, whoever acts for it. Says nothing about criteria or room. */
export function mayBook(resource: CataloguedResource, organisationId: string): boolean {
  if (resource.state === 'withdrawn') return false;
  if (resource.ownerId === organisationId || resource.bookableBy === 'network') return true;
  return (
    resource.bookableBy === 'listed' &&
    resource.sharing.some(one => one.mayBook && one.organisationId === organisationId)
  );
}

/** Whether a person may administer a resource: the referents of its owner, and the coordinator of the network. */
export function mayManage(resource: Pick<CataloguedResource, 'ownerId'>, actor: Actor): boolean {
  return isCoordinator(actor) || isReferentOf(actor, resource.ownerId);
}

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

/** Whether a person holds a scope on the resource at that instant, as approver or as substitute. */
export function isApproverOf(resource: CataloguedResource, personId: string, now: Date): boolean {
  return resource.approvers.some(
    one =>
      one.personId === personId &&
      Date.parse(one.from) <= now.getTime() &&
      (one.until === null || now.getTime() < Date.parse(one.until)),
  );
}

/** Whether a request of that organisation would wait for a decision. */
export function needsApproval(resource: CataloguedResource, organisationId: string): boolean {
  if (resource.approval === 'automatic_for_owner') return organisationId !== resource.ownerId;
  return resource.approval === 'manager';
}
