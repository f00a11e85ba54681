import type { CompositionInput, ResourceDetail } from '../../shared/resource.ts';
import type { Catalogue, CataloguedResource } from '../catalogue/catalogue.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { violates } from '../database/failures.ts';
import { Problem } from '../errors.ts';
import { squeeze } from './affected.ts';
import { drawnBy } from './change.ts';
import { changing, managed, type Target } from './changing.ts';

/**
 * Sets what a resource is made of: the parts of a divisible room, the components of a kit. The claims of what is promised on it,
 * and on all that is made of it, are derived again; when they no longer fit, it is refused with these bookings.
 * @throws Problem `not_found`, `forbidden` (also for what it would be made of), `stale`, `made_of_itself`, `bookings_affected`
 */
export async function setComposition(
  tx: Tx,
  target: Target,
  input: CompositionInput,
  context: Context,
): Promise<ResourceDetail> {
  const wanted = { parts: [...new Set(input.parts)], components: input.components };
  const ids = [...wanted.parts, ...wanted.components.map(one => one.resourceId)];
  return changing(tx, { ...target, alsoLock: ids }, context, async (resource, catalogue) => {
    if (isSame(resource, wanted)) return null;
    const around = [target.id, ...ids, ...resource.parts, ...resource.components.map(one => one.resourceId)];
    await squeeze(tx, context, {
      apply: () => replaceComposition(tx, target.id, wanted, catalogue, context),
      resourceIds: () => drawnBy(tx, around),
    });
    const before = { parts: resource.parts, components: resource.components };
    return { action: 'resource.composition_changed', before, after: wanted };
  });
}

/** Writes what a resource is made of; the trigger derives what one unit of it takes. */
export async function replaceComposition(
  tx: Tx,
  id: string,
  input: CompositionInput,
  catalogue: Catalogue,
  context: Context,
): Promise<void> {
  const componentIds = input.components.map(one => one.resourceId);
  if (new Set(componentIds).size < componentIds.length)
    throw new Problem('malformed', { what: 'components: one is listed twice' });
  if (input.parts.includes(id) || componentIds.includes(id)) throw new Problem('made_of_itself');
  for (const other of [...input.parts, ...componentIds]) managed(catalogue, other, context.actor, context.now);
  try {
    await tx.deleteFrom('resource_part').where('whole_id', '=', id).execute();
    await tx.deleteFrom('resource_component').where('kit_id', '=', id).execute();
    if (input.parts.length > 0) {
      const rows = input.parts.map(part => ({ whole_id: id, part_id: part }));
      await tx.insertInto('resource_part').values(rows).execute();
    }
    if (input.components.length > 0) {
      const rows = input.components.map(one => ({ kit_id: id, component_id: one.resourceId, quantity: one.quantity }));
      await tx.insertInto('resource_component').values(rows).execute();
    }
  } catch (error) {
    if (violates(error, 'resource_composition_acyclic')) throw new Problem('made_of_itself');
    throw error;
  }
}

function isSame(resource: CataloguedResource, wanted: CompositionInput): boolean {
  const sorted = (one: CompositionInput) =>
    JSON.stringify([
      [...one.parts].sort(),
      one.components.map(component => `${component.resourceId} ${component.quantity}`).sort(),
    ]);
  return sorted(resource) === sorted(wanted);
}
