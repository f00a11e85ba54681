import type { Actor } from '../context.ts';
import { actsFor, isCoordinator, isReferentOf } from '../context.ts';
import { Problem } from '../errors.ts';

/** Who lets people in and out of an organisation: its referents and the coordinator. No role can be given that is above these. */
export function assertRunsPeopleOf(actor: Actor, organisationId: string): void {
  if (!isCoordinator(actor) && !isReferentOf(actor, organisationId)) throw new Problem('forbidden');
}

/** @throws Problem `forbidden` for everyone but the coordinator. */
export function assertCoordinator(actor: Actor): void {
  if (!isCoordinator(actor)) throw new Problem('forbidden');
}

/** The people of an organisation are known to its own people and to the coordinator. */
export function seesPeopleOf(actor: Actor, organisationId: string): boolean {
  return isCoordinator(actor) || actsFor(actor, organisationId);
}
