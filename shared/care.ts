import { z } from 'zod';

/** What can be wrong with a resource or a site, or will soon be worth knowing; the gravest first. */
export const careCodes = [
  'nobody_decides',
  'terms_missing',
  'tariff_missing',
  'withdrawn_promised',
  'outside_hours',
  'blocked',
  'site_closes',
  'withdrawn',
] as const;
export type CareCode = (typeof careCodes)[number];

/** How far ahead blocks and closures are told of. */
export const careDays = 30;

const utc = z.iso.datetime();

export const careSchema = z
  .object({
    counts: z.object({ published: z.int(), withdrawn: z.int(), sites: z.int() }),
    notices: z.array(
      z.object({
        code: z.enum(careCodes),
        subject: z.enum(['resource', 'site']),
        id: z.uuid(),
        name: z.string(),
        timeZone: z.string(),
        /** Bookings that are concerned, where some are. */
        bookings: z.int().nullable(),
        from: utc.nullable(),
        to: utc.nullable(),
        reason: z.string(),
      }),
    ),
  })
  .meta({ id: 'Care', description: 'What needs care among the resources that one administers.' });
export type Care = z.infer<typeof careSchema>;
export type CareNotice = Care['notices'][number];
