-- Quotas belong to the organisation: so many hours or bookings of a kind of resource within any window of so many days, the same
-- for every organisation. A derogation gives one organisation another amount, for a time: by whom it was decided and why stands
-- beside it. Neither is changed once it is published: a new version from a day on ends the former. Days are those of the
-- network's zone, first and last included.

create table quota (
  id uuid primary key default gen_random_uuid(),
  -- Null: resources of every kind together.
  kind text,
  unit text not null,
  amount integer not null,
  window_days integer not null,
  valid_from date not null,
  -- The day before the first: withdrawn before it came into force.
  valid_to date,
  decided_by text not null,
  decided_on date not null,
  reason text not null,
  created_by uuid not null references person (id),
  created_at timestamptz not null,
  constraint quota_kind_known check (kind in ('room', 'vehicle', 'equipment', 'staff')),
  constraint quota_unit_known check (unit in ('hours', 'bookings')),
  constraint quota_amount_positive check (amount between 1 and 100000),
  constraint quota_window_sensible check (window_days between 1 and 366),
  constraint quota_ends_after_start check (valid_to is null or valid_to >= valid_from - 1),
  constraint quota_once_at_a_time exclude using gist (
    (coalesce(kind, '')) with =, unit with =, window_days with =, daterange(valid_from, valid_to + 1, '[)') with &&
  )
);

create table quota_derogation (
  id uuid primary key default gen_random_uuid(),
  quota_id uuid not null references quota (id),
  organisation_id uuid not null references organisation (id),
  amount integer not null,
  valid_from date not null,
  valid_to date not null,
  decided_by text not null,
  decided_on date not null,
  reason text not null,
  created_by uuid not null references person (id),
  created_at timestamptz not null,
  constraint quota_derogation_amount_sensible check (amount between 0 and 100000),
  constraint quota_derogation_ends_after_start check (valid_to >= valid_from - 1),
  constraint quota_derogation_once_at_a_time exclude using gist (
    quota_id with =, organisation_id with =, daterange(valid_from, valid_to + 1, '[)') with &&
  )
);

create function quota_is_frozen() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'valid_to' is distinct from to_jsonb(old) - 'valid_to' or new.valid_to is null or new.valid_to > old.valid_to then
    raise exception 'a published quota does not change, but for its end coming nearer'
      using errcode = 'check_violation', constraint = tg_argv[0];
  end if;
  return new;
end $$;
create trigger quota_is_frozen before update on quota for each row execute function quota_is_frozen('quota_frozen');
create trigger quota_derogation_is_frozen before update on quota_derogation
  for each row execute function quota_is_frozen('quota_derogation_frozen');

create trigger quota_raises_catalogue after insert or update or delete on quota
  for each statement execute function raise_catalogue_version();
create trigger quota_derogation_raises_catalogue after insert or update or delete on quota_derogation
  for each statement execute function raise_catalogue_version();

-- What counts for quotas: lines that hold or held their time, and those given up too late for anybody else; not an owner's use of
-- its own. A change that waits counts beside what it would replace, for whom it would be; whoever sums takes the larger of the two.
create view quota_use as
select b.organisation_id, b.id as booking_id, l.id as line_id, l.phase, l.resource_id, r.kind, b.starts_at, l.ends_at
from booking b
join booking_line l on l.booking_id = b.id and l.phase = 'current'
join resource r on r.id = l.resource_id and r.owner_id <> b.organisation_id
where l.status in ('confirmed', 'in_use', 'completed', 'no_show')
  or (l.status = 'pending' and l.holds and l.hold_until > moyens_now())
  or (l.status = 'cancelled' and b.cancelled_late)
union all
select coalesce(l.beneficiary_id, b.organisation_id), b.id, l.id, l.phase, l.resource_id, r.kind, l.starts_at, l.ends_at
from booking_line l
join booking b on b.id = l.booking_id
join resource r on r.id = l.resource_id and r.owner_id <> coalesce(l.beneficiary_id, b.organisation_id)
where l.phase = 'proposed'
  and (l.status = 'confirmed' or (l.status = 'pending' and l.holds and l.hold_until > moyens_now()));
-- Changes that wait are few among all lines.
create index booking_line_proposed on booking_line (starts_at) where phase = 'proposed';

-- The most that a window of so many days which contains the day holds: seconds or bookings. Of all windows those that begin with
-- a booking suffice. The application computes the same, of what it has read, in server/quotas/policy.ts.
create function fullest_window(p_organisation uuid, p_kind text, p_unit text, p_days integer, p_day date) returns numeric
language sql stable
begin atomic
  with zone as (
    select coalesce((select time_zone from network), 'Europe/Paris') as name
  ), entry as materialized (
    select u.booking_id, u.phase, (u.starts_at at time zone z.name)::date as day,
      case p_unit when 'hours' then extract(epoch from u.ends_at - u.starts_at) else 1 end as size
    from zone z, quota_use u
    where u.organisation_id = p_organisation and (p_kind is null or u.kind = p_kind)
      and u.starts_at >= (p_day - p_days + 1)::timestamp at time zone z.name
      and u.starts_at < (p_day + p_days)::timestamp at time zone z.name
  ), phased as (
    select w.day, e.booking_id, case p_unit when 'hours' then sum(e.size) else 1 end as size
    from (select distinct day from entry where day <= p_day) w
    join entry e on e.day >= w.day and e.day < w.day + p_days
    group by w.day, e.booking_id, e.phase
  ), booked as (
    select day, max(size) as size from phased group by day, booking_id
  )
  select coalesce(max(held), 0) from (select sum(size) as held from booked group by day) summed;
end;

create function exceeded_quota(p_organisation uuid, p_kind text, p_day date) returns uuid
language sql stable
begin atomic
  select q.id from quota q
  left join quota_derogation d
    on d.quota_id = q.id and d.organisation_id = p_organisation and p_day between d.valid_from and d.valid_to
  where p_day >= q.valid_from and (q.valid_to is null or p_day <= q.valid_to) and (q.kind is null or q.kind = p_kind)
    and fullest_window(p_organisation, q.kind, q.unit, q.window_days, p_day)
      > coalesce(d.amount, q.amount) * case q.unit when 'hours' then 3600 else 1 end
  limit 1;
end;

-- Whatever takes more than it had is measured once more when the transaction ends, as things stand then. The organisation's row is
-- the lock: two who book for it at once meet there, however different their resources, and the second sees what the first took.
create function booking_line_within_quota() returns trigger language plpgsql as $$
declare v_lines uuid[]; v_use record; v_quota uuid;
begin
  if not exists (select 1 from quota where valid_to is null or valid_to >= network_day(new.starts_at)) then
    return null;
  end if;
  v_lines := array[new.id];
  if tg_table_name = 'booking' then
    v_lines := array(select id from booking_line where booking_id = new.id);
  end if;
  for v_use in
    select organisation_id, kind, network_day(starts_at) as day from quota_use
    where line_id = any (v_lines) and ends_at > moyens_now()
  loop
    perform 1 from organisation where id = v_use.organisation_id for no key update;
    v_quota := exceeded_quota(v_use.organisation_id, v_use.kind, v_use.day);
    if v_quota is not null then
      raise exception 'organisation % would exceed quota % on %', v_use.organisation_id, v_quota, v_use.day
        using errcode = 'check_violation', constraint = 'booking_line_within_quota';
    end if;
  end loop;
  return null;
end $$;
create constraint trigger booking_line_within_quota_on_insert after insert on booking_line
  deferrable initially deferred for each row
  when (new.phase <> 'superseded' and line_is_holding(new.status, new.holds))
  execute function booking_line_within_quota();
create constraint trigger booking_line_within_quota_on_update after update on booking_line
  deferrable initially deferred for each row
  when (new.phase <> 'superseded' and line_is_holding(new.status, new.holds) and not (
    old.phase <> 'superseded' and line_is_holding(old.status, old.holds) and new.resource_id = old.resource_id
    and new.starts_at >= old.starts_at and new.ends_at <= old.ends_at))
  execute function booking_line_within_quota();
create constraint trigger booking_within_quota_on_passing after update of organisation_id on booking
  deferrable initially deferred for each row when (old.organisation_id <> new.organisation_id)
  execute function booking_line_within_quota();
