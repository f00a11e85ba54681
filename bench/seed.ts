import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../server/database/connect.ts';
import { world } from './slots.ts';

/** Organisations, sites, people and a thousand resources with their published rules; every trigger at work. */
export async function seedNetwork(db: Db): Promise<void> {
  const statements: RawBuilder<unknown>[] = [
    sql`create function seed_id(kind text, n int) returns uuid language sql immutable
      return overlay(overlay(md5(kind || n) placing '4' from 13) placing '8' from 17)::uuid`,
    sql`insert into network (name, time_zone) values ('Réseau de mesure', 'Europe/Paris')`,
    sql`insert into organisation (id, name, kind, joined_on)
      select seed_id('organisation', n), 'Organisation ' || n, 'association', '2020-01-01'
      from generate_series(0, ${world.organisations}::int - 1) n`,
    // All but the first site close on public holidays, so that the rule is paid for; a series runs on the first.
    sql`insert into site (id, name, commune, latitude, longitude, time_zone, closes_on_public_holidays)
      select seed_id('site', n), 'Lieu ' || n, 'Orsay', 48.6 + n / 100.0, 2.1 + n / 100.0, 'Europe/Paris', n > 0
      from generate_series(0, ${world.sites}::int - 1) n`,
    sql`insert into site_opening (site_id, weekday, opens_minute, closes_minute)
      select id, weekday, 480, 1200 from site, generate_series(1, 6) weekday`,
    sql`insert into person (id, name, email, email_verified)
      select seed_id('person', n), 'Personne ' || n, 'person' || n || '@example.test', true
      from generate_series(0, ${world.people}::int - 1) n`,
    sql`insert into affiliation (person_id, organisation_id, role, valid_from)
      select seed_id('person', n), seed_id('organisation', n % ${world.organisations}::int), 'member', '2020-01-01'
      from generate_series(0, ${world.people}::int - 1) n`,
    sql`insert into feature (code, value_type, name_fr, name_en) values
      ('seats', 'number', 'places', 'seats'), ('screen', 'flag', 'écran', 'screen')`,
    sql`insert into resource (id, kind, name, owner_id, site_id, capacity, approval, turnaround_minutes)
      select seed_id('resource', n), case when n % 20 = 19 then 'equipment' else 'room' end, 'Moyen ' || lpad(n::text, 4, '0'),
        seed_id('organisation', n % ${world.organisations}::int), seed_id('site', n % ${world.sites}::int),
        case when n % 20 = 19 then ${world.poolCapacity}::int else 1 end, 'automatic',
        case when n % 5 = 0 then ${world.turnaroundMinutes}::int else 0 end
      from generate_series(0, ${world.resources}::int - 1) n`,
    sql`insert into criteria (resource_id, version, min_minutes, max_minutes, increment_minutes, horizon_days)
      select id, 1, 15, 1440, 15, 1095 from resource`,
    sql`insert into terms (resource_id, version, body, effective_from)
      select id, 1, 'Rendre le lieu propre.', '2020-01-01' from resource`,
    sql`insert into tariff (resource_id, version, unit, amount_cents, effective_from)
      select id, 1, 'hour', 500, '2020-01-01' from resource`,
    sql`insert into resource_feature (resource_id, feature_code, number_value)
      select id, 'seats', 10 + (row_number() over (order by name) % 5) * 10 from resource where kind = 'room'`,
  ];
  for (const statement of statements) await statement.execute(db);
}

/**
 * Bookings numbered `from` to `to` (excluded), with their lines, claims, history and witness, as the application would have
 * left them. Triggers and foreign keys are off for the load, and the indexes are made anew after it: the triggers would take
 * an hour. Adding the exclusion constraint afterwards takes half a minute at 10^6 rows, and proves that nothing overlaps.
 */
export async function seedBookings(db: Db, base: Date, range: { from: number; to: number }): Promise<void> {
  await db.connection().execute(async one => {
    await sql`set session_replication_role = replica`.execute(one);
    await sql`set maintenance_work_mem = '1GB'`.execute(one);
    await sql`set statement_timeout = 0`.execute(one);
    const indexes = await dropIndexes(one);
    for (const statement of rows(base, range)) await statement.execute(one);
    for (const definition of indexes) await sql.raw(definition).execute(one);
    for (const table of [...filled, 'resource']) await sql`vacuum analyze ${sql.table(table)}`.execute(one);
    await sql`reset session_replication_role`.execute(one);
    await sql`set statement_timeout = '10s'`.execute(one);
  });
}

const filled = ['booking', 'booking_line', 'claim', 'claim_log', 'audit_event'];

/** @returns the statements that make again what was dropped. Primary keys stay: their order is that of the load. */
async function dropIndexes(db: Db): Promise<string[]> {
  const { rows: found } = await sql<{ drop: string; create: string }>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as create
    from pg_constraint where contype = 'x' and conrelid = 'claim'::regclass
    union all
    select format('drop index %I', indexname), indexdef from pg_indexes
    where tablename = any (${filled}::text[]) and schemaname = 'public'
      and indexname not in (select conname from pg_constraint)`.execute(db);
  for (const one of found) await sql.raw(one.drop).execute(db);
  return found.map(one => one.create);
}

function rows(base: Date, { from, to }: { from: number; to: number }): RawBuilder<unknown>[] {
  const each = sql`
    select n, seed_id('booking', n) as booking_id, seed_id('line', n) as line_id, r.id as resource_id, r.version,
      r.turnaround_minutes, r.capacity = 1 as exclusive, seed_id('person', n % ${world.people}::int) as person_id,
      seed_id('organisation', n % ${world.people}::int % ${world.organisations}::int) as organisation_id, s.at,
      s.at + make_interval(mins => ${world.bookedMinutes}::int) as until,
      case when s.at < now() then 'completed' else 'confirmed' end as status
    from generate_series(${from}::int, ${to}::int - 1) n
    join (select *, substr(name, 7)::int as number from resource) r on r.number = n % ${world.resources}::int
    cross join lateral (select ${base.toISOString()}::timestamptz + make_interval(mins =>
      r.number * 7 % 31 * 15 + n / ${world.resources}::int * 389 % 1000 * ${world.everyMinutes}::int) as at) s`;
  return [
    sql`create temporary table seeded on commit preserve rows as ${each}`,
    sql`insert into booking (id, organisation_id, person_id, title, starts_at, ends_at, status, created_at, updated_at)
      select booking_id, organisation_id, person_id, 'Réunion ' || n, at, until, status, now() - interval '200 days', now()
      from seeded`,
    sql`insert into booking_line (id, booking_id, resource_id, quantity, starts_at, ends_at, status, approval_required,
        requested_by, requested_at)
      select line_id, booking_id, resource_id, 1, at, until, status, false, person_id, now() - interval '200 days' from seeded`,
    sql`insert into claim (resource_id, booking_id, line_id, quantity, occupied, exclusive, resource_version)
      select resource_id, booking_id, line_id, 1,
        tstzrange(at, until + make_interval(mins => turnaround_minutes), '[)'), exclusive, version + 1 + n / ${world.resources}::int
      from seeded`,
    sql`insert into claim_log (resource_id, resource_version, event, booking_id, quantity, occupied, at)
      select resource_id, version + 1 + n / ${world.resources}::int, 'claimed', booking_id, 1,
        tstzrange(at, until + make_interval(mins => turnaround_minutes), '[)'), now() from seeded`,
    sql`insert into audit_event (at, person_id, organisation_id, action, subject_type, subject_id, after)
      select now(), person_id, organisation_id, 'booking.created', 'booking', booking_id,
        jsonb_build_object('status', status, 'startsAt', at, 'endsAt', until) from seeded`,
    sql`update resource r set version = r.version + 1 + ${to}::int / ${world.resources}::int`,
    sql`drop table seeded`,
  ];
}
