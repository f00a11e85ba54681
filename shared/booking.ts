import { z } from 'zod';
import { newAttendeesSchema } from './attendee.ts';
import { findingSchema } from './findings.ts';
import { limits } from './limits.ts';
import { listOf, queryFlag } from './page.ts';
import { bookingStatuses, bundlePolicies, changeScopes, linePhases, resourceKinds, tariffUnits } from './words.ts';

/** An instant with any offset, or a local time without one: wall-clock time of the first resource's site. */
export const momentSchema = z.union([z.iso.datetime({ offset: true }), z.iso.datetime({ local: true })]).meta({
  description:
    'ISO 8601. With an offset it is an instant; without one it is the wall-clock time of the site. A local time that does not exist is refused; one that occurs twice is the first.',
  example: '2026-11-24T09:00:00+01:00',
});

/** An instant as we answer it: ISO 8601 in UTC. */
export const instantSchema = z.iso.datetime().meta({ example: '2026-11-24T08:00:00.000Z' });

export const titleSchema = z.string().trim().min(1).max(limits.titleLength);
export const purposeSchema = z.string().trim().max(limits.purposeLength);
const reasonSchema = z.string().trim().max(limits.reasonLength);

export const newLineSchema = z
  .strictObject({ resourceId: z.uuid(), quantity: z.int().min(1).max(100_000).default(1) })
  .meta({ id: 'NewLine', description: 'A resource and how many units of it.' });
export type NewLine = z.infer<typeof newLineSchema>;

const linesSchema = z.array(newLineSchema).min(1).max(limits.linesPerBooking);

export const recurrenceSchema = z
  .strictObject({
    rrule: z.string().min(1).max(500).optional(),
    timeZone: z.string().min(1).max(64),
    exdates: z
      .array(z.iso.datetime({ offset: true }))
      .max(limits.occurrences)
      .default([]),
    rdates: z
      .array(z.iso.datetime({ offset: true }))
      .max(limits.occurrences)
      .default([]),
    skipPublicHolidays: z.boolean().default(false),
    skipSchoolHolidays: z.boolean().default(false),
  })
  .meta({
    id: 'Recurrence',
    description:
      'RFC 5545 recurrence in the wall-clock time of `timeZone`; `rdates` are explicit dates, `exdates` are left out.',
  });
export type RecurrenceInput = z.infer<typeof recurrenceSchema>;

/** What the client chose for an occurrence against which something stands. */
export const occurrenceChoiceSchema = z
  .discriminatedUnion('action', [
    z.strictObject({ recurrenceId: z.iso.datetime({ offset: true }), action: z.literal('skip') }),
    z.strictObject({
      recurrenceId: z.iso.datetime({ offset: true }),
      action: z.literal('move'),
      startsAt: z.iso.datetime({ offset: true }),
      endsAt: z.iso.datetime({ offset: true }),
    }),
    z.strictObject({ recurrenceId: z.iso.datetime({ offset: true }), action: z.literal('swap'), lines: linesSchema }),
  ])
  .meta({ id: 'OccurrenceChoice', description: 'For one occurrence: leave it out, another time, or other resources.' });
export type OccurrenceChoice = z.infer<typeof occurrenceChoiceSchema>;

export const newBookingSchema = z
  .strictObject({
    organisationId: z
      .uuid()
      .meta({ description: 'The beneficiary: an organisation that you are affiliated with today.' }),
    title: titleSchema,
    purpose: purposeSchema.optional(),
    startsAt: momentSchema,
    endsAt: momentSchema,
    lines: linesSchema,
    bundle: z.enum(bundlePolicies).default('all_or_nothing'),
    recurrence: recurrenceSchema.optional(),
    choices: z.array(occurrenceChoiceSchema).max(limits.occurrences).optional(),
    attendees: newAttendeesSchema.optional(),
  })
  .meta({ id: 'NewBooking' });
export type NewBooking = z.infer<typeof newBookingSchema>;

/** A change: only what is given changes. `lines` replaces all lines. */
export const bookingChangeSchema = z
  .strictObject({
    title: titleSchema.optional(),
    purpose: purposeSchema.nullable().optional(),
    organisationId: z.uuid().optional(),
    startsAt: momentSchema.optional(),
    endsAt: momentSchema.optional(),
    lines: linesSchema.optional(),
  })
  .meta({ id: 'BookingChange' });
export type BookingChange = z.infer<typeof bookingChangeSchema>;

export const cancellationSchema = z
  .strictObject({ reason: reasonSchema.optional(), scope: z.enum(changeScopes).default('this') })
  .meta({ id: 'Cancellation' });

export const restorationSchema = z
  .strictObject({ scope: z.enum(changeScopes).default('this') })
  .meta({ id: 'Restoration' });

export const copySchema = z
  .strictObject({ startsAt: momentSchema, endsAt: momentSchema.optional(), organisationId: z.uuid().optional() })
  .meta({ id: 'Copy', description: 'The same lines at another time; without an end the length is kept.' });
export type Copy = z.infer<typeof copySchema>;

export const lineSchema = z
  .object({
    id: z.uuid(),
    resourceId: z.uuid(),
    resourceName: z.string(),
    kind: z.enum(resourceKinds),
    ownerId: z.uuid(),
    ownerName: z.string(),
    siteId: z.uuid(),
    siteName: z.string(),
    quantity: z.int(),
    startsAt: instantSchema,
    endsAt: instantSchema,
    phase: z.enum(linePhases),
    status: z.enum(bookingStatuses),
    approvalRequired: z.boolean(),
    /** Until when a pending line holds its time, or competes for it. */
    holdUntil: instantSchema.nullable(),
    holds: z.boolean(),
    termsId: z.uuid().nullable(),
    tariffId: z.uuid().nullable(),
  })
  .meta({ id: 'Line' });
export type Line = z.infer<typeof lineSchema>;

export const bookingSchema = z
  .object({
    id: z.uuid(),
    version: z.int(),
    sequence: z.int(),
    status: z.enum(bookingStatuses),
    title: z.string(),
    purpose: z.string().nullable(),
    organisationId: z.uuid(),
    organisationName: z.string(),
    personId: z.uuid(),
    personName: z.string(),
    startsAt: instantSchema,
    endsAt: instantSchema,
    timeZone: z.string(),
    bundle: z.enum(bundlePolicies),
    seriesId: z.uuid().nullable(),
    recurrenceId: instantSchema.nullable(),
    detached: z.boolean(),
    /** The earliest deadline of what is pending. */
    holdUntil: instantSchema.nullable(),
    lines: z.array(lineSchema),
    /** A material change that awaits a decision, beside what is still held. */
    change: z
      .object({ startsAt: instantSchema, endsAt: instantSchema, holdUntil: instantSchema, lines: z.array(lineSchema) })
      .nullable(),
    cancelledAt: instantSchema.nullable(),
    cancellationReason: z.string().nullable(),
    /** Given up after the notice that the owner published. */
    cancelledLate: z.boolean(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
    may: z.object({ change: z.boolean(), cancel: z.boolean(), restore: z.boolean() }),
  })
  .meta({ id: 'Booking' });
export type Booking = z.infer<typeof bookingSchema>;

export const alternativeSchema = z
  .object({
    kind: z.enum(['time', 'resource']),
    startsAt: instantSchema,
    endsAt: instantSchema,
    lines: z.array(z.object({ resourceId: z.uuid(), resourceName: z.string(), quantity: z.int() })),
    /** Kilometres from the site that was asked for, when both are known. */
    distance: z.number().nullable(),
    needsApproval: z.boolean(),
  })
  .meta({ id: 'Alternative', description: 'A way out: the same at another time, or an equivalent at the same time.' });
export type Alternative = z.infer<typeof alternativeSchema>;

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    reasons: z.array(findingSchema).optional(),
    alternatives: z.array(alternativeSchema).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' });

export const seriesSchema = z
  .object({
    id: z.uuid(),
    version: z.int(),
    organisationId: z.uuid(),
    title: z.string(),
    rrule: z.string().nullable(),
    timeZone: z.string(),
    startsAt: instantSchema,
    endsAt: instantSchema,
    exdates: z.array(instantSchema),
    rdates: z.array(instantSchema),
    skipPublicHolidays: z.boolean(),
    skipSchoolHolidays: z.boolean(),
    continuesId: z.uuid().nullable(),
  })
  .meta({ id: 'Series' });
export type Series = z.infer<typeof seriesSchema>;

export const newOccurrenceSchema = z
  .strictObject({ recurrenceId: z.iso.datetime({ offset: true }) })
  .meta({ id: 'NewOccurrence', description: 'The start of the date that is to be added or taken back.' });
export type NewOccurrence = z.infer<typeof newOccurrenceSchema>;

export const occurrencePreviewSchema = z
  .object({
    recurrenceId: instantSchema,
    startsAt: instantSchema,
    endsAt: instantSchema,
    reasons: z.array(findingSchema),
  })
  .meta({ id: 'OccurrencePreview' });
export type OccurrencePreview = z.infer<typeof occurrencePreviewSchema>;

export const previewQuerySchema = z.strictObject({
  changes: z
    .uuid()
    .optional()
    .meta({ description: 'The booking that this would change: what it holds stands in nobody’s way.' }),
  alternatives: queryFlag.meta({ description: 'Where room is lacking at one time, with ways out.' }),
});
export type PreviewQuery = z.infer<typeof previewQuerySchema>;

/** `status` may be repeated, or be a list with commas. */
export const bookingListQuerySchema = z.strictObject({
  mine: queryFlag,
  organisationId: z.uuid().optional(),
  resourceId: z.uuid().optional(),
  seriesId: z.uuid().optional(),
  kind: z.enum(resourceKinds).optional().meta({ description: 'Of one of the resources.' }),
  status: listOf(z.array(z.enum(bookingStatuses)).max(bookingStatuses.length).optional()).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  order: z.enum(['first', 'last']).default('first').meta({ description: 'Which starts come first.' }),
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageSize).default(50),
});

export const conditionsSchema = z
  .object({
    items: z.array(
      z.object({
        lineId: z.uuid(),
        resourceName: z.string(),
        terms: z
          .object({
            version: z.int(),
            sha256: z.string(),
            effectiveFrom: instantSchema,
            body: z.string(),
            inForce: z.boolean().meta({ description: 'Whether a booking of today would be made under them.' }),
          })
          .nullable(),
        tariff: z
          .object({
            version: z.int(),
            unit: z.enum(tariffUnits),
            amountCents: z.int(),
            note: z.string(),
            effectiveFrom: instantSchema,
            inForce: z.boolean(),
          })
          .nullable(),
      }),
    ),
  })
  .meta({ id: 'Conditions', description: 'The terms and the tariff that each line was booked under.' });
export type Conditions = z.infer<typeof conditionsSchema>['items'][number];

export const historySchema = z
  .object({
    items: z.array(
      z.object({
        at: instantSchema,
        action: z.string(),
        person: z.object({ id: z.uuid(), name: z.string() }).nullable(),
        before: z.unknown(),
        after: z.unknown(),
        reason: z.string().nullable(),
      }),
    ),
    names: z.record(z.uuid(), z.string()).meta({ description: 'Of the resources and organisations that it tells of.' }),
  })
  .meta({ id: 'History' });
export type HistoryEvent = z.infer<typeof historySchema>['items'][number];
