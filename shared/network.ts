import { z } from 'zod';
import { locales } from './words.ts';

const facts = {
  name: z.string().trim().min(1).max(120),
  timeZone: z.string().min(1).max(64).meta({
    description: 'IANA time zone of the days on which roles and scopes begin and end.',
    example: 'Europe/Paris',
  }),
  locale: z.enum(locales).meta({ description: 'The language of the network, where a person has not chosen one.' }),
};

export const networkSchema = z
  .object({
    ...facts,
    isDemonstration: z.boolean().meta({ description: 'Nobody and nothing in it exists.' }),
    version: z.int(),
  })
  .meta({ id: 'Network', description: 'The one network that this deployment serves.' });
export type Network = z.infer<typeof networkSchema>;

export const networkChangeSchema = z
  .strictObject(facts)
  .partial()
  .meta({ id: 'NetworkChange', description: 'Only what is given changes.' });
export type NetworkChange = z.infer<typeof networkChangeSchema>;
