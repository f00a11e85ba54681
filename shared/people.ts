import { z } from 'zod';
import { isTimeZone } from './time.ts';
import { affiliationRoles, locales, networkRoles, organisationKinds } from './words.ts';

export const emailSchema = z.email().max(254).toLowerCase();
/** 12 characters or more (CNIL recommendation 2022-100, with throttling; OWASP ASVS 6.2.1), of any kind. */
export const passwordSchema = z.string().min(12).max(128);
const tokenSchema = z.string().min(16).max(128);
export const personName = z.string().trim().min(1).max(120);
export const phoneSchema = z
  .string()
  .trim()
  .max(30)
  .regex(/^[+0-9 ().-]*$/);

export const credentials = z
  .strictObject({
    email: emailSchema,
    // Not the schema of new passwords: an older one may be shorter.
    password: z.string().min(1).max(128),
    /** False: the session ends with the browser, and after a day. */
    rememberMe: z.boolean().optional(),
  })
  .meta({ id: 'Credentials', description: 'An e-mail address and its password.' });

export const mailbox = z
  .strictObject({ email: emailSchema })
  .meta({ id: 'Mailbox', description: 'An e-mail address.' });

export const oneTimeToken = z
  .strictObject({ token: tokenSchema })
  .meta({ id: 'OneTimeToken', description: 'The token of a link that was mailed; it works once.' });

export const passwordReset = z
  .strictObject({ token: tokenSchema, newPassword: passwordSchema })
  .meta({ id: 'PasswordReset', description: 'A new password, by the token that was mailed. Ends all sessions.' });

export const passwordChange = z
  .strictObject({ currentPassword: z.string().min(1).max(128), newPassword: passwordSchema })
  .meta({ id: 'PasswordChange', description: 'A new password. Ends all other sessions.' });

export const signedIn = z
  .object({ user: z.object({ id: z.uuid(), name: z.string(), email: z.string() }) })
  .meta({ id: 'SignedIn', description: 'Who has signed in; the session is in the cookie.' });

export const accepted = z
  .object({ accepted: z.literal(true) })
  .meta({ id: 'Accepted', description: 'Done, or nothing to do: the answer is the same.' });

export const signInMethods = z
  .object({ password: z.boolean(), magicLink: z.boolean(), oidc: z.boolean() })
  .meta({ id: 'SignInMethods', description: 'The ways to sign in that this deployment offers.' });

export const notificationChoices = z.record(z.string().regex(/^[a-z_]{1,40}$/), z.boolean());

export const session = z
  .object({
    person: z.object({
      id: z.uuid(),
      name: z.string(),
      email: z.string(),
      locale: z.enum(locales),
      phone: z.string().nullable(),
      notificationChoices,
    }),
    affiliations: z.array(
      z.object({ organisationId: z.uuid(), organisationName: z.string(), role: z.enum(affiliationRoles) }),
    ),
    roles: z.array(z.enum(networkRoles)),
    network: z.object({ name: z.string(), timeZone: z.string() }),
  })
  .meta({ id: 'Session', description: 'Who I am, and for whom I may act today.' });
export type SessionView = z.infer<typeof session>;

export const profileChange = z
  .strictObject({
    name: personName.optional(),
    phone: phoneSchema.nullable().optional(),
    locale: z.enum(locales).optional(),
    /** The choices named; the others stay. */
    notificationChoices: notificationChoices.optional(),
  })
  .meta({ id: 'ProfileChange', description: 'What one may change of oneself. The e-mail address is not part of it.' });
export type ProfileChange = z.infer<typeof profileChange>;

export const invitationInput = z
  .strictObject({
    email: emailSchema,
    organisationId: z.uuid(),
    role: z.enum(affiliationRoles),
    locale: z.enum(locales).optional(),
  })
  .meta({ id: 'InvitationInput', description: 'Whom to invite to act for which organisation, in which role.' });
export type InvitationInput = z.infer<typeof invitationInput>;

export const invitation = z
  .object({
    id: z.uuid(),
    email: z.string(),
    organisationId: z.uuid(),
    organisationName: z.string(),
    role: z.enum(affiliationRoles),
    invitedBy: z.string(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    status: z.enum(['open', 'accepted', 'revoked', 'expired']),
  })
  .meta({ id: 'Invitation', description: 'An invitation to act for an organisation; open for seven days.' });
export type InvitationView = z.infer<typeof invitation>;

export const invitationPreview = z
  .object({
    email: z.string(),
    organisationName: z.string(),
    role: z.enum(affiliationRoles),
    networkName: z.string(),
    hasAccount: z.boolean(),
  })
  .meta({ id: 'InvitationPreview', description: 'What the holder of an invitation link is invited to.' });
export type InvitationPreview = z.infer<typeof invitationPreview>;

export const redemption = z
  .strictObject({ token: tokenSchema, name: personName.optional(), password: passwordSchema.optional() })
  .meta({
    id: 'Redemption',
    description:
      'Accepts an invitation: with a name and a password for a new account, or signed in as the person invited.',
  });
export type Redemption = z.infer<typeof redemption>;

export const firstRun = z
  .strictObject({
    token: tokenSchema,
    networkName: z.string().trim().min(1).max(120),
    timeZone: z.string().refine(isTimeZone, { message: 'not an IANA time zone' }),
    locale: z.enum(locales),
    organisation: z.strictObject({ name: z.string().trim().min(1).max(160), kind: z.enum(organisationKinds) }),
    person: z.strictObject({ name: personName, email: emailSchema, password: passwordSchema }),
  })
  .meta({ id: 'FirstRun', description: 'The network, its first organisation and its first coordinator.' });
export type FirstRun = z.infer<typeof firstRun>;

export const demonstrationAccounts = z
  .object({ accounts: z.array(z.string()), password: z.string() })
  .meta({ id: 'DemonstrationAccounts', description: 'With what to sign in to the demonstration.' });

export const firstRunLink = z
  .object({ token: z.string() })
  .meta({ id: 'FirstRunLink', description: 'The one-time token with which to set the network up: /first-run#token.' });
