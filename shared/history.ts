import { z } from 'zod';
import { pageQuery, pageSchema } from './page.ts';

/** What acts are about. */
export const historySubjects = [
  'booking',
  'series',
  'resource',
  'site',
  'organisation',
  'person',
  'block',
  'waiting',
  'feed',
  'import',
  'mail',
  'network',
] as const;
export type HistorySubject = (typeof historySubjects)[number];

const instant = z.iso.datetime({ offset: true });

export const historyQuery = z.strictObject({
  subjectType: z.enum(historySubjects).optional(),
  subjectId: z.uuid().optional(),
  personId: z.uuid().optional().meta({ description: 'Who did it.' }),
  action: z.string().min(1).max(100).optional().meta({ example: 'resource.capacity_changed' }),
  from: instant.optional(),
  to: instant.optional().meta({ description: 'Excluded.' }),
  ...pageQuery,
});
export type HistoryQuery = z.infer<typeof historyQuery>;

const named = z.object({ id: z.uuid(), name: z.string() });

export const actSchema = z
  .object({
    id: z.int(),
    at: z.iso.datetime(),
    action: z.string(),
    subject: z.object({
      type: z.enum(historySubjects),
      id: z.uuid(),
      name: z
        .string()
        .nullable()
        .meta({ description: 'As it is called today; null where it has no name, or is gone.' }),
    }),
    organisation: named.nullable(),
    person: named.nullable().meta({ description: 'Null: the system itself, at a deadline.' }),
    before: z.unknown(),
    after: z.unknown(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Act', description: 'One thing that was done: who, when, to what, from what to what, why.' });
export type ActView = z.infer<typeof actSchema>;

export const actPage = pageSchema(actSchema);
