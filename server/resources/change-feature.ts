import type { Feature, FeatureChange } from '../../shared/resource.ts';
import { type Context, isCoordinator } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { networkSubject, record } from '../history/record.ts';
import { featureView, lockFeature, requireUnused } from './features.ts';

/**
 * Renames a feature, or changes its unit, its choices, whether it is a hard need. Its code and its type do not change, and no
 * choice goes that a resource has.
 * @throws Problem `forbidden`, `not_found`, `malformed` for choices of what is no choice, `feature_in_use`
 */
export async function changeFeature(tx: Tx, code: string, change: FeatureChange, context: Context): Promise<Feature> {
  if (!isCoordinator(context.actor)) throw new Problem('forbidden');
  const before = await lockFeature(tx, code, context);
  const after = { ...before, ...change };
  if ((after.valueType === 'choice') !== (after.choices !== null)) throw new Problem('malformed', { what: 'choices' });
  if (JSON.stringify(after) === JSON.stringify(before)) return featureView(before, context);
  const gone = before.choices?.filter(choice => !after.choices?.includes(choice)) ?? [];
  if (gone.length > 0) await requireUnused(tx, code, gone);
  await tx
    .updateTable('feature')
    .set({
      ...{ name_fr: after.nameFr, name_en: after.nameEn },
      ...{ unit: after.unit, choices: after.choices, hard_need: after.hardNeed },
    })
    .where('code', '=', code)
    .execute();
  await record(tx, context, [
    { action: 'network.feature_changed', subjectType: 'network', subjectId: networkSubject, before, after },
  ]);
  return featureView(after, context);
}
