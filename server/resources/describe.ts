import type { FeaturesInput, ResourceDetail, SharingInput } from '../../shared/resource.ts';
import type { Catalogue, FeatureDefinition } from '../catalogue/catalogue.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { changing, type Target } from './changing.ts';

/**
 * Sets all features of a resource; what is absent goes.
 * @throws Problem `not_found`, `forbidden`, `stale`, `malformed` for a feature that is not known or a value of another type
 */
export async function setFeatures(
  tx: Tx,
  target: Target,
  features: FeaturesInput,
  context: Context,
): Promise<ResourceDetail> {
  return changing(tx, target, context, async (resource, catalogue) => {
    if (sameFeatures(resource.features, features)) return null;
    await replaceFeatures(tx, target.id, features, catalogue);
    return { action: 'resource.features_changed', before: resource.features, after: features };
  });
}

/**
 * Sets the partner organisations of a resource. Bookings that were made stay, whoever made them.
 * @throws Problem `not_found`, `forbidden`, `stale`, `malformed` for an organisation that is not known
 */
export async function setSharing(
  tx: Tx,
  target: Target,
  sharing: SharingInput,
  context: Context,
): Promise<ResourceDetail> {
  return changing(tx, target, context, async resource => {
    const sorted = (list: SharingInput) =>
      JSON.stringify(
        list
          .map(one => [one.organisationId, one.maySee, one.mayBook])
          .sort((a, b) => String(a[0]).localeCompare(String(b[0]))),
      );
    if (sorted(resource.sharing) === sorted(sharing)) return null;
    await replaceSharing(tx, target.id, sharing);
    return { action: 'resource.sharing_changed', before: resource.sharing, after: sharing };
  });
}

export async function replaceFeatures(
  tx: Tx,
  resourceId: string,
  features: FeaturesInput,
  catalogue: Catalogue,
): Promise<void> {
  await tx.deleteFrom('resource_feature').where('resource_id', '=', resourceId).execute();
  const rows = Object.entries(features).map(([code, value]) => {
    const definition = catalogue.features.get(code);
    if (!definition || !isOfType(definition, value)) throw new Problem('malformed', { what: `features.${code}` });
    return {
      resource_id: resourceId,
      feature_code: code,
      number_value: typeof value === 'number' ? value : null,
      text_value: typeof value === 'string' ? value : null,
    };
  });
  if (rows.length > 0) await tx.insertInto('resource_feature').values(rows).execute();
}

export async function replaceSharing(tx: Tx, resourceId: string, sharing: SharingInput): Promise<void> {
  const ids = sharing.map(one => one.organisationId);
  if (new Set(ids).size < ids.length)
    throw new Problem('malformed', { what: 'sharing: an organisation is listed twice' });
  await tx.deleteFrom('sharing').where('resource_id', '=', resourceId).execute();
  if (ids.length === 0) return;
  const known = await tx.selectFrom('organisation').select('id').where('id', 'in', ids).execute();
  if (known.length < ids.length) throw new Problem('malformed', { what: 'sharing: an organisation is not known' });
  const rows = sharing.map(one => ({
    resource_id: resourceId,
    organisation_id: one.organisationId,
    may_see: one.maySee,
    may_book: one.mayBook,
  }));
  await tx.insertInto('sharing').values(rows).execute();
}

function isOfType(definition: FeatureDefinition, value: true | number | string): boolean {
  if (definition.valueType === 'flag') return value === true;
  if (definition.valueType === 'number') return typeof value === 'number';
  return typeof value === 'string' && (definition.choices === null || definition.choices.includes(value));
}

function sameFeatures(a: FeaturesInput, b: FeaturesInput): boolean {
  const codes = Object.keys(a);
  return codes.length === Object.keys(b).length && codes.every(code => Object.hasOwn(b, code) && a[code] === b[code]);
}
