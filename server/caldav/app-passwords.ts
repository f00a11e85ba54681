import { sql } from 'kysely';
import type { AppPassword } from '../../shared/app-password.ts';
import { tokenHash } from '../calendars/tokens.ts';
import type { Db } from '../database/connect.ts';
import type { Row } from '../database/tables.ts';

/** Whose password a program has given. */
export interface Owner {
  passwordId: string;
  personId: string;
  email: string;
  name: string;
  lastUsedAt: Date | null;
  lastClient: string | null;
}

/** An app password as it goes over the wire: without itself, which is kept nowhere. */
export function appPasswordView(row: Row<'app_password'>): AppPassword {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    lastClient: row.last_client,
  };
}

/** Those of a person that are not revoked, oldest first; at most `maxAppPasswords`. */
export async function listAppPasswords(db: Db, personId: string): Promise<AppPassword[]> {
  const rows = await db
    .selectFrom('app_password')
    .selectAll()
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(appPasswordView);
}

/** Null when the two do not go together, the password is revoked, or its person has been deactivated. */
export async function findOwner(db: Db, { userName, password }: { userName: string; password: string }) {
  const { rows } = await sql<Owner>`
    select a.id as "passwordId", p.id as "personId", p.email, p.name,
      a.last_used_at as "lastUsedAt", a.last_client as "lastClient"
    from app_password a join person p on p.id = a.person_id
    where a.secret_sha256 = ${tokenHash(password)} and lower(p.email) = ${userName.toLowerCase()}
      and a.revoked_at is null and p.deactivated_at is null`.execute(db);
  return rows[0] ?? null;
}

/** Notes who came and when, once an hour or when another program comes. */
export async function noteUse(db: Db, owner: Owner, client: string, now: Date): Promise<void> {
  const isRecent = now.getTime() - (owner.lastUsedAt?.getTime() ?? 0) < 3_600_000;
  if (isRecent && client === owner.lastClient) return;
  await db
    .updateTable('app_password')
    .set({ last_used_at: now, last_client: client })
    .where('id', '=', owner.passwordId)
    .execute();
}
