import { createHmac, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { AffiliationRole, Locale, NetworkRole } from '../../shared/words.ts';
import type { Actor } from '../context.ts';
import type { Db } from '../database/connect.ts';

/** Says who sends a request, from its cookie. */
export interface Sessions {
  actorOf(headers: Headers, now: Date): Promise<Actor | null>;
}

/**
 * Reads the session cookie as the auth library signs it, and finds session, person, affiliations and roles in one statement.
 * The library's own `getSession` takes 3 to 4 times the processor time (measured: 0.67 against 0.16 to 0.21 ms), and the rights
 * would still be to be read. A test holds that both agree. `now` decides on affiliations; a session ends by the library's clock.
 */
export function createSessions({ db, secret, cookieName }: { db: Db; secret: string; cookieName: string }): Sessions {
  return {
    async actorOf(headers, now) {
      const token = signedToken(headers.get('Cookie'), cookieName, secret);
      return token === null ? null : actorOfToken(db, token, now);
    },
  };
}

function signedToken(cookies: string | null, name: string, secret: string): string | null {
  const pair = cookies?.split(';').find(one => one.trimStart().startsWith(`${name}=`));
  if (!pair) return null;
  const value = decoded(pair.slice(pair.indexOf('=') + 1).trim());
  const dot = value.lastIndexOf('.');
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1), 'base64');
  const expected = createHmac('sha256', secret).update(token).digest();
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}

interface SessionRow {
  session_id: string;
  person_id: string;
  name: string;
  email: string;
  locale: Locale;
  affiliations: { organisationId: string; role: AffiliationRole }[];
  roles: NetworkRole[];
}

async function actorOfToken(db: Db, token: string, now: Date): Promise<Actor | null> {
  const { rows } = await sql<SessionRow>`
    select s.id as session_id, p.id as person_id, p.name, p.email, p.locale,
      coalesce((
        select json_agg(json_build_object('organisationId', a.organisation_id, 'role', a.role) order by o.name)
        from affiliation a join organisation o on o.id = a.organisation_id
        where a.person_id = p.id and today.day >= a.valid_from and (a.valid_to is null or today.day <= a.valid_to)
          and (o.left_on is null or today.day < o.left_on)
      ), '[]') as affiliations,
      coalesce((
        select json_agg(distinct n.role) from network_role n
        where n.person_id = p.id and today.day >= n.valid_from and (n.valid_to is null or today.day <= n.valid_to)
      ), '[]') as roles
    from auth_session s
    join person p on p.id = s.user_id
    cross join (select network_day(${now.toISOString()}::timestamptz) as day) today
    where s.token = ${token} and s.expires_at > ${new Date()} and p.deactivated_at is null`.execute(db);
  const row = rows[0];
  if (!row) return null;
  return {
    personId: row.person_id,
    name: row.name,
    email: row.email,
    locale: row.locale,
    affiliations: row.affiliations,
    roles: row.roles,
    sessionId: row.session_id,
  };
}
