import { z } from 'zod';
import { limits } from './limits.ts';
import { listOf, pageQuery, pageSchema } from './page.ts';
import { quotaUnits, resourceKinds } from './words.ts';

const day = z.iso
  .date()
  .refine(given => given > '1900')
  .meta({ description: 'A calendar day, in the network’s zone.' });
const lastDay = day.meta({ description: 'The last day, included.' });
const moment = z.iso.datetime({ offset: true });
const amount = z.int().max(100_000);
const decision = {
  decidedBy: z.string().trim().min(1).max(120).meta({ description: 'The body that decided it.', example: 'Bureau' }),
  decidedOn: day.meta({ description: 'When it was decided.' }),
  reason: z.string().trim().min(1).max(limits.reasonLength),
};

const rule = {
  kind: z.enum(resourceKinds).nullable().meta({ description: 'Null: resources of every kind together.' }),
  unit: z.enum(quotaUnits),
  amount: amount.min(1).meta({ description: 'Hours or bookings that any window may hold.' }),
  windowDays: z.int().min(1).max(366),
  from: day.meta({ description: 'The first day: bookings that begin from then on are measured.' }),
  until: lastDay.nullable(),
};

export const newQuotaSchema = z
  .strictObject({
    ...rule,
    until: lastDay.nullable().default(null),
    ...decision,
    replaces: z.uuid().optional().meta({
      description: 'The quota of which this is the new version: it ends the day before, derogations included.',
    }),
  })
  .meta({ id: 'NewQuota', description: 'A quota, the same for every organisation.' });
export type NewQuota = z.infer<typeof newQuotaSchema>;

export const newDerogationSchema = z
  .strictObject({
    organisationId: z.uuid(),
    amount: amount.min(0).meta({ description: 'In place of the quota’s, for this organisation.' }),
    from: day,
    until: lastDay,
    ...decision,
  })
  .meta({ id: 'NewQuotaDerogation', description: 'Another amount for one organisation, for a time.' });
export type NewDerogation = z.infer<typeof newDerogationSchema>;

export const quotaEndSchema = z
  .strictObject({
    lastDay: lastDay
      .optional()
      .meta({ description: 'Today unless said. What has not come into force yet never will.' }),
    reason: decision.reason,
  })
  .meta({ id: 'QuotaEnd' });
export type QuotaEnd = z.infer<typeof quotaEndSchema>;

export const derogationSchema = z.object({
  id: z.uuid(),
  organisationId: z.uuid(),
  organisationName: z.string(),
  amount: z.int(),
  from: z.iso.date(),
  until: z.iso.date(),
  decidedBy: z.string(),
  decidedOn: z.iso.date(),
  reason: z.string(),
});
export type Derogation = z.infer<typeof derogationSchema>;

export const quotaSchema = z
  .object({
    id: z.uuid(),
    ...rule,
    decidedBy: z.string(),
    decidedOn: z.iso.date(),
    reason: z.string(),
    derogations: z.array(derogationSchema).meta({ description: 'Those in force and to come.' }),
  })
  .meta({
    id: 'Quota',
    description: 'How much of a kind of resource each organisation may have within a window of days.',
  });
export type Quota = z.infer<typeof quotaSchema>;

export const quotaListQuery = z.strictObject(pageQuery);
export const quotaPage = pageSchema(quotaSchema);

export const remainingQuerySchema = z.strictObject({
  organisationId: z.uuid(),
  resourceId: listOf(z.array(z.uuid()).min(1).max(limits.linesPerBooking)).meta({
    description: 'Repeatable, or a list with commas.',
  }),
  startsAt: moment,
  endsAt: moment,
  changes: z
    .uuid()
    .optional()
    .meta({ description: 'The booking that this would change: it does not count beside itself.' }),
});
export type RemainingQuery = z.infer<typeof remainingQuerySchema>;

export const remainingSchema = z
  .object({
    quotaId: z.uuid(),
    kind: z.enum(resourceKinds).nullable(),
    unit: z.enum(quotaUnits),
    amount: z.int().meta({ description: 'That of the organisation on that day.' }),
    windowDays: z.int(),
    used: z.number().meta({ description: 'In the fullest window of days around the beginning.' }),
    remaining: z.number().meta({ description: 'Before this booking; never less than nothing.' }),
    remainingAfter: z.number().meta({ description: 'After it; less than nothing where it exceeds the quota.' }),
  })
  .meta({ id: 'RemainingQuota', description: 'What is left of a quota at a time. Hours may have fractions.' });
export type Remaining = z.infer<typeof remainingSchema>;
