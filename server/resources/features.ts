import type { Feature, NewFeature } from '../../shared/resource.ts';
import type { FeatureDefinition } from '../catalogue/catalogue.ts';
import { type Context, isCoordinator } from '../context.ts';
import type { Db, Tx } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { networkSubject, record } from '../history/record.ts';

/** The features that one can filter on, by name in the reader's language. */
export async function listFeatures(db: Db, context: Context): Promise<Feature[]> {
  const { features } = await context.catalogue.current(db);
  return [...features.values()]
    .map(one => featureView(one, context))
    .sort((a, b) => a.name.localeCompare(b.name, context.locale));
}

/** Adds a feature to the vocabulary of the network. @throws Problem `forbidden`, `already_exists` */
export async function addFeature(tx: Tx, input: NewFeature, context: Context): Promise<Feature> {
  if (!isCoordinator(context.actor)) throw new Problem('forbidden');
  const inserted = await tx
    .insertInto('feature')
    .values({
      code: input.code,
      value_type: input.valueType,
      name_fr: input.nameFr,
      name_en: input.nameEn,
      unit: input.unit,
      choices: input.choices,
      hard_need: input.hardNeed,
    })
    .onConflict(conflict => conflict.column('code').doNothing())
    .returning('code')
    .executeTakeFirst();
  if (!inserted) throw new Problem('already_exists', { what: input.code });
  await record(tx, context, [
    { action: 'network.feature_added', subjectType: 'network', subjectId: networkSubject, after: input },
  ]);
  return featureView(input, context);
}

/** Holds a feature, so that no resource takes it meanwhile. @throws Problem `not_found` */
export async function lockFeature(tx: Tx, code: string, context: Context): Promise<FeatureDefinition> {
  found(await tx.selectFrom('feature').select('code').where('code', '=', code).forUpdate().executeTakeFirst());
  return found((await context.catalogue.current(tx)).features.get(code));
}

export function featureView(feature: FeatureDefinition, context: Context): Feature {
  return { ...feature, name: context.locale === 'fr' ? feature.nameFr : feature.nameEn };
}

/** @param choices of these values alone; the trigger holds it, here it is said. @throws Problem `feature_in_use` */
export async function requireUnused(tx: Tx, code: string, choices?: string[]): Promise<void> {
  const { count } = await tx
    .selectFrom('resource_feature')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('feature_code', '=', code)
    .$if(choices !== undefined, query => query.where('text_value', 'in', choices ?? []))
    .executeTakeFirstOrThrow();
  if (count > 0) throw new Problem('feature_in_use', { count });
}
