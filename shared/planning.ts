import { z } from 'zod';
import { instantSchema } from './booking.ts';
import { findingSchema } from './findings.ts';
import { limits } from './limits.ts';
import { listOf, queryFlag } from './page.ts';
import { criteriaSchema, resourceFilterQuery } from './resource.ts';
import { blockKinds, bookingStatuses, linePhases } from './words.ts';

const moment = z.iso.datetime({ offset: true });
const window = { from: moment, to: moment };
const resourceIds = listOf(z.array(z.uuid()).max(limits.resourcesPerWindow).optional())
  .optional()
  .meta({ description: 'Repeatable, or a list with commas.' });
const page = {
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(limits.resourcesPerWindow).default(200),
};

export const availabilityQuery = z.strictObject({
  ...window,
  ...resourceFilterQuery,
  resourceId: resourceIds,
  beneficiaryId: z
    .uuid()
    .optional()
    .meta({ description: 'For which of your organisations; the first one unless said.' }),
  free: queryFlag.meta({ description: 'Only those that are free, or only those that are not.' }),
  ...page,
});
export type AvailabilityQuery = z.infer<typeof availabilityQuery>;

export const availabilitySchema = z
  .object({
    resourceId: z.uuid(),
    name: z.string(),
    free: z.boolean(),
    /** Units that are free all the time of the window. */
    freeQuantity: z.int(),
    needsApproval: z.boolean(),
    reasons: z.array(findingSchema),
  })
  .meta({ id: 'Availability', description: 'Whether a resource could be booked for the whole window, and why not.' });
export type Availability = z.infer<typeof availabilitySchema>;

export const firstFreeQuery = z.strictObject({
  from: moment.meta({ description: 'Not before this instant, and not before now.' }),
  minutes: z.coerce
    .number()
    .int()
    .min(1)
    .max(limits.bookingDays * 1440)
    .meta({ description: 'The length that is wanted.' }),
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(limits.windowDays)
    .default(14)
    .meta({ description: 'How far from `from` on is looked; the whole length must lie within.' }),
  ...resourceFilterQuery,
  resourceId: resourceIds,
  beneficiaryId: availabilityQuery.shape.beneficiaryId,
  ...page,
});
export type FirstFreeQuery = z.infer<typeof firstFreeQuery>;

export const firstFreeSchema = z
  .object({
    resourceId: z.uuid(),
    name: z.string(),
    /** Both null when nothing is free as far as was looked, or when the rules allow no such booking at any time. */
    startsAt: instantSchema.nullable(),
    endsAt: instantSchema.nullable(),
    needsApproval: z.boolean(),
    /** The rules that stand against it at any time; none when only room or hours are lacking. */
    reasons: z.array(findingSchema),
  })
  .meta({ id: 'FirstFree', description: 'The first time of a length at which a resource could be booked.' });
export type FirstFree = z.infer<typeof firstFreeSchema>;

/** As a planning can be read from top to bottom. */
export const rowOrders = ['name', 'kind', 'site', 'organisation'] as const;
export type RowOrder = (typeof rowOrders)[number];

export const planningQuery = z.strictObject({
  ...window,
  kind: resourceFilterQuery.kind,
  q: resourceFilterQuery.q,
  organisationId: resourceFilterQuery.organisationId,
  siteId: resourceFilterQuery.siteId,
  seats: resourceFilterQuery.seats,
  feature: resourceFilterQuery.feature,
  resourceId: resourceIds,
  order: z
    .enum(rowOrders)
    .default('name')
    .meta({ description: 'What rows that follow each other have in common; within it, the order of names.' }),
  ...page,
});
export type PlanningQuery = z.infer<typeof planningQuery>;

export const planningClaimSchema = z
  .object({
    /** What is taken, with setup and turnaround. */
    occupiedFrom: instantSchema,
    occupiedTo: instantSchema,
    startsAt: instantSchema,
    endsAt: instantSchema,
    quantity: z.int(),
    status: z.enum(bookingStatuses),
    phase: z.enum(linePhases),
    /** A request that competes holds nothing yet. */
    holds: z.boolean(),
    /** The resource that was booked, where it is the whole or the kit that this one belongs to. */
    resourceId: z.uuid(),
    /** Absent where the reader may know only that the time is taken. */
    bookingId: z.uuid().optional(),
    /** Of the booking; what a change of it names. */
    version: z.int().optional(),
    /** Whether the reader may move, change or cancel the booking. */
    mayChange: z.boolean(),
    seriesId: z.uuid().nullable().optional(),
    title: z.string().optional(),
    organisationName: z.string().optional(),
    mine: z.boolean(),
  })
  .meta({ id: 'PlanningClaim' });
export type PlanningClaim = z.infer<typeof planningClaimSchema>;

const planningCriteriaSchema = criteriaSchema
  .pick({
    minMinutes: true,
    maxMinutes: true,
    incrementMinutes: true,
    noticeMinutes: true,
    horizonDays: true,
    withinOpeningHours: true,
  })
  .meta({ id: 'PlanningCriteria' });

/** A block, or the time that is held for somebody on the waiting list. */
const planningBlockKinds = [...blockKinds, 'offer'] as const;
export type PlanningBlockKind = (typeof planningBlockKinds)[number];

export const planningRowSchema = z
  .object({
    resourceId: z.uuid(),
    name: z.string(),
    kind: z.string(),
    siteId: z.uuid(),
    siteName: z.string(),
    ownerId: z.uuid(),
    ownerName: z.string(),
    timeZone: z.string(),
    capacity: z.int(),
    setupMinutes: z.int(),
    turnaroundMinutes: z.int(),
    /** Whether one of the reader’s organisations may book it at all. */
    mayBook: z.boolean(),
    /** Whether a request of the first of them would wait for a decision. */
    needsApproval: z.boolean(),
    /** The published rules that a page can check while a person is still choosing; null where none are published. */
    criteria: planningCriteriaSchema.nullable(),
    open: z.array(z.object({ from: instantSchema, to: instantSchema })),
    /** Public holidays and closures; ordinary closing hours are what `open` leaves. */
    closures: z.array(z.object({ from: instantSchema, to: instantSchema, reason: z.string() })),
    claims: z.array(planningClaimSchema),
    blocks: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(planningBlockKinds),
        startsAt: instantSchema,
        endsAt: instantSchema,
        quantity: z.int().nullable(),
        reason: z.string(),
      }),
    ),
  })
  .meta({
    id: 'PlanningRow',
    description: 'A resource and what takes its time in the window, as much as you may see.',
  });
export type PlanningRow = z.infer<typeof planningRowSchema>;
