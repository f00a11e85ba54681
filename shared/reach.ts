import { z } from 'zod';
import { changeScopes } from './words.ts';

export const reachQuery = z.strictObject({ act: z.enum(['cancel', 'change']) });

export const reachSchema = z
  .object({
    scope: z.enum(changeScopes),
    dates: z.int(),
    told: z.array(
      z.object({
        name: z.string(),
        part: z
          .enum(['booker', 'decider', 'keeper'])
          .meta({ description: 'Booked it; decides on it, if it has to be decided; approves what is lent.' }),
      }),
    ),
  })
  .meta({ id: 'Reach', description: 'The dates that an act would touch, and who would get mail of it.' });
export type Reach = z.infer<typeof reachSchema>;
