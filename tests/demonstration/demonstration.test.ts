import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { expand } from '../../server/bookings/recurrence.ts';
import { createCatalogueCache } from '../../server/catalogue/catalogue.ts';
import { publicHolidaysIn } from '../../server/catalogue/holidays.ts';
import type { Db } from '../../server/database/connect.ts';
import { loadDemonstration } from '../../server/demonstration/load.ts';
import { removeDemonstration } from '../../server/demonstration/remove.ts';
import { closedWithin } from '../../shared/opening-hours.ts';
import { dayOf, plusDays, resolveLocal } from '../../shared/time.ts';
import { cloneDatabase } from '../database.ts';
import { openEmpty } from '../embedded.ts';

const now = new Date('2026-11-24T09:40:00Z');

describe('the demonstration network', () => {
  let db: Db;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    ({ db, drop } = await cloneDatabase(inject('serverUrl')));
    await loadDemonstration(db, now);
  });
  afterAll(() => drop());

  const rowsOf = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(db)).rows;
  const personOf = (email: string) =>
    db.selectFrom('person').selectAll().where('email', '=', email).executeTakeFirstOrThrow();

  it('is as large as it is announced', async () => {
    const [counts] = await rowsOf(sql<Record<string, number>>`select
      (select count(*) from organisation) as organisations, (select count(distinct kind) from organisation) as kinds,
      (select count(*) from person) as people, (select count(*) from site) as sites,
      (select count(*) from resource) as resources, (select count(distinct kind) from resource) as resource_kinds,
      (select count(*) from booking) as bookings, (select count(*) from booking where status = 'pending') as pending,
      (select count(distinct status) from booking) as statuses, (select count(*) from series) as series,
      (select count(*) from block) as blocks`);
    expect(counts).toMatchObject({
      kinds: 5,
      sites: 12,
      resource_kinds: 4,
      bookings: 3000,
      pending: 25,
      statuses: 8,
      blocks: 30,
    });
    expect(counts?.organisations).toBeGreaterThanOrEqual(25);
    expect(counts?.people).toBeGreaterThanOrEqual(60);
    expect(counts?.resources).toBeGreaterThanOrEqual(80);
    expect(counts?.series).toBeGreaterThanOrEqual(40);
  });

  it('has pictures that are what they say, each at its own address', async () => {
    const pictures = await rowsOf(sql<{ photo: string; address: string; mark: string }>`
      select r.photo, '/api/resources/' || r.id || '/photo?v=' || left(p.sha256, 16) as address,
        convert_from(substring(p.bytes from 9 for 4), 'UTF8') as mark
      from resource r full join resource_photo p on p.resource_id = r.id
      where r.photo is not null or p.resource_id is not null`);
    expect(pictures).toHaveLength(9);
    expect(pictures.filter(one => one.photo !== one.address || one.mark !== 'WEBP')).toEqual([]);
  });

  it('gives every resource its criteria, terms, tariff and someone who decides', async () => {
    const bare =
      await rowsOf(sql`select name from resource r where not exists (select from criteria where resource_id = r.id)
      or not exists (select from terms where resource_id = r.id) or not exists (select from tariff where resource_id = r.id)
      or not exists (select from approver_scope s where s.resource_id = r.id or s.site_id = r.site_id or s.organisation_id = r.owner_id)`);
    expect(bare).toEqual([]);
  });

  it('never has more out than there is, at any instant', async () => {
    const over = await rowsOf(
      sql`select r.name from resource r where peak_claimed(r.id, tstzrange(null, null)) > r.capacity`,
    );
    expect(over).toEqual([]);
  });

  it('books within opening hours, and with what the owner asks for', async () => {
    const { resources, sites } = await createCatalogueCache().current(db);
    const lines = await db
      .selectFrom('booking_line')
      .select(['resource_id', 'starts_at', 'ends_at', 'quantity', 'requested_at'])
      .execute();
    const holidays = publicHolidaysIn('fr');
    const broken = lines.filter(line => {
      const resource = resources.get(line.resource_id);
      const site = sites.get(resource?.siteId ?? '');
      if (!resource?.criteria || !site) return true;
      const minutes = (line.ends_at.getTime() - line.starts_at.getTime()) / 60_000;
      const ahead = (line.starts_at.getTime() - line.requested_at.getTime()) / 60_000;
      const { withinOpeningHours, minMinutes, maxMinutes, incrementMinutes, noticeMinutes, horizonDays } =
        resource.criteria;
      return (
        minutes < (minMinutes ?? 0) ||
        minutes > (maxMinutes ?? minutes) ||
        minutes % incrementMinutes !== 0 ||
        ahead < noticeMinutes ||
        ahead > horizonDays * 1440 ||
        line.quantity > resource.capacity ||
        (withinOpeningHours && closedWithin(site, { from: line.starts_at, to: line.ends_at }, holidays).length > 0)
      );
    });
    expect(broken).toEqual([]);
  });

  it('has series whose rules give their bookings', async () => {
    const series = await db.selectFrom('series').selectAll().execute();
    for (const one of series) {
      const given = expand(
        {
          rrule: one.rrule,
          timeZone: one.time_zone,
          startsAt: one.starts_at,
          endsAt: one.ends_at,
          exdates: one.exdates,
          rdates: one.rdates,
          skipPublicHolidays: false,
          skipSchoolHolidays: false,
          holidayRegion: 'FR',
          schoolZone: null,
        },
        'fr',
      );
      const kept = await db
        .selectFrom('booking')
        .select('recurrence_id')
        .where('series_id', '=', one.id)
        .orderBy('recurrence_id')
        .execute();
      expect(
        kept.map(row => row.recurrence_id),
        one.title,
      ).toEqual(given.map(occurrence => occurrence.recurrenceId));
    }
  });

  it('stays far below its quotas, so that whoever tries it meets them only when they mean to', async () => {
    const [most] = await rowsOf(sql<{ hours: number; vehicles: number }>`
      select max(hours)::float as hours, max(vehicles)::int as vehicles from (
        select sum(extract(epoch from ends_at - starts_at)) filter (where kind = 'room') over days / 3600 as hours,
          count(*) filter (where kind = 'vehicle') over days as vehicles
        from quota_use
        window days as (partition by organisation_id order by starts_at range between interval '30 days' preceding and current row)
      ) windows`);
    expect(most?.hours).toBeLessThan(200);
    expect(most?.vehicles).toBeLessThan(35);
  });

  it('tells the past as past, and decides what it granted', async () => {
    const odd =
      await rowsOf(sql`select status, starts_at from booking where (status in ('completed', 'no_show') and ends_at > ${now})
      or (status in ('confirmed', 'in_use') and ends_at <= ${now}) or created_at > ${now} or updated_at > ${now}
      or (status = 'pending' and starts_at <= ${now})`);
    expect(odd).toEqual([]);
    const undecided = await rowsOf(sql`select id from booking_line l where approval_required
      and status in ('confirmed', 'in_use', 'completed', 'no_show', 'declined')
      and not exists (select from decision d where d.line_id = l.id)`);
    expect(undecided).toEqual([]);
    const untold = await rowsOf(sql`select id from booking b where not exists
      (select from audit_event a where a.subject_id = b.id and a.action = 'booking.created')`);
    expect(untold).toEqual([]);
  });

  it('leads to nobody’s address', async () => {
    const real = await rowsOf(sql`select email from (select email from person union select email from organisation
      union select website from organisation) a where email !~ '\\.test$'`);
    expect(real).toEqual([]);
  });

  it('has four accounts with their standing', async () => {
    const standing = await rowsOf<{ email: string; roles: string[] }>(sql`select p.email,
        array(select role from affiliation a where a.person_id = p.id and valid_to is null)
        || array(select role from network_role n where n.person_id = p.id) as roles
      from person p join auth_account c on c.user_id = p.id where c.password is not null and p.email_verified order by 1`);
    expect(standing).toEqual([
      { email: 'coordinator@demo.test', roles: ['referent', 'coordinator'] },
      { email: 'manager@demo.test', roles: ['member'] },
      { email: 'member@demo.test', roles: ['member', 'member'] },
      { email: 'owner@demo.test', roles: ['referent'] },
    ]);
  });

  it('lets the manager decide on a dozen requests right now', async () => {
    const manager = await personOf('manager@demo.test');
    const waiting = await rowsOf(sql`select l.id from booking_line l
      where l.status = 'pending' and l.hold_until > ${now}
        and ${manager.id} in (select person_id from entitled_deciders(l.id, ${now}))`);
    expect(waiting.length).toBeGreaterThanOrEqual(12);
    const forsaken = await rowsOf(sql`select l.id from booking_line l
      where l.status = 'pending' and not exists (select from entitled_deciders(l.id, ${now}))`);
    expect(forsaken).toEqual([]);
  });

  it('keeps a van and a room free tomorrow without approval, and a van that the manager lends', async () => {
    const tomorrow = plusDays(dayOf(now, 'Europe/Paris'), 1);
    const [from, to] = ['09:00', '17:00'].map(hour => resolveLocal(`${tomorrow}T${hour}`, 'Europe/Paris').instant);
    const free = await rowsOf<{ kind: string; approval: string }>(sql`select r.kind, r.approval from resource r
      where r.name in ('Fourgonnette électrique de la Halle', 'Salle du Bief', 'Utilitaire 12 m³ du Dépôt') and bookable_by = 'network'
        and not exists (select from claim c where c.resource_id = r.id and c.occupied && tstzrange(${from}, ${to})) order by 1, 2`);
    expect(free).toEqual([
      { kind: 'room', approval: 'automatic' },
      { kind: 'vehicle', approval: 'automatic' },
      { kind: 'vehicle', approval: 'manager' },
    ]);
  });

  it('is not laid over a network that is there', async () => {
    await expect(loadDemonstration(db, now)).rejects.toMatchObject({ code: 'already_exists' });
  });
});

describe('loading and removing it', () => {
  const fingerprint = async (db: Db) =>
    (
      await sql<{ sum: string }>`select md5(string_agg(t::text, '|')) as sum from (
      select b.*, l.resource_id, l.quantity, l.id as line from booking b join booking_line l on l.booking_id = b.id order by l.id) t`.execute(
        db,
      )
    ).rows;

  /** All tables but the bookkeeping of migrations and the version of the catalogue. */
  const filledTables = async (db: Db) => {
    const tables = (await db.introspection.getTables()).filter(
      one => !one.isView && !one.name.startsWith('kysely') && one.name !== 'catalogue',
    );
    expect(tables.length).toBeGreaterThan(30);
    const checks = tables.map(async ({ name }) => {
      const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db);
      return rows.length > 0 ? [name] : [];
    });
    return (await Promise.all(checks)).flat();
  };

  it('gives the same network from the same day, embedded as on a server, and leaves nothing behind', async () => {
    const store = await openEmpty();
    const clone = await cloneDatabase(inject('serverUrl'));
    for (const db of [store.db, clone.db]) {
      await sql`set time zone 'UTC'`.execute(db);
      await loadDemonstration(db, now);
    }
    expect(await fingerprint(store.db)).toEqual(await fingerprint(clone.db));

    for (const db of [store.db, clone.db]) {
      await removeDemonstration(db);
      expect(await filledTables(db)).toEqual([]);
      // The guards of history are back.
      await expect(sql`truncate audit_event`.execute(db)).rejects.toThrow(/append-only/);
      await expect(sql`truncate decision`.execute(db)).rejects.toThrow(/append-only/);
    }
    await clone.drop();
    await store.close();
  }, 120_000);

  it('refuses to empty a real network', async () => {
    const clone = await cloneDatabase(inject('serverUrl'));
    await expect(removeDemonstration(clone.db)).rejects.toMatchObject({ code: 'not_found' });
    await clone.db.insertInto('network').values({ name: 'Un vrai réseau', time_zone: 'Europe/Paris' }).execute();
    await expect(removeDemonstration(clone.db)).rejects.toMatchObject({ code: 'forbidden' });
    await clone.drop();
  });
});
