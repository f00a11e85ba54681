import { z } from 'zod';
import { instantSchema, momentSchema, purposeSchema, titleSchema } from './booking.ts';
import { pageQuery } from './page.ts';

/**
 * Where somebody on a waiting list stands: waits; has an offer that holds the time; took it; left, or did not want it; let the
 * offer lapse; or the time began before there was room.
 */
export const waitingStates = ['waiting', 'offered', 'accepted', 'left', 'lapsed', 'ended'] as const;
export type WaitingState = (typeof waitingStates)[number];

export const newWaitingSchema = z
  .strictObject({
    organisationId: z
      .uuid()
      .meta({ description: 'For whom it would be: an organisation that you are affiliated with today.' }),
    resourceId: z.uuid(),
    quantity: z.int().min(1).max(100_000).default(1),
    title: titleSchema,
    purpose: purposeSchema.optional(),
    startsAt: momentSchema,
    endsAt: momentSchema,
  })
  .meta({
    id: 'NewWaiting',
    description: 'What to wait for: one resource at one time, and what the booking will say.',
  });
export type NewWaiting = z.infer<typeof newWaitingSchema>;

export const waitingSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(waitingStates),
    position: z
      .int()
      .nullable()
      .meta({ description: 'In the line of those who wait for some of the same time, from 1; null once it is over.' }),
    offerUntil: instantSchema.nullable().meta({ description: 'Of an offer: until when it holds the time.' }),
    organisationId: z.uuid(),
    organisationName: z.string(),
    resourceId: z.uuid(),
    resourceName: z.string(),
    quantity: z.int(),
    title: z.string(),
    purpose: z.string().nullable(),
    startsAt: instantSchema,
    endsAt: instantSchema,
    timeZone: z.string(),
    needsApproval: z.boolean().meta({ description: 'Whether what is accepted becomes a request.' }),
    joinedAt: instantSchema,
  })
  .meta({ id: 'Waiting', description: 'A place on a waiting list.' });
export type Waiting = z.infer<typeof waitingSchema>;

export const waitingListQuery = z.strictObject(pageQuery);
export type WaitingListQuery = z.infer<typeof waitingListQuery>;
