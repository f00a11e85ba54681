import { z } from 'zod';
import { affectedBookingSchema } from './resource.ts';
import type { Locale } from './words.ts';

export const externalDetails = ['busy', 'title'] as const;
export type ExternalDetail = (typeof externalDetails)[number];

export const maxCalendarsPerResource = 10;

/**
 * Why a calendar of the outside could not be read. Stable codes; `{name}` is replaced from the details. What was read last
 * stays in force whichever it is.
 */
export const failures = {
  address_refused: {
    fr: 'Cette adresse mène à une machine qui n’est pas publique',
    en: 'This address leads to a machine that is not public',
  },
  name_unknown: { fr: 'Le serveur {host} n’existe pas', en: 'There is no server {host}' },
  unreachable: { fr: 'Le serveur {host} ne répond pas', en: 'The server {host} does not answer' },
  insecure: { fr: 'Le certificat de {host} n’est pas valable', en: 'The certificate of {host} is not valid' },
  too_slow: { fr: 'Le serveur {host} répond trop lentement', en: 'The server {host} answers too slowly' },
  too_many_redirects: { fr: 'L’adresse renvoie sans fin ailleurs', en: 'The address redirects without end' },
  downgraded: {
    fr: 'L’adresse renvoie vers une adresse non chiffrée',
    en: 'The address redirects to one that is not encrypted',
  },
  not_there: {
    fr: 'L’agenda n’est plus à cette adresse (réponse {status})',
    en: 'The calendar is no longer at this address (answer {status})',
  },
  not_allowed: {
    fr: 'Le serveur refuse l’accès à l’agenda (réponse {status})',
    en: 'The server refuses access to the calendar (answer {status})',
  },
  refused: { fr: 'Le serveur répond par l’erreur {status}', en: 'The server answers with error {status}' },
  too_large: {
    fr: 'L’agenda est trop volumineux : {maxMegabytes} Mo au plus',
    en: 'The calendar is too large: {maxMegabytes} MB at most',
  },
  not_a_calendar: {
    fr: 'L’adresse ne mène pas à un agenda iCalendar',
    en: 'The address does not lead to an iCalendar file',
  },
  cut_short: { fr: 'L’agenda reçu est incomplet', en: 'The calendar received is incomplete' },
  too_complex: { fr: 'L’agenda est trop complexe à lire', en: 'The calendar takes too long to read' },
  secret_lost: {
    fr: 'L’adresse ne peut plus être déchiffrée : saisissez-la de nouveau',
    en: 'The address can no longer be decrypted: enter it again',
  },
} as const satisfies Record<string, Record<Locale, string>>;

export type FailureCode = keyof typeof failures;
export type FailureDetails = { host?: string; status?: number; maxMegabytes?: number };

/** What one event, or one line, could not be read as; the rest of the calendar counts. */
export const readingFindings = {
  broken_line: { fr: 'Ligne {line} illisible', en: 'Line {line} cannot be read' },
  broken_event: {
    fr: 'Événement de la ligne {line} sans date lisible',
    en: 'The event at line {line} has no readable date',
  },
  unknown_zone: {
    fr: 'Fuseau horaire inconnu à la ligne {line} : celui du lieu est pris',
    en: 'Unknown time zone at line {line}: that of the site is taken',
  },
  rule_not_read: {
    fr: 'Répétition de la ligne {line} illisible : seule la première date compte',
    en: 'The recurrence at line {line} cannot be read: only its first date counts',
  },
  following_not_read: {
    fr: 'Changement « et les suivantes » à la ligne {line} : seule sa date compte',
    en: 'A change of “this and following” at line {line}: only its date counts',
  },
  too_many: {
    fr: 'Plus de {max} dates : rien n’est lu après le {until}',
    en: 'More than {max} dates: nothing is read after {until}',
  },
} as const satisfies Record<string, Record<Locale, string>>;

export type ReadingCode = keyof typeof readingFindings;
export type ReadingFinding = { code: ReadingCode; line?: number; max?: number; until?: string };

/** The sentence of a failure or a finding, in the reader's language; without a full stop. */
export function sayOfCalendar(
  code: FailureCode | ReadingCode,
  details: FailureDetails | Omit<ReadingFinding, 'code'>,
  locale: Locale,
): string {
  const sentence = { ...failures, ...readingFindings }[code][locale];
  const values: Record<string, unknown> = details;
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

const name = z.string().trim().min(1).max(100);
const address = z
  .string()
  .trim()
  .max(2000)
  .regex(/^(?:https?|webcals?):\/\/\S+$/i, 'an address that begins with https://, http:// or webcal://')
  .meta({ example: 'https://calendar.example.org/basic.ics' });
const detail = z.enum(externalDetails).meta({
  description: 'Whether the titles of events are kept as the reason of a block; of staff time never.',
});

export const newExternalCalendarSchema = z
  .strictObject({ resourceId: z.uuid(), name, address, detail: detail.default('busy') })
  .meta({ id: 'NewExternalCalendar', description: 'A calendar kept elsewhere, whose busy times stop bookings.' });
export type NewExternalCalendar = z.infer<typeof newExternalCalendarSchema>;

export const externalCalendarChangeSchema = z
  .strictObject({
    name: name.optional(),
    address: address.optional(),
    detail: detail.optional(),
    paused: z.boolean().optional(),
  })
  .meta({ id: 'ExternalCalendarChange', description: 'Paused, a calendar is not read any more; what it said stays.' });
export type ExternalCalendarChange = z.infer<typeof externalCalendarChangeSchema>;

export const externalCalendarListQuery = z.strictObject({ resourceId: z.uuid().optional() });

const instant = z.iso.datetime();

export const externalCalendarSchema = z
  .object({
    id: z.uuid(),
    resourceId: z.uuid(),
    resourceName: z.string(),
    name: z.string(),
    addressHint: z.string().meta({ description: 'The host and the last four characters: the address is a secret.' }),
    detail: z.enum(externalDetails),
    paused: z.boolean(),
    version: z.int(),
    createdAt: instant,
    checkedAt: instant.nullable().meta({ description: 'When it was last asked for.' }),
    succeededAt: instant
      .nullable()
      .meta({ description: 'As of when what we know of it is right: the age of the data.' }),
    nextCheckAt: instant.nullable(),
    failure: z
      .object({ code: z.string(), since: instant, message: z.string() })
      .nullable()
      .meta({ description: 'Why it cannot be read now. What was read last stays in force.' }),
    findings: z.array(z.object({ code: z.string(), line: z.int().nullable(), message: z.string() })),
    busy: z.int().meta({ description: 'Busy times to come that it gives.' }),
    clashes: z.int().meta({
      description:
        'Bookings that were promised before, at times that it says are taken, and that nobody has accepted so.',
    }),
  })
  .meta({ id: 'ExternalCalendar' });
export type ExternalCalendar = z.infer<typeof externalCalendarSchema>;

export const clashSchema = z
  .object({
    id: z.uuid(),
    busyFrom: instant,
    busyTo: instant,
    foundAt: instant,
    acknowledged: z.object({ at: instant, personName: z.string() }).nullable().meta({
      description: 'Who lets both stand. It holds as long as the two meet at no other time.',
    }),
    booking: affectedBookingSchema,
  })
  .meta({ id: 'BusyClash', description: 'A booking that stands, at a time that an outside calendar says is taken.' });
export type BusyClash = z.infer<typeof clashSchema>;
