import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';

/**
 * What the application is measured against, in a process of its own: the same server and driver, the same tables and JSON,
 * and no session, no rules, no history beyond one row. T is its transaction.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const { rows: resources } = await pool.query<{ id: string; name: string }>(
  'select id, name from resource order by name',
);

const lock = 'select id from bare_resource where id = $1 for no key update';
const insert = 'insert into bare_claim (resource_id, during) values ($1, tstzrange($2, $3)) returning id';
const audit = 'insert into bare_audit (at, subject, after) values (now(), $1, $2)';
const during = `
  select resource_id, lower(occupied) as from, upper(occupied) as to from claim
  where occupied && tstzrange($1, $2)`;
const week = `
  select c.resource_id, l.resource_id as line_resource_id, lower(c.occupied) as occupied_from,
    upper(c.occupied) as occupied_to, l.starts_at, l.ends_at, c.quantity, l.status, l.phase, b.id, b.title
  from claim c join booking_line l on l.id = c.line_id join booking b on b.id = c.booking_id
  where c.occupied && tstzrange($1, $2) and c.resource_id = any ($3) order by lower(c.occupied)`;

interface Asked {
  resourceId: string;
  startsAt: string;
  endsAt: string;
}

const app = new Hono()
  .get('/hello', c => c.json({ hello: 'world' }))
  .post('/transaction', async c => {
    const { resourceId, startsAt, endsAt } = await c.req.json<Asked>();
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query({ name: 'lock', text: lock, values: [resourceId] });
      const { rows } = await client.query({ name: 'insert', text: insert, values: [resourceId, startsAt, endsAt] });
      await client.query({ name: 'audit', text: audit, values: [rows[0].id, JSON.stringify({ startsAt, endsAt })] });
      await client.query('commit');
      return c.json({ id: rows[0].id }, 201);
    } finally {
      client.release();
    }
  })
  .get('/availability', async c => {
    const values = [c.req.query('from'), c.req.query('to')];
    const { rows } = await pool.query({ name: 'during', text: during, values });
    const taken = Map.groupBy(rows, row => row.resource_id as string);
    const items = resources.map(({ id, name }) => {
      const claims = taken.get(id) ?? [];
      return {
        resourceId: id,
        name,
        free: claims.length === 0,
        freeQuantity: 1,
        needsApproval: false,
        reasons: claims,
      };
    });
    return c.json({ items, nextCursor: null });
  })
  .get('/planning', async c => {
    const first = resources.slice(0, 100);
    const values = [c.req.query('from'), c.req.query('to'), first.map(one => one.id)];
    const { rows } = await pool.query({ name: 'week', text: week, values });
    const taken = Map.groupBy(rows, row => row.resource_id as string);
    return c.json({ items: first.map(one => ({ ...one, claims: taken.get(one.id) ?? [] })), nextCursor: null });
  });

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.({ port }));
process.on('disconnect', () => process.exit(0));
