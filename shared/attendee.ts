import { z } from 'zod';
import { limits } from './limits.ts';
import { emailSchema, oneTimeToken, personName } from './people.ts';
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

const instant = z.iso.datetime();

export const invitationAnswerSchema = z
  .strictObject({
    ...oneTimeToken.shape,
    answer: z.enum(attendeeAnswers),
    bookingIds: z
      .array(z.uuid())
      .min(1)
      .max(limits.occurrences)
      .optional()
      .meta({ description: 'Of a series: to which of its dates. Without: to all that are still to come.' }),
  })
  .meta({ id: 'InvitationAnswer', description: 'What somebody who is invited says, by the link in their mail.' });
export type InvitationAnswer = z.infer<typeof invitationAnswerSchema>;

export const openInvitationSchema = z
  .object({
    name: z.string().meta({ description: 'Of whoever is invited.' }),
    title: z.string(),
    organiserName: z.string(),
    organisationName: z.string(),
    resources: z.string(),
    place: z.string(),
    timeZone: z.string(),
    dates: z.array(
      z.object({ bookingId: z.uuid(), startsAt: instant, endsAt: instant, state: z.enum(attendeeStates) }),
    ),
  })
  .meta({ id: 'OpenInvitation', description: 'What the holder of the link is invited to, and what they answered.' });
export type OpenInvitation = z.infer<typeof openInvitationSchema>;
