import { type Actor, actsFor, isCoordinator, isReferentOf } from '../context.ts';
import type { CataloguedResource } from './catalogue.ts';

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
