-- Who waits for a time that is taken, in the order in which they came. When it comes free, the first of them for whom all of it
-- can be booked gets an offer, and the offer holds the time: it has claims, as bookings have, under the same two guarantees.

create table waiting (
  id uuid primary key default gen_random_uuid(),
  -- First come, first served; two of one instant too.
  turn bigint generated always as identity,
  organisation_id uuid not null references organisation (id),
  person_id uuid not null references person (id),
  resource_id uuid not null references resource (id) on delete cascade,
  quantity integer not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- What the booking will be called.
  title text not null,
  purpose text,
  state text not null default 'waiting',
  joined_at timestamptz not null,
  -- The last offer, and until when it holds the time.
  offered_at timestamptz,
  offer_until timestamptz,
  ended_at timestamptz,
  booking_id uuid references booking (id),
  constraint waiting_ends_after_start check (starts_at < ends_at),
  constraint waiting_quantity_positive check (quantity > 0),
  constraint waiting_title_length check (char_length(title) between 1 and 200),
  constraint waiting_state_known check (state in ('waiting', 'offered', 'accepted', 'left', 'lapsed', 'ended')),
  constraint waiting_offer_has_deadline check (state <> 'offered' or (offered_at is not null and offer_until is not null)),
  -- What is offered is to be taken before it begins.
  constraint waiting_offer_before_start check (offer_until <= starts_at),
  constraint waiting_ended_has_time check ((state in ('waiting', 'offered')) = (ended_at is null)),
  constraint waiting_accepted_has_booking check (booking_id is null or state = 'accepted')
);
-- An organisation waits once for the same resource at the same time.
create unique index waiting_once on waiting (organisation_id, resource_id, starts_at, ends_at)
  where state in ('waiting', 'offered');
create index waiting_in_line on waiting (resource_id, turn) where state in ('waiting', 'offered');
create index waiting_by_person on waiting (person_id, starts_at, id);
create index waiting_by_end on waiting (ends_at);

alter table claim
  add column waiting_id uuid references waiting (id) on delete cascade,
  add constraint claim_of_booking_or_offer check (waiting_id is null or booking_id is null);
create index claim_by_waiting on claim (waiting_id) where waiting_id is not null;

-- An offer takes what a booking of it would take: its buffers, the parts of a whole, what a kit is made of.
create function derive_offer_claims(p_waiting uuid[]) returns void language plpgsql as $$
begin
  delete from claim where waiting_id = any (p_waiting);
  insert into claim (resource_id, waiting_id, quantity, occupied, hold_until)
  select d.drawn_id, w.id, w.quantity * d.quantity, tstzrange(
    w.starts_at - make_interval(mins => own.setup_minutes), w.ends_at + make_interval(mins => own.turnaround_minutes), '[)'),
    w.offer_until
  from waiting w
  join resource own on own.id = w.resource_id
  join resource_draw d on d.resource_id = w.resource_id
  where w.id = any (p_waiting) and w.state = 'offered'
  order by d.drawn_id, w.starts_at;
end $$;

create function offers_derive_claims() returns trigger language plpgsql as $$
begin
  perform derive_offer_claims(array[new.id]);
  return null;
end $$;
create trigger waiting_claims_on_insert after insert on waiting
  for each row when (new.state = 'offered') execute function offers_derive_claims();
create trigger waiting_claims_on_update after update on waiting
  for each row when ((old.state = 'offered' or new.state = 'offered') and
    (old.state, old.offer_until, old.quantity, old.starts_at, old.ends_at)
      is distinct from (new.state, new.offer_until, new.quantity, new.starts_at, new.ends_at))
  execute function offers_derive_claims();

-- As before (0017), with one difference: the busy time of an outside calendar yields to what is offered as to what is booked.
create or replace function block_segments(p_resources uuid[])
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
    join claim c on c.resource_id = s.drawn_id and (c.booking_id is not null or c.waiting_id is not null)
      and c.occupied && tstzrange(s.starts_at, s.ends_at, '[)')
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

-- As before (0017), and leaves the claims of offers alone: they come of no block.
create or replace function derive_block_claims(p_resources uuid[]) returns void language plpgsql as $$
begin
  delete from claim c
  where c.booking_id is null and c.waiting_id is null and c.resource_id = any (p_resources)
    and upper(c.occupied) > moyens_now()
    and not exists (
      select 1 from block_segments(p_resources) s
      where (s.resource_id, s.occupied, s.quantity, s.yielding) = (c.resource_id, c.occupied, c.quantity, c.yielding)
    );
  insert into claim (resource_id, quantity, occupied, yielding)
  select s.resource_id, s.quantity, s.occupied, s.yielding from block_segments(p_resources) s
  where not exists (
    select 1 from claim c
    where c.booking_id is null and c.waiting_id is null and c.resource_id = any (p_resources)
      and upper(c.occupied) > moyens_now()
      and (c.resource_id, c.occupied, c.quantity, c.yielding) = (s.resource_id, s.occupied, s.quantity, s.yielding)
  )
  order by s.resource_id, lower(s.occupied), s.yielding;
end $$;

-- As before (0017), and a change of buffer or composition moves what is offered too.
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
  perform derive_offer_claims(array(
    select id from waiting where resource_id = any (p_resources) and state = 'offered' and offer_until > moyens_now()
  ));
  perform derive_block_claims(v_drawn);
end $$;

-- An offer that lapses leaves its time to the calendar that wants it, as a booking does.
drop trigger claim_freed_is_busy_outside on claim;
create constraint trigger claim_freed_is_busy_outside after delete on claim
  deferrable initially deferred for each row when (old.booking_id is not null or old.waiting_id is not null)
  execute function freed_time_is_busy_outside();
