import { sql } from 'kysely';
import type { ProfileChange, SessionView } from '../../shared/people.ts';
import type { Context } from '../context.ts';
import type { Db, Tx } from '../database/connect.ts';
import { record } from '../history/record.ts';

/** Who acts and for whom, with what the pages need at their start. */
export async function sessionOf(db: Db, { actor }: Pick<Context, 'actor'>): Promise<SessionView> {
  const organisationIds = actor.affiliations.map(one => one.organisationId);
  const { rows } = await sql<{
    phone: string | null;
    choices: Record<string, boolean>;
    network_name: string;
    time_zone: string;
    names: Record<string, string>;
  }>`
    select p.phone, p.notification_choices as choices, n.name as network_name, n.time_zone,
      coalesce((select json_object_agg(o.id, o.name) from organisation o where o.id = any(${organisationIds}::uuid[])), '{}') as names
    from person p cross join network n where p.id = ${actor.personId}`.execute(db);
  const row = rows[0];
  return {
    person: {
      id: actor.personId,
      name: actor.name,
      email: actor.email,
      locale: actor.locale,
      phone: row?.phone ?? null,
      notificationChoices: row?.choices ?? {},
    },
    affiliations: actor.affiliations.map(one => ({ ...one, organisationName: row?.names[one.organisationId] ?? '' })),
    roles: actor.roles,
    network: { name: row?.network_name ?? '', timeZone: row?.time_zone ?? 'UTC' },
  };
}

/** Changes what was given of the actor's own profile, and nothing else. */
export async function changeProfile(tx: Tx, change: ProfileChange, context: Context): Promise<SessionView> {
  const { actor, now } = context;
  const before = await tx
    .selectFrom('person')
    .select(['name', 'phone', 'locale', 'notification_choices'])
    .where('id', '=', actor.personId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const after = {
    name: change.name ?? before.name,
    phone: change.phone === undefined ? before.phone : change.phone || null,
    locale: change.locale ?? before.locale,
    notification_choices: { ...before.notification_choices, ...change.notificationChoices },
  };
  const changed = JSON.stringify(after) !== JSON.stringify(before);
  if (changed) {
    await tx
      .updateTable('person')
      .set(eb => ({
        ...after,
        notification_choices: JSON.stringify(after.notification_choices),
        version: eb('version', '+', 1),
        updated_at: now,
      }))
      .where('id', '=', actor.personId)
      .execute();
    await record(tx, context, [
      { action: 'person.changed', subjectType: 'person', subjectId: actor.personId, before, after },
    ]);
  }
  return sessionOf(tx, { actor: { ...actor, name: after.name, locale: after.locale } });
}
