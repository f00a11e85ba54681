import { z } from 'zod';

export const maxAppPasswords = 20;

export const newAppPasswordSchema = z
  .strictObject({ name: z.string().trim().min(1).max(100) })
  .meta({ id: 'NewAppPassword', description: 'A password for one program; its name says which.' });
export type NewAppPassword = z.infer<typeof newAppPasswordSchema>;

export const appPasswordSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable().meta({ description: 'When the program came last, to the hour.' }),
    lastClient: z.string().nullable().meta({ description: 'The program, as it names itself.' }),
  })
  .meta({ id: 'AppPassword', description: 'What a program signs in with instead of a person’s own password.' });
export type AppPassword = z.infer<typeof appPasswordSchema>;

export const issuedAppPasswordSchema = z
  .object({
    appPassword: appPasswordSchema,
    server: z.url().meta({ description: 'The address that a CalDAV program asks for.' }),
    userName: z.string(),
    password: z.string(),
  })
  .meta({ id: 'IssuedAppPassword', description: 'The password, which is never shown again, and what goes with it.' });
