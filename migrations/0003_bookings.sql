-- Bookings, their lines, and the claims: the time that is really taken.
-- Claims are derived from lines by trigger, and the two guarantees (no overlap, peak within capacity) stand on the claims:
-- no path that changes a line, a block, a buffer, a capacity or a composition can go past them.

create table series (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation (id),
  person_id uuid not null references person (id),
  title text not null,
  -- RFC 5545 RRULE (null: explicit dates only), expanded in the wall-clock time of `time_zone` from the first occurrence.
  rrule text,
  time_zone text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  exdates timestamptz[] not null default '{}',
  rdates timestamptz[] not null default '{}',
  skip_public_holidays boolean not null default false,
  skip_school_holidays boolean not null default false,
  -- Where "this and following" cut an older series in two.
  continues_id uuid references series (id),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint series_ends_after_start check (starts_at < ends_at)
);

create table booking (
  id uuid primary key,
  -- The beneficiary, and the person who acts for it.
  organisation_id uuid not null references organisation (id),
  person_id uuid not null references person (id),
  title text not null,
  purpose text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  status text not null,
  -- Of several lines: confirmed only together, or each that is approved is kept.
  bundle text not null default 'all_or_nothing',
  series_id uuid references series (id),
  -- The start that the rule gave this occurrence (RFC 5545 RECURRENCE-ID): it stays when the occurrence moves.
  recurrence_id timestamptz,
  -- Changed alone: a change of the whole series leaves it as it is.
  detached boolean not null default false,
  -- Raised by every change (ETag); `sequence` only by those that a calendar must know of (RFC 5546 2.1.4).
  version integer not null default 1,
  sequence integer not null default 0,
  cancelled_at timestamptz,
  cancelled_by uuid references person (id),
  cancellation_reason text,
  -- Given up by its own people after the published notice: it happened, and counts as use of the time.
  cancelled_late boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint booking_ends_after_start check (starts_at < ends_at),
  constraint booking_status_known check (status in (
    'pending', 'confirmed', 'declined', 'cancelled', 'expired', 'in_use', 'completed', 'no_show')),
  constraint booking_bundle_known check (bundle in ('all_or_nothing', 'keep_approved')),
  constraint booking_title_length check (char_length(title) between 1 and 200),
  constraint booking_occurrence_of_series check ((series_id is null) = (recurrence_id is null)),
  constraint booking_occurrence_once unique (series_id, recurrence_id)
);
create index booking_by_organisation on booking (organisation_id, starts_at);
create index booking_by_person on booking (person_id, starts_at);
create index booking_by_start on booking (starts_at, id);

create table booking_line (
  id uuid primary key,
  booking_id uuid not null references booking (id),
  position smallint not null default 0,
  resource_id uuid not null references resource (id),
  quantity integer not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- A material change is proposed beside what is held, and takes its place when approved.
  phase text not null default 'current',
  status text not null,
  approval_required boolean not null,
  -- A pending line holds its time until `hold_until`, or competes for it and holds nothing.
  holds boolean not null default true,
  hold_until timestamptz,
  requested_by uuid not null references person (id),
  requested_at timestamptz not null,
  -- Raised when the deciders let the deadline come near: substitutes and the elected body may then decide.
  reminded_at timestamptz,
  escalated_at timestamptz,
  -- Of a proposed line: the organisation that the booking would pass to.
  beneficiary_id uuid references organisation (id),
  terms_id uuid references terms (id),
  tariff_id uuid references tariff (id),
  constraint booking_line_ends_after_start check (starts_at < ends_at),
  constraint booking_line_quantity_positive check (quantity > 0),
  constraint booking_line_phase_known check (phase in ('current', 'proposed', 'superseded')),
  constraint booking_line_status_known check (status in (
    'pending', 'confirmed', 'declined', 'cancelled', 'expired', 'in_use', 'completed', 'no_show')),
  constraint booking_line_pending_has_deadline check (status <> 'pending' or hold_until is not null)
);
create index booking_line_by_booking on booking_line (booking_id);
create index booking_line_by_resource on booking_line (resource_id, starts_at);
create index booking_line_pending on booking_line (hold_until) where status = 'pending';
-- Rivals are few among all that a resource has ever been booked for.
create index booking_line_rivals on booking_line (resource_id, starts_at, ends_at) where status = 'pending';

-- Maintenance, closure, breakdown, the owner's reserved time. Without a quantity the whole resource is unavailable.
create table block (
  id uuid primary key default gen_random_uuid(),
  resource_id uuid not null references resource (id) on delete cascade,
  kind text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  quantity integer,
  reason text not null default '',
  created_by uuid references person (id),
  created_at timestamptz not null default now(),
  lifted_at timestamptz,
  constraint block_ends_after_start check (starts_at < ends_at),
  constraint block_kind_known check (kind in ('maintenance', 'closure', 'breakdown', 'reserved', 'busy')),
  constraint block_quantity_positive check (quantity > 0)
);
create index block_by_resource on block (resource_id, starts_at) where lifted_at is null;

-- The time that is really taken: booked time, setup before and turnaround after, half-open. A claim that is here holds.
-- One without a booking comes from blocks.
create table claim (
  id bigint generated always as identity primary key,
  resource_id uuid not null,
  booking_id uuid,
  line_id uuid references booking_line (id) on delete cascade,
  quantity integer not null,
  occupied tstzrange not null,
  -- Set by trigger from the resource, never by the writer.
  exclusive boolean not null default true,
  resource_version bigint not null default 0,
  -- When a pending hold lapses: readers take it for free from then on, writers release it under the lock.
  hold_until timestamptz,
  constraint claim_names_its_booking check ((booking_id is null) = (line_id is null)),
  constraint claim_not_empty check (not isempty(occupied)),
  constraint claim_quantity_positive check (quantity > 0),
  -- Capacity one is one unit at a time.
  constraint claim_exclusive_is_single check (not exclusive or quantity = 1),
  -- Invariant 1.
  constraint claim_no_overlap exclude using gist (resource_id with =, occupied with &&) where (exclusive)
);
-- Time first: which of a thousand resources are free in an hour (measured twenty times faster than resource first).
create index claim_by_time on claim using gist (occupied, resource_id);
-- Resource first, as the constraint has it for single units: what takes the time of these few resources in a week.
create index claim_of_pools on claim using gist (resource_id, occupied) where (not exclusive);
create index claim_by_booking on claim (booking_id);
create index claim_by_line on claim (line_id);

-- The witness: what happened to each resource, in the order of its versions.
create table claim_log (
  resource_id uuid not null,
  resource_version bigint not null,
  event text not null,
  booking_id uuid,
  quantity integer not null,
  occupied tstzrange not null,
  at timestamptz not null,
  primary key (resource_id, resource_version),
  constraint claim_log_event_known check (event in ('claimed', 'released'))
);

-- Raising the version locks the resource's row. Two writers therefore meet here, before the constraint and before the
-- measure of the peak, and the second sees what the first has committed, at READ COMMITTED; at REPEATABLE READ, where a lock
-- alone over-books, the raised row makes it fail with 40001.
create function claim_raises_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    update resource set version = version + 1 where id = old.resource_id returning version into old.resource_version;
    if found then
      insert into claim_log values
        (old.resource_id, old.resource_version, 'released', old.booking_id, old.quantity, old.occupied, moyens_now());
    end if;
    return old;
  end if;
  update resource set version = version + 1 where id = new.resource_id
    returning version, capacity = 1 into new.resource_version, new.exclusive;
  if not found then
    raise exception 'a claim needs its resource' using errcode = 'foreign_key_violation', constraint = 'claim_resource_exists';
  end if;
  insert into claim_log values
    (new.resource_id, new.resource_version, 'claimed', new.booking_id, new.quantity, new.occupied, moyens_now());
  return new;
end $$;
create trigger claim_raises_version before insert or delete on claim
  for each row execute function claim_raises_version();

-- The most units of a resource that are out at one instant of a window. Releases come before claims at the same instant.
create function peak_claimed(p_resource uuid, p_window tstzrange) returns bigint
language sql stable
return (
  select coalesce(max(level), 0) from (
    select sum(delta) over (order by at, delta) as level from (
      select greatest(lower(occupied), lower(p_window)) as at, quantity as delta from claim
      where resource_id = p_resource and occupied && p_window
      union all
      select upper(occupied), -quantity from claim
      where resource_id = p_resource and occupied && p_window
    ) step
  ) running
);

-- Of a claim that runs, what is left: what went before it was promised under the rules of then, and is over.
create function still_to_come(p_occupied tstzrange) returns tstzrange
language sql stable
return case when p_occupied @> moyens_now() then tstzrange(moyens_now(), upper(p_occupied), '[)') else p_occupied end;

-- Invariant 2.
create function claim_within_capacity() returns trigger language plpgsql as $$
declare broken record;
begin
  select r.id, r.capacity, a.occupied, peak_claimed(a.resource_id, still_to_come(a.occupied)) as peak into broken
  from added a join resource r on r.id = a.resource_id
  where not a.exclusive and peak_claimed(a.resource_id, still_to_come(a.occupied)) > r.capacity
  limit 1;
  if found then
    raise exception 'resource % would have % of % units out in %', broken.id, broken.peak, broken.capacity, broken.occupied
      using errcode = 'exclusion_violation', constraint = 'claim_within_capacity';
  end if;
  return null;
end $$;
create trigger claim_within_capacity_on_insert after insert on claim
  referencing new table as added for each statement execute function claim_within_capacity();
create trigger claim_within_capacity_on_update after update on claim
  referencing new table as added for each statement execute function claim_within_capacity();

create function line_is_holding(p_status text, p_holds boolean) returns boolean
language sql immutable
-- A completed line keeps its claim: it did take that time, and its turnaround may still run.
return p_status in ('confirmed', 'in_use', 'completed') or (p_status = 'pending' and p_holds);

-- What a line would take of each resource it draws on. The setup of what has begun is over. What stands and falls together,
-- a bundle or a change, lapses at the first deadline among its lines.
create view line_occupation as
select l.id as line_id, l.booking_id, l.phase, d.drawn_id, l.quantity * d.quantity as quantity,
  tstzrange(l.starts_at - make_interval(mins => case when l.starts_at > moyens_now() then own.setup_minutes else 0 end),
            l.ends_at + make_interval(mins => own.turnaround_minutes), '[)') as occupied,
  case
    when b.bundle = 'keep_approved' and l.phase = 'current' then case when l.status = 'pending' then l.hold_until end
    else (select min(o.hold_until) from booking_line o
          where o.booking_id = l.booking_id and o.phase = l.phase and o.status = 'pending')
  end as hold_until
from booking_line l
join booking b on b.id = l.booking_id
join resource own on own.id = l.resource_id
join resource_draw d on d.resource_id = l.resource_id
where l.phase in ('current', 'proposed') and line_is_holding(l.status, l.holds);

create function derive_booking_claims(p_bookings uuid[]) returns void language plpgsql as $$
begin
  delete from claim where booking_id = any (p_bookings);
  insert into claim (resource_id, booking_id, line_id, quantity, occupied, hold_until)
  select drawn_id, booking_id, line_id, quantity, occupied, hold_until
  from line_occupation where booking_id = any (p_bookings) and phase = 'current'
  order by drawn_id, lower(occupied);
  if not exists (select 1 from booking_line where booking_id = any (p_bookings) and phase = 'proposed') then
    return;
  end if;

  -- A proposed change holds only what it needs beyond what the booking already has: between every two instants at which
  -- either of them begins or ends, the difference.
  insert into claim (resource_id, booking_id, line_id, quantity, occupied, hold_until)
  with wanted as (
    select * from line_occupation where booking_id = any (p_bookings) and phase = 'proposed'
  ), instant as (
    select booking_id, drawn_id, lower(occupied) as at from wanted
    union select booking_id, drawn_id, upper(occupied) from wanted
    union select booking_id, resource_id, lower(occupied) from claim where booking_id = any (p_bookings)
    union select booking_id, resource_id, upper(occupied) from claim where booking_id = any (p_bookings)
  ), segment as (
    select *, lead(at) over (partition by booking_id, drawn_id order by at) as until from instant
  ), difference as (
    select s.booking_id, s.drawn_id, tstzrange(s.at, s.until, '[)') as occupied,
      sum(w.quantity) - coalesce((select sum(c.quantity) from claim c
        where c.booking_id = s.booking_id and c.resource_id = s.drawn_id and c.occupied @> s.at), 0) as quantity,
      min(w.line_id::text)::uuid as line_id, max(w.hold_until) as hold_until
    from segment s
    join wanted w on w.booking_id = s.booking_id and w.drawn_id = s.drawn_id and w.occupied @> s.at
    where s.until is not null
    group by s.booking_id, s.drawn_id, s.at, s.until
  )
  select drawn_id, booking_id, line_id, quantity, occupied, hold_until from difference
  where quantity > 0 order by drawn_id, lower(occupied);
end $$;

create function lines_derive_claims() returns trigger language plpgsql as $$
begin
  perform derive_booking_claims(array(select distinct booking_id from changed));
  return null;
end $$;
create trigger booking_line_claims_on_insert after insert on booking_line
  referencing new table as changed for each statement execute function lines_derive_claims();

-- Only where what is taken changes: a reminder, or the end of a booking, moves no claim and is nothing to the witness.
create function changed_lines_derive_claims() returns trigger language plpgsql as $$
begin
  perform derive_booking_claims(array(
    select distinct l.booking_id from changed l join former f on f.id = l.id
    where (l.resource_id, l.quantity, l.starts_at, l.ends_at, l.phase, line_is_holding(l.status, l.holds),
        case when l.status = 'pending' then l.hold_until end)
      is distinct from (f.resource_id, f.quantity, f.starts_at, f.ends_at, f.phase, line_is_holding(f.status, f.holds),
        case when f.status = 'pending' then f.hold_until end)
  ));
  return null;
end $$;
create trigger booking_line_claims_on_update after update on booking_line
  referencing old table as former new table as changed for each statement execute function changed_lines_derive_claims();

-- Blocks of one resource may overlap each other: together they take at most all of it.
create function derive_block_claims(p_resources uuid[]) returns void language plpgsql as $$
begin
  delete from claim where booking_id is null and resource_id = any (p_resources) and upper(occupied) > moyens_now();
  insert into claim (resource_id, quantity, occupied)
  with stopped as (
    select d.drawn_id, r.capacity, tstzrange(b.starts_at, b.ends_at, '[)') as during,
      case when d.drawn_id = b.resource_id then coalesce(b.quantity, r.capacity) else r.capacity end as quantity
    from block b
    join resource_draw d on d.resource_id = b.resource_id and d.by_parts
    join resource r on r.id = d.drawn_id
    where d.drawn_id = any (p_resources) and b.lifted_at is null and b.ends_at > moyens_now()
      and (b.quantity is null or d.drawn_id = b.resource_id)
  ), instant as (
    select drawn_id, lower(during) as at from stopped union select drawn_id, upper(during) from stopped
  ), segment as (
    select *, lead(at) over (partition by drawn_id order by at) as until from instant
  )
  select s.drawn_id, least(max(t.capacity), sum(t.quantity)), tstzrange(s.at, s.until, '[)')
  from segment s join stopped t on t.drawn_id = s.drawn_id and t.during @> s.at
  where s.until is not null
  group by s.drawn_id, s.at, s.until
  order by s.drawn_id, s.at;
end $$;

create function blocks_derive_claims() returns trigger language plpgsql as $$
begin
  perform derive_block_claims(array(
    select distinct d.drawn_id from changed c join resource_draw d on d.resource_id = c.resource_id and d.by_parts
  ));
  return null;
end $$;
create trigger block_claims_on_insert after insert on block
  referencing new table as changed for each statement execute function blocks_derive_claims();
create trigger block_claims_on_update after update on block
  referencing new table as changed for each statement execute function blocks_derive_claims();
create trigger block_claims_on_delete after delete on block
  referencing old table as changed for each statement execute function blocks_derive_claims();

-- Invariant 3: a change of buffer, capacity or composition meets the same two guarantees, over all that is still to come.
create function derive_claims_of_resources(p_resources uuid[]) returns void language plpgsql as $$
begin
  perform derive_booking_claims(array(
    select distinct l.booking_id from booking_line l
    -- What is over keeps the time that it took: yesterday's neighbours need not suit today's buffers.
    where l.resource_id = any (p_resources) and l.ends_at > moyens_now()
      and l.phase <> 'superseded' and line_is_holding(l.status, l.holds)
  ));
  perform derive_block_claims(p_resources);
end $$;

create function resource_buffers_derive_claims() returns trigger language plpgsql as $$
begin
  perform derive_claims_of_resources(array[new.id]);
  return null;
end $$;
create trigger resource_buffers_derive_claims after update of setup_minutes, turnaround_minutes on resource
  for each row when (old.setup_minutes <> new.setup_minutes or old.turnaround_minutes <> new.turnaround_minutes)
  execute function resource_buffers_derive_claims();

create function resource_capacity_covers_claims() returns trigger language plpgsql as $$
declare v_peak bigint;
begin
  perform derive_block_claims(array[new.id]);
  v_peak := peak_claimed(new.id, tstzrange(moyens_now(), null));
  if v_peak > new.capacity then
    raise exception 'resource % has % units promised at once', new.id, v_peak
      using errcode = 'exclusion_violation', constraint = 'resource_capacity_covers_claims';
  end if;
  update claim set exclusive = (new.capacity = 1) where resource_id = new.id and upper(occupied) > moyens_now();
  return null;
end $$;
create trigger resource_capacity_covers_claims after update of capacity on resource
  for each row when (old.capacity <> new.capacity) execute function resource_capacity_covers_claims();

create function composition_derives_claims() returns trigger language plpgsql as $$
begin
  perform derive_claims_of_resources(array(select distinct resource_id from changed));
  -- A block of the whole begins or ceases to stop what has become or was a part.
  perform derive_block_claims(array(select distinct drawn_id from changed));
  return null;
end $$;
create trigger resource_draw_claims_on_insert after insert on resource_draw
  referencing new table as changed for each statement execute function composition_derives_claims();
create trigger resource_draw_claims_on_update after update on resource_draw
  referencing new table as changed for each statement execute function composition_derives_claims();
create trigger resource_draw_claims_on_delete after delete on resource_draw
  referencing old table as changed for each statement execute function composition_derives_claims();
