import type { z } from '@hono/zod-openapi';
import type { featureSchema, NewFeature } from '../../shared/resource.ts';
import type { FeatureDefinition } from '../catalogue/catalogue.ts';
import { type Context, isCoordinator } from '../context.ts';
import type { Db, Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';

type Feature = z.infer<typeof featureSchema>;

/** The features that one can filter on, by name in the reader's language. */
export async function listFeatures(db: Db, context: Context): Promise<Feature[]> {
  const { features } = await context.catalogue.current(db);
  return [...features.values()]
    .map(one => view(one, context))
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
  return view(input, context);
}

function view(feature: FeatureDefinition, context: Context): Feature {
  return { ...feature, name: context.locale === 'fr' ? feature.nameFr : feature.nameEn };
}
