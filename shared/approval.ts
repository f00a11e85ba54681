import { z } from 'zod';
import { bookingSchema, instantSchema } from './booking.ts';
import { findingSchema } from './findings.ts';
import { limits } from './limits.ts';
import { pageQuery, pageSchema } from './page.ts';
import { bookingStatuses, decisionCapacities, decisionOutcomes } from './words.ts';

export const newDecisionSchema = z
  .strictObject({
    outcome: z.enum(decisionOutcomes),
    lineIds: z
      .array(z.uuid())
      .min(1)
      .max(limits.linesPerBooking)
      .optional()
      .meta({ description: 'The lines to decide on. Without it: all that wait and that you may decide on.' }),
    reason: z
      .string()
      .trim()
      .min(1)
      .max(limits.reasonLength)
      .optional()
      .meta({ description: 'The code of a published criterion, or words. Whoever declines owes one.' }),
  })
  .meta({ id: 'NewDecision' });
export type NewDecision = z.infer<typeof newDecisionSchema>;

export const approvalQuerySchema = z.object({
  resourceId: z.uuid().optional(),
  organisationId: z.uuid().optional().meta({ description: 'The organisation that asks.' }),
  ...pageQuery,
});

const awaitingLineSchema = z
  .object({
    id: z.uuid(),
    resourceId: z.uuid(),
    resourceName: z.string(),
    quantity: z.int(),
    startsAt: instantSchema,
    endsAt: instantSchema,
    holds: z.boolean(),
    holdUntil: instantSchema,
    capacity: z.enum(decisionCapacities).meta({ description: 'In which capacity you would decide.' }),
  })
  .meta({ id: 'AwaitingLine', description: 'A line that waits for your decision.' });

export const neighbourSchema = z
  .object({
    resourceId: z.uuid().meta({ description: 'The resource of the awaiting line that it shares.' }),
    startsAt: instantSchema,
    endsAt: instantSchema,
    quantity: z.int(),
    status: z.enum(bookingStatuses),
    overlaps: z.boolean(),
    /** What follows is told to whoever may see that booking. */
    bookingId: z.uuid().optional(),
    title: z.string().optional(),
    organisationName: z.string().optional(),
  })
  .meta({ id: 'Neighbour', description: 'Another booking of the same means on the same day.' });
export type Neighbour = z.infer<typeof neighbourSchema>;

export const approvalSchema = z
  .object({
    booking: bookingSchema,
    /** The earliest deadline of the lines below. */
    deadline: instantSchema,
    lines: z.array(awaitingLineSchema),
    isChange: z.boolean(),
    /** Of a change: what is held now, and what would be held instead. */
    change: z
      .object({
        before: z.object({ startsAt: instantSchema, endsAt: instantSchema, organisationId: z.uuid() }),
        after: z.object({ startsAt: instantSchema, endsAt: instantSchema, organisationId: z.uuid() }),
      })
      .nullable(),
    surroundings: z.array(neighbourSchema),
    rivals: z.array(neighbourSchema).meta({
      description: 'Requests that compete for the same time: those without room left are declined by an approval.',
    }),
    findings: z.array(findingSchema),
    use: z
      .object({ bookings: z.int(), minutes: z.int() })
      .meta({ description: 'What the organisation that asks has of the network in that month, this request apart.' }),
  })
  .meta({ id: 'Approval', description: 'A request that waits for your decision, with what the decision needs.' });
export type Approval = z.infer<typeof approvalSchema>;

export const approvalPageSchema = pageSchema(approvalSchema);

/** Beyond so many a count says no more. */
export const mostCounted = 1000;

export const waitingCountSchema = z.object({ count: z.int().max(mostCounted) }).meta({
  id: 'WaitingCount',
  description: 'How many requests wait for your decision; a thousand stands for more, too.',
});

/** Why a person must keep out of a decision. The database knows the same words. */
export const recusals = ['requester', 'staff_booked', 'party_to_beneficiary', 'party_to_rival'] as const;
export type Recusal = (typeof recusals)[number];

export const standingSchema = z
  .object({
    approval: approvalSchema.nullable().meta({ description: 'Null: it does not wait for you.' }),
    recusal: z
      .object({ reason: z.enum([...recusals, 'not_entitled']), why: z.string() })
      .nullable()
      .meta({ description: 'Why you do not decide, although you decide on these means. The words follow a colon.' }),
  })
  .meta({ id: 'Standing', description: 'Whether a request waits for your decision, or why you keep out of it.' });
export type Standing = z.infer<typeof standingSchema>;

export const decisionQuerySchema = z
  .object({ resourceId: z.uuid().optional(), bookingId: z.uuid().optional(), ...pageQuery })
  .refine(query => query.resourceId === undefined || query.bookingId === undefined, {
    message: 'name a resource or a booking, or neither',
  });

export const decisionSchema = z
  .object({
    id: z.uuid(),
    bookingId: z.uuid(),
    title: z.string(),
    lineId: z.uuid(),
    resourceId: z.uuid(),
    resourceName: z.string(),
    organisationId: z.uuid(),
    organisationName: z.string(),
    startsAt: instantSchema,
    endsAt: instantSchema,
    timeZone: z.string(),
    person: z.object({ id: z.uuid(), name: z.string() }),
    capacity: z.enum(decisionCapacities),
    outcome: z.enum(decisionOutcomes),
    reason: z.string().nullable(),
    decidedAt: instantSchema,
  })
  .meta({ id: 'Decision', description: 'Who decided on what, in which capacity, and why.' });
export type Decision = z.infer<typeof decisionSchema>;

export const decisionPageSchema = pageSchema(decisionSchema);
