import { sql } from 'kysely';
import { drive, openLine } from '../load.ts';
import { atMost, keep, loadOf, note, type Report } from '../report.ts';
import { idOf, world } from '../slots.ts';
import { publicUrl, type Stage } from '../stage.ts';

/** Until the compiler knows the code: a process answers its first twenty calendars at half the speed. */
const warmUpRounds = 20;

/**
 * Calendars of a thousand and of ten thousand events, of an organisation that is loaded for it: the first fetch of a process
 * that has written none of it yet, one after a change of one event, the same again, and the answer that nothing has changed.
 */
export async function measureFeeds(stage: Stage, report: Report): Promise<void> {
  for (const events of [1_000, 10_000]) {
    const name = `feed of ${events.toLocaleString('en')}`;
    const { path, organisationId } = await loadedFeed(stage, events);
    const line = openLine(stage.app, 1);
    const fetchNow = async () => (await line.send({ path })).milliseconds;
    const first = await fetchNow();
    const { bytes } = await line.send({ path });
    note(report, `${name}: size`, `${Math.round(bytes / 1000)} kB`);
    const budget = (events * 15) / 1000 + 5;
    atMost(report, `${name}: first fetch of all, nothing written yet`, first, budget, ' ms');
    const changed: number[] = [];
    for (let round = 0; round < warmUpRounds + 9; round++) {
      await changeOne(stage, organisationId, round);
      changed.push(await fetchNow());
    }
    const cold = changed.slice(warmUpRounds).sort((a, b) => a - b)[4] ?? 0;
    atMost(report, `${name}: cold, after a change of one event, p50`, cold, budget, ' ms');
    const { etag } = await line.send({ path });
    line.close();
    const shape = { clients: 1, seconds: 3, warmUp: 10 };
    keep(report, `${name}: cached`, await drive(stage.app, { ...shape, expect: 200 }, () => ({ path })));
    const headers = { 'If-None-Match': etag };
    const same = await drive(stage.app, { ...shape, expect: 304 }, () => ({ path, headers }));
    keep(report, `${name}: unchanged (304)`, same);
    atMost(report, `${name}: 304, p50 in hello-worlds`, same.p50 / loadOf(report, 'hello, 1 client').p50, 2);
  }
}

/** An organisation with so many bookings of one hour in the weeks to come, followed by one of its people. */
async function loadedFeed(stage: Stage, events: number): Promise<{ path: string; organisationId: string }> {
  const person = events % world.people === 0 ? events / 1_000 : 0;
  const organisationId = idOf('organisation', person % world.organisations);
  await stage.db.connection().execute(async one => {
    // As the seeded bookings are loaded: the triggers of ten thousand are not what is measured.
    await sql`set session_replication_role = replica`.execute(one);
    await sql`delete from booking_line where booking_id in (select id from booking where organisation_id = ${organisationId})`.execute(
      one,
    );
    await sql`delete from booking where organisation_id = ${organisationId}`.execute(one);
    await sql`insert into booking (id, organisation_id, person_id, title, purpose, starts_at, ends_at, status, created_at, updated_at)
      select seed_id(${`feed${events}`}, n), ${organisationId}, ${idOf('person', person)}, 'Réunion d’équipe ' || n, 'Préparer la suite',
        date_trunc('hour', now()) + make_interval(hours => n), date_trunc('hour', now()) + make_interval(hours => n + 1),
        'confirmed', now(), now() from generate_series(1, ${events}::int) n`.execute(one);
    await sql`insert into booking_line (id, booking_id, resource_id, quantity, starts_at, ends_at, status, approval_required,
        requested_by, requested_at)
      select seed_id('line', n + ${events * 1_000}::int), b.id, seed_id('resource', n % ${world.resources}::int), 1, b.starts_at, b.ends_at,
        'confirmed', false, b.person_id, now()
      from generate_series(1, ${events}::int) n join booking b on b.id = seed_id(${`feed${events}`}, n)`.execute(one);
    await sql`reset session_replication_role`.execute(one);
    await sql`analyze booking, booking_line`.execute(one);
  });
  const body = { name: 'Mesure', scope: 'organisation', organisationId, detail: 'full', monthsAhead: 24 };
  const line = openLine(stage.app, 1);
  const { text } = await line.send(stage.as(person, { method: 'POST', path: '/api/feeds', body }));
  line.close();
  return { path: JSON.parse(text).url.slice(publicUrl.length), organisationId };
}

async function changeOne(stage: Stage, organisationId: string, round: number): Promise<void> {
  await sql`update booking set title = ${`Réunion avancée ${round}`}, updated_at = now()
    where id = (select id from booking where organisation_id = ${organisationId} order by id limit 1)`.execute(
    stage.db,
  );
}
