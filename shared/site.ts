import { z } from 'zod';
import { pageQuery } from './page.ts';
import { schoolZones } from './words.ts';

const text = (most: number) => z.string().trim().max(most);
const minute = z.int().min(0).max(1440).meta({ description: 'Minutes since midnight, wall-clock time of the site.' });

const holidayRegion = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z0-9]{1,5})?$/)
  .meta({ description: 'Region of the public holidays.', example: 'FR-RE' });

const openingsInput = z
  .array(
    z
      .strictObject({
        weekday: z.int().min(1).max(7).meta({ description: '1 is Monday.' }),
        opensMinute: minute,
        closesMinute: minute,
      })
      .refine(one => one.opensMinute < one.closesMinute, {
        path: ['closesMinute'],
        message: 'must be after opensMinute',
      }),
  )
  .max(50)
  .refine(noOverlap, { message: 'hours of one day must not overlap' });

const exceptionInput = z
  .strictObject({
    firstDay: z.iso.date(),
    lastDay: z.iso.date(),
    opensMinute: minute.nullable().default(null),
    closesMinute: minute.nullable().default(null),
    reason: text(500).default(''),
  })
  .refine(one => one.firstDay <= one.lastDay, { path: ['lastDay'], message: 'must not be before firstDay' })
  .refine(one => (one.opensMinute === null) === (one.closesMinute === null), {
    path: ['closesMinute'],
    message: 'both hours, or none for a closure',
  })
  .refine(one => one.opensMinute === null || one.closesMinute === null || one.opensMinute < one.closesMinute, {
    path: ['closesMinute'],
    message: 'must be after opensMinute',
  });

/** Weekly hours, dated exceptions, and what is done about public holidays; what is given replaces what was there. */
export const siteHoursSchema = z
  .strictObject({
    openings: openingsInput.optional().meta({ description: 'None at all: open at all times.' }),
    exceptions: z.array(exceptionInput).max(500).optional().meta({
      description: 'Closures (no hours) and exceptional openings; they replace the weekly hours of their days.',
    }),
    closesOnPublicHolidays: z.boolean().optional(),
    holidayRegion: holidayRegion.optional(),
    acceptAffected: z
      .boolean()
      .default(false)
      .meta({ description: 'Save although future bookings fall outside; they stay as they are.' }),
    dryRun: z.boolean().default(false).meta({ description: 'Only say which bookings would fall outside.' }),
  })
  .meta({ id: 'SiteHours' });
export type SiteHours = z.infer<typeof siteHoursSchema>;

const facts = {
  name: text(200).min(1),
  address: text(500),
  postcode: text(20).nullable(),
  commune: text(200).min(1),
  coordinates: z
    .strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
    .nullable(),
  schoolZone: z.enum(schoolZones).nullable(),
  accessNotes: text(5000),
};
const timeZone = z.string().min(1).max(64).meta({ description: 'IANA time zone.', example: 'Europe/Paris' });

export const newSiteSchema = z
  .strictObject({
    ...facts,
    address: facts.address.default(''),
    postcode: facts.postcode.default(null),
    coordinates: facts.coordinates.default(null),
    holidayRegion: holidayRegion.default('FR'),
    schoolZone: facts.schoolZone.default(null),
    accessNotes: facts.accessNotes.default(''),
    timeZone,
    closesOnPublicHolidays: z.boolean().default(false),
    openings: openingsInput.default([]),
  })
  .meta({ id: 'NewSite' });
export type NewSite = z.infer<typeof newSiteSchema>;

export const siteChangeSchema = z
  .strictObject({ ...facts, timeZone })
  .partial()
  .meta({ id: 'SiteChange', description: 'Only what is given changes; hours have their own address.' });
export type SiteChange = z.infer<typeof siteChangeSchema>;

export const siteListQuery = z.strictObject({ q: z.string().max(200).optional(), ...pageQuery });

export const siteReadQuery = z.strictObject({ year: z.coerce.number().int().min(1970).max(2100).optional() });

export const siteSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    address: z.string(),
    postcode: z.string().nullable(),
    commune: z.string(),
    coordinates: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
    timeZone: z.string(),
    holidayRegion: z.string(),
    closesOnPublicHolidays: z.boolean(),
    schoolZone: z.enum(schoolZones).nullable(),
    accessNotes: z.string(),
    version: z.int(),
    mayManage: z.boolean(),
  })
  .meta({ id: 'Site' });
export type Site = z.infer<typeof siteSchema>;

export const siteDetailSchema = siteSchema
  .extend({
    openings: z.array(z.object({ weekday: z.int(), opensMinute: z.int(), closesMinute: z.int() })),
    /** Of the year that was asked for, or this one; in the reader's language. */
    publicHolidays: z.array(z.object({ day: z.iso.date(), name: z.string() })),
    exceptions: z.array(
      z.object({
        id: z.uuid(),
        firstDay: z.iso.date(),
        lastDay: z.iso.date(),
        opensMinute: z.int().nullable(),
        closesMinute: z.int().nullable(),
        reason: z.string(),
      }),
    ),
  })
  .meta({ id: 'SiteDetail' });
export type SiteDetail = z.infer<typeof siteDetailSchema>;

function noOverlap(openings: { weekday: number; opensMinute: number; closesMinute: number }[]): boolean {
  return openings.every((a, i) =>
    openings.every(
      (b, j) => i >= j || a.weekday !== b.weekday || a.closesMinute <= b.opensMinute || b.closesMinute <= a.opensMinute,
    ),
  );
}
