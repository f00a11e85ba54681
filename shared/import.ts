import { z } from 'zod';
import { instantSchema, momentSchema } from './booking.ts';
import { findingSchema } from './findings.ts';
import { limits } from './limits.ts';
import type { Locale } from './words.ts';

export const importFormats = ['csv', 'ics'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** What the columns of a table can be. A date may have its time with it; without an end date the end is on the same day. */
export const importFields = {
  title: { fr: 'Titre', en: 'Title' },
  resource: { fr: 'Moyen', en: 'Resource' },
  startDate: { fr: 'Date de début', en: 'Start date' },
  startTime: { fr: 'Heure de début', en: 'Start time' },
  endDate: { fr: 'Date de fin', en: 'End date' },
  endTime: { fr: 'Heure de fin', en: 'End time' },
  quantity: { fr: 'Quantité', en: 'Quantity' },
  purpose: { fr: 'Usage', en: 'Purpose' },
} as const satisfies Record<string, Record<Locale, string>>;
export type ImportField = keyof typeof importFields;
export const importFieldNames = Object.keys(importFields) as ImportField[];

/** Why a row cannot be asked for as it stands. */
export const importProblems = {
  date_unreadable: { fr: 'La date ou l’heure n’est pas lisible.', en: 'The date or the time cannot be read.' },
  end_before_start: { fr: 'La fin n’est pas après le début.', en: 'The end is not after the start.' },
  local_time_missing: {
    fr: 'Cette heure n’existe pas ce jour-là (passage à l’heure d’été).',
    en: 'This time does not exist that day (clocks go forward).',
  },
  too_long: {
    fr: `Une réservation dure au plus ${limits.bookingDays} jours.`,
    en: `A booking lasts at most ${limits.bookingDays} days.`,
  },
  resource_unknown: { fr: 'Aucun moyen ne porte ce nom.', en: 'No resource has this name.' },
  resource_ambiguous: { fr: 'Plusieurs moyens portent ce nom.', en: 'Several resources have this name.' },
  quantity_unreadable: { fr: 'La quantité n’est pas un nombre.', en: 'The quantity is not a number.' },
} as const satisfies Record<string, Record<Locale, string>>;
export type ImportProblem = keyof typeof importProblems;

const heading = z.string().min(1).max(200);

export const newImportSchema = z
  .strictObject({
    organisationId: z.uuid().meta({ description: 'The beneficiary of the bookings.' }),
    fileName: z.string().trim().min(1).max(200),
    content: z
      .base64()
      .min(1)
      .max(Math.ceil(limits.importBytes / 3) * 4)
      .meta({ description: 'The file, as base64: a table as CSV, or an iCalendar file.' }),
    resourceId: z.uuid().optional().meta({ description: 'For rows that name none that is known.' }),
    columns: z
      .strictObject(
        Object.fromEntries(importFieldNames.map(name => [name, heading.nullable().optional()])) as Record<
          ImportField,
          z.ZodOptional<z.ZodNullable<typeof heading>>
        >,
      )
      .optional()
      .meta({ description: 'Of a table: the heading of each column; null for none. Those left out are looked for.' }),
  })
  .meta({ id: 'NewImport' });
export type NewImport = z.infer<typeof newImportSchema>;

export const importFileSchema = newImportSchema.pick({ content: true }).meta({ id: 'ImportFile' });

export const importColumnsSchema = z
  .object({
    format: z.enum(importFormats),
    headings: z.array(z.object({ name: z.string(), sample: z.string() })).meta({
      description: 'Of a table: each heading, with the first of its cells that is not empty. None for a calendar.',
    }),
    columns: z.record(z.string(), z.string()).meta({ description: 'What each column is taken for, unless said.' }),
  })
  .meta({ id: 'ImportColumns' });
export type ImportColumns = z.infer<typeof importColumnsSchema>;

export const importChoiceSchema = z
  .discriminatedUnion('action', [
    z.strictObject({ position: z.int().min(1).max(limits.importRows), action: z.literal('skip') }),
    z.strictObject({
      position: z.int().min(1).max(limits.importRows),
      action: z.literal('book'),
      resourceId: z.uuid().optional(),
      startsAt: momentSchema.optional(),
      endsAt: momentSchema.optional(),
      quantity: z.int().min(1).max(100_000).optional(),
      title: z.string().trim().min(1).max(limits.titleLength).optional(),
    }),
  ])
  .meta({
    id: 'ImportChoice',
    description: 'For one row: leave it out, or book it, of another resource or at another time.',
  });
export type ImportChoice = z.infer<typeof importChoiceSchema>;

export const importModes = ['all', 'each'] as const;
export type ImportMode = (typeof importModes)[number];

export const importExecutionSchema = z
  .strictObject({
    mode: z.enum(importModes).meta({
      description:
        '`all`: every row that is not left out, or none. `each`: those that can be had; the others are listed.',
    }),
    choices: z.array(importChoiceSchema).max(limits.importRows).default([]),
  })
  .meta({ id: 'ImportExecution' });
export type ImportExecution = z.infer<typeof importExecutionSchema>;

export const importStates = ['previewed', 'executed', 'undone'] as const;
export const importOutcomes = ['booked', 'skipped', 'refused', 'undone', 'kept'] as const;
export type ImportOutcome = (typeof importOutcomes)[number];

export const importRowSchema = z
  .object({
    position: z.int(),
    said: z.string().meta({ description: 'The row as it stands in the file.' }),
    title: z.string(),
    resourceId: z.uuid().nullable(),
    resourceName: z.string().nullable(),
    timeZone: z.string().nullable(),
    quantity: z.int(),
    startsAt: instantSchema.nullable(),
    endsAt: instantSchema.nullable(),
    problem: z.object({ code: z.string(), message: z.string() }).nullable(),
    reasons: z
      .array(findingSchema)
      .meta({ description: 'What stands against it: now in a preview, then when it was refused.' }),
    outcome: z.enum(importOutcomes).nullable(),
    bookingId: z.uuid().nullable(),
  })
  .meta({ id: 'ImportRow' });
export type ImportRow = z.infer<typeof importRowSchema>;

export const importSummarySchema = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    organisationName: z.string(),
    personName: z.string(),
    fileName: z.string(),
    format: z.enum(importFormats),
    state: z.enum(importStates),
    createdAt: instantSchema,
    executedAt: instantSchema.nullable(),
    undoneAt: instantSchema.nullable(),
    rowCount: z.int(),
    bookedCount: z.int(),
  })
  .meta({ id: 'ImportSummary' });
export type ImportSummary = z.infer<typeof importSummarySchema>;

export const importSchema = importSummarySchema
  .extend({
    headings: z.array(z.string()),
    columns: z.record(z.string(), z.string()),
    rows: z.array(importRowSchema),
    against: z
      .array(z.object({ code: z.string(), count: z.int() }))
      .meta({ description: 'How many rows each reason or problem stands against.' }),
  })
  .meta({ id: 'Import' });
export type Import = z.infer<typeof importSchema>;
