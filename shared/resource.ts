import { z } from 'zod';
import { findingSchema } from './findings.ts';
import { pageQuery, queryFlag } from './page.ts';
import {
  approvalPolicies,
  approverRanks,
  audiences,
  blockKinds,
  decisionCapacities,
  featureValueTypes,
  pendingPolicies,
  resourceKinds,
  resourceStates,
  tariffUnits,
} from './words.ts';

const text = (most: number) => z.string().trim().max(most);
const minutes = (most: number) => z.int().min(0).max(most);
const units = z.int().min(1).max(100_000);
const instant = z.iso.datetime({ offset: true });

/** Names what is searched for in the catalogue; availability takes the same. */
export const resourceFilterQuery = {
  kind: z.enum(resourceKinds).optional(),
  q: z.string().max(200).optional().meta({ description: 'Words that must all occur; accents and case do not matter.' }),
  organisationId: z.uuid().optional().meta({ description: 'The owner.' }),
  siteId: z.uuid().optional(),
  commune: z.string().max(200).optional().meta({ description: 'Of the site; accents and case do not matter.' }),
  seats: z.coerce.number().int().min(1).optional(),
  capacity: z.coerce.number().int().min(1).optional().meta({ description: 'Units in all, at least.' }),
  quantity: z.coerce.number().int().min(1).optional().meta({ description: 'Units in one booking, at least.' }),
  feature: z
    .preprocess(given => (typeof given === 'string' ? [given] : given), z.array(z.string().max(200)).max(20))
    .optional()
    .meta({ description: 'Repeatable: `code`, or `code:value`; a number means at least.' }),
};

export const resourceListQuery = z.strictObject({
  ...resourceFilterQuery,
  ...pageQuery,
  state: z.enum(resourceStates).optional(),
  managed: queryFlag.meta({ description: 'Only those that you administer, or only those that you do not.' }),
  sort: z.enum(['name', 'distance']).default('name').meta({ description: '`distance` needs `near`.' }),
  near: z
    .string()
    .regex(/^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$/)
    .optional()
    .meta({ description: 'Latitude, comma, longitude.', example: '48.71,2.17' }),
});
export type ResourceListQuery = z.infer<typeof resourceListQuery>;

export const criteriaInput = z
  .strictObject({
    minMinutes: z.int().min(1).nullable().default(null),
    maxMinutes: z.int().min(1).nullable().default(null),
    incrementMinutes: z.int().min(1).max(1440).default(15),
    noticeMinutes: minutes(527_040).default(0),
    noticeInOpenDays: z.boolean().default(false),
    cancelNoticeMinutes: minutes(527_040).default(0),
    horizonDays: z.int().min(1).max(1095).default(365),
    minQuantity: units.default(1),
    maxQuantity: units.nullable().default(null),
    withinOpeningHours: z.boolean().default(true),
  })
  .refine(one => one.maxMinutes === null || one.maxMinutes >= (one.minMinutes ?? 1), {
    path: ['maxMinutes'],
    message: 'must not be less than minMinutes',
  })
  .refine(one => one.maxQuantity === null || one.maxQuantity >= one.minQuantity, {
    path: ['maxQuantity'],
    message: 'must not be less than minQuantity',
  })
  .meta({ id: 'CriteriaInput', description: 'The rules published in advance; null is no such limit.' });
export type CriteriaInput = z.infer<typeof criteriaInput>;

export const criteriaChange = criteriaInput
  .safeExtend({
    acceptAffected: z.boolean().default(false).meta({
      description: 'Publish although future bookings would no longer be allowed; they stay as they are.',
    }),
    dryRun: z.boolean().default(false).meta({ description: 'Only say which bookings would no longer be allowed.' }),
  })
  .meta({ id: 'CriteriaChange', description: 'The rules published in advance; null is no such limit.' });
export type CriteriaChange = z.infer<typeof criteriaChange>;

export const termsInput = z
  .strictObject({ body: z.string().trim().min(1).max(50_000), effectiveFrom: instant.optional() })
  .meta({ id: 'TermsInput', description: 'In force from now on, or from a later instant.' });
export type TermsInput = z.infer<typeof termsInput>;

export const tariffInput = z
  .strictObject({
    unit: z.enum(tariffUnits),
    amountCents: z.int().min(0).max(100_000_000).default(0),
    note: text(2000).default(''),
    effectiveFrom: instant.optional(),
  })
  .refine(one => one.unit !== 'free' || one.amountCents === 0, {
    path: ['amountCents'],
    message: 'must be 0 when free',
  })
  .meta({ id: 'TariffInput' });
export type TariffInput = z.infer<typeof tariffInput>;

const featureValue = z.union([z.literal(true), z.number(), z.string().trim().min(1).max(500)]);
export const featuresInput = z.record(z.string().max(64), featureValue).meta({
  id: 'FeaturesInput',
  description: 'Value by code: true for a flag, a number, or a text. All of them: what is absent goes.',
});
export type FeaturesInput = z.infer<typeof featuresInput>;

export const sharingInput = z
  .array(
    z
      .strictObject({ organisationId: z.uuid(), maySee: z.boolean().default(true), mayBook: z.boolean().default(true) })
      .refine(one => one.maySee || !one.mayBook, { path: ['mayBook'], message: 'booking needs sight' }),
  )
  .max(500)
  .meta({ id: 'SharingInput', description: 'The partner organisations of a resource that is shared with some only.' });
export type SharingInput = z.infer<typeof sharingInput>;

export const compositionInput = z
  .strictObject({
    parts: z.array(z.uuid()).max(50).default([]),
    components: z
      .array(z.strictObject({ resourceId: z.uuid(), quantity: units }))
      .max(50)
      .default([]),
  })
  .meta({
    id: 'CompositionInput',
    description: 'What it is made of: the parts of a divisible room, the components of a kit.',
  });
export type CompositionInput = z.infer<typeof compositionInput>;

const facts = {
  name: text(200).min(1),
  description: text(10_000),
  siteId: z.uuid(),
  photo: z.null().meta({ description: 'Null takes the picture away; `PUT …/photo` brings one.' }),
  staffPersonId: z.uuid().nullable(),
  capacity: units,
  setupMinutes: minutes(10_080),
  turnaroundMinutes: minutes(10_080),
  visibleTo: z.enum(audiences),
  bookableBy: z.enum(audiences),
  approval: z.enum(approvalPolicies),
  pendingRequests: z.enum(pendingPolicies),
  decisionHours: z.int().min(1).max(2160),
};

export const newResourceSchema = z
  .strictObject({
    kind: z.enum(resourceKinds),
    ownerId: z.uuid(),
    ...facts,
    description: facts.description.default(''),
    photo: facts.photo.default(null),
    staffPersonId: facts.staffPersonId.default(null),
    capacity: facts.capacity.default(1),
    setupMinutes: facts.setupMinutes.default(0),
    turnaroundMinutes: facts.turnaroundMinutes.default(0),
    visibleTo: facts.visibleTo.default('network'),
    bookableBy: facts.bookableBy.default('network'),
    approval: facts.approval.default('automatic_for_owner'),
    pendingRequests: facts.pendingRequests.default('hold'),
    decisionHours: facts.decisionHours.default(72),
    criteria: criteriaInput,
    // Charter: "expliciter l'offre […] et les conditions générales": nothing is offered without them.
    terms: termsInput,
    tariff: tariffInput,
    features: featuresInput.default({}),
    sharing: sharingInput.default([]),
    composition: compositionInput.default({ parts: [], components: [] }),
  })
  .meta({ id: 'NewResource' });
export type NewResource = z.infer<typeof newResourceSchema>;

export const resourceChangeSchema = z
  .strictObject(facts)
  .partial()
  .extend({
    acceptAffected: z.boolean().default(false).meta({
      description: 'Move although future bookings fall outside the hours of the new site; they stay as they are.',
    }),
    dryRun: z
      .boolean()
      .default(false)
      .meta({ description: 'Only say which bookings would fall outside, and whether the change would be refused.' }),
  })
  .meta({ id: 'ResourceChange', description: 'Only what is given changes.' });
export type ResourceChange = z.infer<typeof resourceChangeSchema>;

export const withdrawalSchema = z
  .strictObject({
    reason: text(1000).optional(),
    dryRun: z.boolean().default(false).meta({ description: 'Only say what is promised on it.' }),
  })
  .meta({ id: 'Withdrawal' });

/** Kilobytes of a picture, as it is stored. */
export const maxPhotoKilobytes = 1024;

export const photoInput = z
  .strictObject({
    data: z
      .base64()
      .min(1)
      .max(Math.ceil((maxPhotoKilobytes * 1024 * 4) / 3) + 4),
  })
  .meta({ id: 'PhotoInput', description: 'A JPEG, PNG or WebP in base64; what it is, is read from its first bytes.' });

export const newApproverSchema = z
  .strictObject({
    personId: z.uuid(),
    rank: z.enum(approverRanks).default('approver'),
    validFrom: z.iso.date().optional(),
    validTo: z.iso.date().nullable().default(null),
  })
  .meta({ id: 'NewApprover' });
export type NewApprover = z.infer<typeof newApproverSchema>;

export const newBlockSchema = z
  .strictObject({
    resourceId: z.uuid(),
    startsAt: instant,
    endsAt: instant,
    kind: z.enum(blockKinds).default('maintenance'),
    quantity: units.optional().meta({ description: 'Units out of use; without it, all of them.' }),
    reason: text(1000).default(''),
    affected: z
      .enum(['refuse', 'cancel'])
      .default('refuse')
      .meta({ description: 'What becomes of the bookings in the way.' }),
  })
  .meta({ id: 'NewBlock' });
export type NewBlock = z.infer<typeof newBlockSchema>;

export const blockChangeSchema = z
  .strictObject({
    startsAt: instant.optional(),
    endsAt: instant.optional(),
    reason: text(1000).optional(),
    affected: z.enum(['refuse', 'cancel']).default('refuse'),
  })
  .meta({ id: 'BlockChange' });
export type BlockChange = z.infer<typeof blockChangeSchema>;

export const blockListQuery = z.strictObject({
  resourceId: z.uuid().optional(),
  from: instant.optional(),
  to: instant.optional(),
  ...pageQuery,
});
export type BlockListQuery = z.infer<typeof blockListQuery>;

const utc = z.iso.datetime();

export const criteriaSchema = z
  .object({
    id: z.uuid(),
    version: z.int(),
    minMinutes: z.int().nullable(),
    maxMinutes: z.int().nullable(),
    incrementMinutes: z.int(),
    noticeMinutes: z.int(),
    noticeInOpenDays: z.boolean(),
    cancelNoticeMinutes: z.int(),
    horizonDays: z.int(),
    minQuantity: z.int(),
    maxQuantity: z.int().nullable(),
    withinOpeningHours: z.boolean(),
    rules: z.array(z.object({ criterionId: z.string(), text: z.string() })),
  })
  .meta({ id: 'Criteria', description: 'The rules in force, as numbers and in the reader’s language.' });

const termsSchema = z.object({
  id: z.uuid(),
  version: z.int(),
  sha256: z.string(),
  effectiveFrom: utc,
  body: z.string().optional(),
});
const tariffSchema = z.object({
  id: z.uuid(),
  version: z.int(),
  unit: z.enum(tariffUnits),
  amountCents: z.int(),
  note: z.string(),
  effectiveFrom: utc,
});
const named = z.object({ id: z.uuid(), name: z.string() });

export const resourceSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(resourceKinds),
    name: z.string(),
    description: z.string(),
    photo: z.string().nullable(),
    owner: named,
    site: z.object({
      id: z.uuid(),
      name: z.string(),
      commune: z.string(),
      address: z.string(),
      timeZone: z.string(),
      accessNotes: z.string(),
      coordinates: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
    }),
    distance: z.number().nullable().meta({ description: 'Kilometres from `near`, when both are known.' }),
    state: z.enum(resourceStates),
    capacity: z.int(),
    setupMinutes: z.int(),
    turnaroundMinutes: z.int(),
    staffPersonId: z.uuid().nullable(),
    visibleTo: z.enum(audiences),
    bookableBy: z.enum(audiences),
    features: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        valueType: z.enum(featureValueTypes),
        value: z.union([z.literal(true), z.number(), z.string()]),
        unit: z.string().nullable(),
      }),
    ),
    parts: z.array(named),
    partOf: z.array(named),
    components: z.array(named.extend({ quantity: z.int() })),
    criteria: criteriaSchema.nullable(),
    criteriaInWords: z.array(z.string()),
    terms: termsSchema.nullable(),
    tariff: tariffSchema.nullable(),
    approval: z.enum(approvalPolicies),
    pendingRequests: z.enum(pendingPolicies),
    decisionHours: z.int(),
    /** For each organisation that the reader acts for. */
    forMyOrganisations: z.array(
      z.object({ organisationId: z.uuid(), mayBook: z.boolean(), needsApproval: z.boolean() }),
    ),
    mayBook: z.boolean(),
    mayManage: z.boolean(),
    mayBlock: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'Resource' });
export type Resource = z.infer<typeof resourceSchema>;

export const resourceDetailSchema = resourceSchema
  .extend({
    /** The names of those who decide. */
    managers: z.array(z.string()),
    usualDecisionMinutes: z.int().nullable().meta({
      description:
        'From a request to its decision: the median of the last six months; null when fewer than three were made.',
    }),
    /** What is promised on it has changed so many times. */
    resourceVersion: z.int(),
    /** For those who manage it. */
    sharing: z.array(z.object({ organisationId: z.uuid(), maySee: z.boolean(), mayBook: z.boolean() })).optional(),
    upcoming: z
      .object({ terms: z.array(termsSchema), tariffs: z.array(tariffSchema) })
      .optional()
      .meta({ description: 'Published, and not yet in force.' }),
    waiting: z
      .int()
      .optional()
      .meta({ description: 'For those who manage it or decide on its requests: how many wait for a time of it.' }),
  })
  .meta({ id: 'ResourceDetail' });
export type ResourceDetail = z.infer<typeof resourceDetailSchema>;

/** Everything that was published of a resource, newest first. */
export const publishedVersionsSchema = z
  .object({
    terms: z.array(termsSchema.extend({ body: z.string() })),
    tariffs: z.array(tariffSchema),
  })
  .meta({ id: 'PublishedVersions' });

export const decidersSchema = z
  .object({
    needsApproval: z.boolean(),
    people: z.array(
      z.object({
        personId: z.uuid(),
        personName: z.string(),
        capacity: z.enum(decisionCapacities),
        /** Tied to the organisation, or the very person who is booked: keeps out of it. */
        recused: z.boolean(),
        /** Whose turn it is first. */
        decides: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Deciders', description: 'Who would decide on a request of an organisation today.' });
export type Deciders = z.infer<typeof decidersSchema>;

/** A booking in the way of a change, in full: its manager must deal with it. */
export const affectedBookingSchema = z
  .object({
    bookingId: z.uuid(),
    title: z.string(),
    status: z.string(),
    organisationId: z.uuid(),
    organisationName: z.string(),
    personName: z.string(),
    resourceId: z.uuid(),
    resourceName: z.string(),
    quantity: z.int(),
    startsAt: utc,
    endsAt: utc,
    reasons: z
      .array(findingSchema)
      .optional()
      .meta({ description: 'Of criteria that would no longer allow it: what they have against it.' }),
  })
  .meta({ id: 'AffectedBooking' });
export type AffectedBooking = z.infer<typeof affectedBookingSchema>;

export const approverSchema = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    personName: z.string(),
    rank: z.enum(approverRanks),
    scope: z.enum(['resource', 'site', 'organisation']),
    validFrom: z.iso.date(),
    validTo: z.iso.date().nullable(),
  })
  .meta({ id: 'Approver' });
export type Approver = z.infer<typeof approverSchema>;

export const blockSchema = z
  .object({
    id: z.uuid(),
    resourceId: z.uuid(),
    resourceName: z.string(),
    kind: z.enum(blockKinds),
    startsAt: utc,
    endsAt: utc,
    quantity: z.int().nullable(),
    reason: z.string(),
    liftedAt: utc.nullable(),
    version: z.int(),
    mayChange: z.boolean(),
  })
  .meta({ id: 'Block' });
export type Block = z.infer<typeof blockSchema>;

export const featureSchema = z
  .object({
    code: z.string(),
    name: z.string(),
    nameFr: z.string(),
    nameEn: z.string(),
    valueType: z.enum(featureValueTypes),
    unit: z.string().nullable(),
    choices: z.array(z.string()).nullable(),
    hardNeed: z.boolean(),
  })
  .meta({ id: 'Feature' });
export type Feature = z.infer<typeof featureSchema>;

const featureFacts = {
  nameFr: text(100).min(1),
  nameEn: text(100).min(1),
  unit: text(20).min(1).nullable(),
  choices: z.array(text(100).min(1)).min(1).max(100).nullable(),
  hardNeed: z.boolean().meta({ description: 'An equivalent that is offered instead must have as much of it.' }),
};

export const featureChangeSchema = z
  .strictObject(featureFacts)
  .partial()
  .meta({ id: 'FeatureChange', description: 'Only what is given changes; the code and the type never do.' });
export type FeatureChange = z.infer<typeof featureChangeSchema>;

export const newFeatureSchema = z
  .strictObject({
    code: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
    valueType: z.enum(featureValueTypes),
    ...featureFacts,
    unit: featureFacts.unit.default(null),
    choices: featureFacts.choices.default(null),
    hardNeed: featureFacts.hardNeed.default(false),
  })
  .refine(one => (one.valueType === 'choice') === (one.choices !== null), {
    path: ['choices'],
    message: 'given for a choice, and only for one',
  })
  .meta({ id: 'NewFeature' });
export type NewFeature = z.infer<typeof newFeatureSchema>;
