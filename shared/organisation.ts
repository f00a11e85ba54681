import { z } from 'zod';
import { pageQuery, pageSchema } from './page.ts';
import { affiliationRoles, networkRoles, organisationKinds } from './words.ts';

const text = (most: number) => z.string().trim().max(most);
const day = z.iso.date().meta({ description: 'A calendar day, in the network’s zone.' });

const contact = {
  description: text(2000),
  commune: text(120).nullable(),
  postcode: text(10).nullable(),
  website: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullable(),
  email: z.email().max(254).nullable(),
  phone: text(30)
    .regex(/^[+0-9 ().-]*$/)
    .nullable(),
};

export const newOrganisation = z
  .strictObject({
    name: text(160).min(1),
    kind: z.enum(organisationKinds),
    ...z.object(contact).partial().shape,
    joinedOn: day.optional(),
  })
  .meta({ id: 'NewOrganisation', description: 'A member organisation of the network.' });
export type NewOrganisation = z.infer<typeof newOrganisation>;

export const organisationChange = z
  .strictObject({
    name: text(160).min(1),
    kind: z.enum(organisationKinds),
    ...contact,
    joinedOn: day,
    leftOn: day.nullable().meta({ description: 'The first day on which it is no longer a member.' }),
  })
  .partial()
  .meta({ id: 'OrganisationChange', description: 'What is to change; the rest stays.' });
export type OrganisationChange = z.infer<typeof organisationChange>;

/** What a referent may change of their own organisation; the rest is the coordinator's. */
export const contactFields = Object.keys(contact) as (keyof typeof contact)[];

export const organisation = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: z.enum(organisationKinds),
    description: z.string(),
    commune: z.string().nullable(),
    postcode: z.string().nullable(),
    website: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    joinedOn: z.string(),
    leftOn: z.string().nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'Organisation', description: 'A member organisation, as everyone in the network sees it.' });
export type OrganisationView = z.infer<typeof organisation>;

export const organisationQuery = z.strictObject({
  ...pageQuery,
  q: text(100).optional(),
  kind: z.enum(organisationKinds).optional(),
});
export type OrganisationQuery = z.infer<typeof organisationQuery>;
export const organisationPage = pageSchema(organisation).meta({ id: 'OrganisationPage' });

export const organisationPerson = z
  .object({
    affiliationId: z.uuid(),
    personId: z.uuid(),
    name: z.string(),
    email: z.string(),
    phone: z.string().nullable(),
    role: z.enum(affiliationRoles),
    validFrom: z.string(),
    validTo: z.string().nullable(),
  })
  .meta({ id: 'OrganisationPerson', description: 'A person and their affiliation with the organisation.' });
export type OrganisationPerson = z.infer<typeof organisationPerson>;
export const organisationPeople = z.object({ items: z.array(organisationPerson), nextCursor: z.null() });

export const newAffiliation = z
  .strictObject({ personId: z.uuid(), organisationId: z.uuid(), role: z.enum(affiliationRoles) })
  .meta({ id: 'NewAffiliation', description: 'Lets a person act for an organisation from today, in a role.' });
export type NewAffiliation = z.infer<typeof newAffiliation>;
export const affiliationChange = z.strictObject({ role: z.enum(affiliationRoles) }).meta({ id: 'AffiliationChange' });

export const affiliation = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    organisationId: z.uuid(),
    role: z.enum(affiliationRoles),
    validFrom: z.string(),
    validTo: z.string().nullable(),
  })
  .meta({
    id: 'Affiliation',
    description: 'A person acts for an organisation, from one day to another, both included.',
  });
export type AffiliationView = z.infer<typeof affiliation>;

export const newNetworkRole = z
  .strictObject({
    personId: z.uuid(),
    role: z.enum(networkRoles),
    body: text(120).min(1).optional().meta({ description: 'The elected body; required for `elected`.' }),
    validTo: day.optional(),
  })
  .refine(one => one.role !== 'elected' || one.body !== undefined, { path: ['body'], message: 'name the elected body' })
  .meta({ id: 'NewNetworkRole', description: 'An office in the network itself, from today.' });
export type NewNetworkRole = z.infer<typeof newNetworkRole>;

export const networkRole = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    personName: z.string(),
    role: z.enum(networkRoles),
    body: z.string().nullable(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
  })
  .meta({ id: 'NetworkRole', description: 'Who holds which office in the network.' });
export type NetworkRoleView = z.infer<typeof networkRole>;
export const networkRoleList = z.object({ items: z.array(networkRole), nextCursor: z.null() });

export const newInterest = z
  .strictObject({ organisationId: z.uuid(), nature: text(300).min(1) })
  .meta({ id: 'NewInterest', description: 'A tie with an organisation that keeps me out of decisions about it.' });
export type NewInterest = z.infer<typeof newInterest>;
export const interest = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    organisationName: z.string(),
    nature: z.string(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
  })
  .meta({ id: 'DeclaredInterest', description: 'A declared interest; it holds through its last day.' });
export type InterestView = z.infer<typeof interest>;
export const interestList = z.object({ items: z.array(interest), nextCursor: z.null() });

export const peopleQuery = z.strictObject({
  ...pageQuery,
  q: text(100)
    .optional()
    .meta({ description: 'Part of a name or address: three letters or more, unless you coordinate.' }),
});
export type PeopleQuery = z.infer<typeof peopleQuery>;
export const personSummary = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    deactivatedAt: z.iso.datetime().nullable(),
    affiliations: z.array(
      z.object({
        affiliationId: z.uuid(),
        organisationId: z.uuid(),
        organisationName: z.string(),
        role: z.enum(affiliationRoles),
      }),
    ),
  })
  .meta({ id: 'PersonSummary', description: 'A person, and for whom they act today.' });
export type PersonSummary = z.infer<typeof personSummary>;
export const personPage = pageSchema(personSummary).meta({ id: 'PersonPage' });

export const done = z.object({ id: z.uuid() }).meta({ id: 'Done', description: 'What it was done to.' });
