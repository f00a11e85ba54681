import { z } from 'zod';
import { limits } from './limits.ts';
import { emailSchema, personName } from './people.ts';
import { changeScopes } from './words.ts';

/** RFC 5545 PARTSTAT, of those that we take an answer for; `needs_action` until there is one. */
export const attendeeStates = ['needs_action', 'accepted', 'tentative', 'declined'] as const;
export type AttendeeState = (typeof attendeeStates)[number];

/** What an attendee can say. */
export const attendeeAnswers = ['accepted', 'tentative', 'declined'] as const;
export type Answer = (typeof attendeeAnswers)[number];

const newAttendeeSchema = z
  .union([z.strictObject({ personId: z.uuid() }), z.strictObject({ name: personName, email: emailSchema })])
  .meta({ id: 'NewAttendee', description: 'Somebody of the network, or a name and an address from outside.' });
export type NewAttendee = z.infer<typeof newAttendeeSchema>;

export const newAttendeesSchema = z.array(newAttendeeSchema).min(1).max(limits.attendeesPerBooking);

/** How far into a series an attendee is added or removed; what has begun stays as it is. */
const scope = z.enum(changeScopes).default('this');
export const attendeeScopeQuery = z.object({ scope });

export const attendeeAdditionSchema = z
  .strictObject({ attendees: newAttendeesSchema, scope })
  .meta({ id: 'AttendeeAddition', description: 'Whom to invite, and to which dates of a series.' });
export type AttendeeAddition = z.infer<typeof attendeeAdditionSchema>;

export const attendeeSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    /** Null: from outside the network. */
    personId: z.uuid().nullable(),
    email: z.string().nullable().meta({ description: 'Only for those who may change the booking.' }),
    state: z.enum(attendeeStates),
    answeredAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Attendee', description: 'Who is invited to a booking, and what they answered.' });
export type Attendee = z.infer<typeof attendeeSchema>;

export const attendeeListSchema = z
  .object({ items: z.array(attendeeSchema), may: z.object({ change: z.boolean() }) })
  .meta({ id: 'Attendees' });
export type Attendees = z.infer<typeof attendeeListSchema>;
