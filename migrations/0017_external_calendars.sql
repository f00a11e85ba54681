-- Busy time from calendars of the outside. A calendar that somebody keeps elsewhere becomes blocks, and these stop new bookings
-- as any block does; but what was promised before the calendar said so stands, and is listed as a clash.

create table external_calendar (
  id uuid primary key,
  resource_id uuid not null references resource (id) on delete cascade,
  name text not null,
  -- The address opens somebody's calendar to whoever has it: kept encrypted, compared by a keyed hash, shown by its ends.
  address_sealed bytea not null,
  address_mac bytea not null,
  address_hint text not null,
  -- Whether the title of an event becomes the reason of its block.
  detail text not null default 'busy',
  created_by uuid not null references person (id),
  created_at timestamptz not null,
  paused_at timestamptz,
  version integer not null default 1,
  next_check_at timestamptz not null,
  -- One worker reads it at a time; the claim of one that died lapses.
  checking_until timestamptz,
  etag text,
  last_modified text,
  -- What the last good reading depended on beside the body: the days covered, the zone of the site. When it differs, the whole
  -- body is asked for again.
  read_as text,
  checked_at timestamptz,
  succeeded_at timestamptz,
  failing_since timestamptz,
  failures integer not null default 0,
  failure text,
  failure_details jsonb,
  told_failing_at timestamptz,
  -- What the last good reading could not make sense of.
  findings jsonb not null default '[]',
  constraint external_calendar_once unique (resource_id, address_mac),
  constraint external_calendar_name_length check (char_length(name) between 1 and 100),
  constraint external_calendar_detail_known check (detail in ('busy', 'title')),
  constraint external_calendar_failure_whole check ((failure is null) = (failing_since is null))
);
create index external_calendar_due on external_calendar (next_check_at) where paused_at is null;

-- The blocks of a calendar are its own: replaced by difference, each known by what its event is, not by where it lies.
alter table block
  add column external_calendar_id uuid references external_calendar (id) on delete cascade,
  add column external_key text,
  add constraint block_of_calendar_has_key check ((external_calendar_id is null) = (external_key is null)),
  add constraint block_once_per_event unique (external_calendar_id, external_key);

-- Of a person's own calendar nothing is kept but that they are busy, whatever wrote the row.
create function block_of_person_is_bare() returns trigger language plpgsql as $$
begin
  if exists (select 1 from resource where id = new.resource_id and kind = 'staff') then
    raise exception 'busy time of a person has no title' using errcode = 'check_violation', constraint = 'block_of_person_is_bare';
  end if;
  return new;
end $$;
create trigger block_of_person_is_bare before insert or update on block
  for each row when (new.external_calendar_id is not null and new.reason <> '') execute function block_of_person_is_bare();

-- A booking that was promised before a calendar said that the time is taken.
create table busy_clash (
  external_calendar_id uuid not null references external_calendar (id) on delete cascade,
  block_id uuid not null references block (id) on delete cascade,
  line_id uuid not null references booking_line (id) on delete cascade,
  found_at timestamptz not null,
  primary key (block_id, line_id)
);
create index busy_clash_by_calendar on busy_clash (external_calendar_id);
create index busy_clash_by_line on busy_clash (line_id);

-- The claim of an outside calendar's block yields to bookings that are there: it takes what they leave.
alter table claim add column yielding boolean not null default false;

-- What blocks take of each resource that is not over. Firm ones take their quantity, all together at most the capacity, and are
-- refused by the guarantees where bookings are; yielding ones take of the rest at most what bookings leave.
create function block_segments(p_resources uuid[])
returns table (resource_id uuid, quantity integer, occupied tstzrange, yielding boolean)
language sql stable as $$
  with stopped as (
    select d.drawn_id, b.starts_at, b.ends_at, b.external_calendar_id is not null as yielding,
      case when d.drawn_id = b.resource_id then coalesce(b.quantity, r.capacity) else r.capacity end as quantity
    from block b
    join resource_draw d on d.resource_id = b.resource_id and d.by_parts
    join resource r on r.id = d.drawn_id
    where d.drawn_id = any (p_resources) and b.lifted_at is null and b.ends_at > moyens_now()
      and (b.quantity is null or d.drawn_id = b.resource_id)
  ), held as (
    select distinct c.id, c.resource_id, lower(c.occupied) as starts_at, upper(c.occupied) as ends_at, c.quantity
    from stopped s
    join claim c on c.resource_id = s.drawn_id and c.booking_id is not null and c.occupied && tstzrange(s.starts_at, s.ends_at, '[)')
    where s.yielding
  ), step as (
    select drawn_id, at, sum(firm) as firm, sum(soft) as soft, sum(held) as held from (
      select drawn_id, starts_at as at, case when yielding then 0 else quantity end as firm,
        case when yielding then quantity else 0 end as soft, 0 as held from stopped
      union all
      select drawn_id, ends_at, case when yielding then 0 else -quantity end, case when yielding then -quantity else 0 end, 0
      from stopped
      union all
      select resource_id, starts_at, 0, 0, quantity from held
      union all
      select resource_id, ends_at, 0, 0, -quantity from held
    ) moves group by drawn_id, at
  ), level as (
    select drawn_id, at, lead(at) over w as until, sum(firm) over w as firm, sum(soft) over w as soft, sum(held) over w as held
    from step window w as (partition by drawn_id order by at)
  ), taken as (
    select l.drawn_id, l.at, l.until, least(r.capacity, l.firm)::integer as firm,
      least(l.soft, r.capacity - least(r.capacity, l.firm) - l.held)::integer as soft
    from level l join resource r on r.id = l.drawn_id
    where l.until > moyens_now()
  ), clipped as (
    -- What went before now keeps the claims it had then: a segment that runs begins where the last of them ends.
    select t.drawn_id, t.firm, t.soft, tstzrange(case when t.at > moyens_now() then t.at else greatest(t.at, (
      select max(upper(c.occupied)) from claim c
      where c.resource_id = t.drawn_id and c.occupied && tstzrange(t.at, t.until, '[)') and upper(c.occupied) <= moyens_now()
    )) end, t.until, '[)') as during
    from taken t
  )
  select drawn_id, firm, during, false from clipped where firm > 0
  union all
  select drawn_id, soft, during, true from clipped where soft > 0
$$;

-- By difference: a calendar with five hundred events that moves one of them moves one claim.
create or replace function derive_block_claims(p_resources uuid[]) returns void language plpgsql as $$
begin
  delete from claim c
  where c.booking_id is null and c.resource_id = any (p_resources) and upper(c.occupied) > moyens_now()
    and not exists (
      select 1 from block_segments(p_resources) s
      where (s.resource_id, s.occupied, s.quantity, s.yielding) = (c.resource_id, c.occupied, c.quantity, c.yielding)
    );
  insert into claim (resource_id, quantity, occupied, yielding)
  select s.resource_id, s.quantity, s.occupied, s.yielding from block_segments(p_resources) s
  where not exists (
    select 1 from claim c
    where c.booking_id is null and c.resource_id = any (p_resources) and upper(c.occupied) > moyens_now()
      and (c.resource_id, c.occupied, c.quantity, c.yielding) = (s.resource_id, s.occupied, s.quantity, s.yielding)
  )
  order by s.resource_id, lower(s.occupied), s.yielding;
end $$;

-- Buffers and compositions move the claims of bookings; what yields to them must not stand in their way meanwhile.
create or replace function derive_claims_of_resources(p_resources uuid[]) returns void language plpgsql as $$
declare v_drawn uuid[] := p_resources || array(select drawn_id from resource_draw where resource_id = any (p_resources));
begin
  delete from claim where yielding and resource_id = any (v_drawn) and upper(occupied) > moyens_now();
  perform derive_booking_claims(array(
    select distinct l.booking_id from booking_line l
    -- What is over keeps the time that it took: yesterday's neighbours need not suit today's buffers.
    where l.resource_id = any (p_resources) and l.ends_at > moyens_now()
      and l.phase <> 'superseded' and line_is_holding(l.status, l.holds)
  ));
  perform derive_block_claims(v_drawn);
end $$;

-- A booking that gives its time back leaves it to the calendar that wants it, in the same transaction, and at its end: in between
-- the booking may take it again, as every change of a booking does.
create function freed_time_is_busy_outside() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from resource_draw d
    join block b on b.resource_id = d.resource_id
    where d.drawn_id = old.resource_id and d.by_parts and b.external_calendar_id is not null
      and b.lifted_at is null and b.ends_at > moyens_now() and tstzrange(b.starts_at, b.ends_at, '[)') && old.occupied
  ) then
    perform derive_block_claims(array[old.resource_id]);
  end if;
  return null;
end $$;
create constraint trigger claim_freed_is_busy_outside after delete on claim
  deferrable initially deferred for each row when (old.booking_id is not null)
  execute function freed_time_is_busy_outside();
