-- What a calendar needs to know at once: whether anything that it may show has changed since it was fetched last.

-- A version for everything that a calendar can be about: a person, an organisation, a resource. It rises with every write
-- that could change what such a calendar shows, in the transaction of that write, so that whoever sees the one sees the other.
-- Of a site, of a selection, of the whole network, the sum over the resources tells the same.
--
-- Rows of persons and organisations are cut in shards: two bookings of one organisation would otherwise wait for each other
-- here until they commit. A resource needs none, since whoever books it has locked it already.
-- `changed_at` is of the real clock: after a restore from a backup the versions come again, these instants do not.
create table calendar_version (
  target_id uuid not null,
  shard smallint not null,
  version bigint not null default 1,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (target_id, shard)
) with (fillfactor = 50);

-- Raises the versions of all that these bookings belong to: person, organisation, and what their lines draw on, of whatever
-- phase; and of the resources and of the persons or organisations that are named beside them. In the order of ids, as locks are.
create function raise_calendars(p_bookings uuid[], p_resources uuid[], p_parties uuid[]) returns void language plpgsql as $$
begin
  -- Triggers of statements run also where no row was touched.
  if cardinality(p_bookings) + cardinality(p_resources) + cardinality(p_parties) = 0 then
    return;
  end if;
  insert into calendar_version (target_id, shard)
  select target_id, shard from (
    select d.drawn_id as target_id, 0 as shard
    from resource_draw d
    where d.resource_id in (select resource_id from booking_line where booking_id = any (p_bookings))
      or d.resource_id = any (p_resources)
    union
    select party.id, pg_backend_pid() % 16
    from (
      select organisation_id as id from booking where id = any (p_bookings)
      union all select person_id from booking where id = any (p_bookings)
      union all select unnest(p_parties)
    ) party
  ) target
  order by target_id, shard
  on conflict (target_id, shard) do update set version = calendar_version.version + 1, changed_at = clock_timestamp();
end $$;

-- A booking without lines is in no calendar, so that making one raises nothing until its lines come.
create function booking_raises_calendars() returns trigger language plpgsql as $$
begin
  perform raise_calendars(
    array(select id from former), '{}',
    array(select organisation_id from former union select person_id from former));
  return null;
end $$;
create trigger booking_raises_calendars_on_update after update on booking
  referencing old table as former for each statement execute function booking_raises_calendars();
create trigger booking_raises_calendars_on_delete after delete on booking
  referencing old table as former for each statement execute function booking_raises_calendars();

create function added_lines_raise_calendars() returns trigger language plpgsql as $$
begin
  perform raise_calendars(array(select distinct booking_id from added), '{}', '{}');
  return null;
end $$;
create trigger booking_line_raises_calendars_on_insert after insert on booking_line
  referencing new table as added for each statement execute function added_lines_raise_calendars();

create function former_lines_raise_calendars() returns trigger language plpgsql as $$
begin
  perform raise_calendars(
    array(select distinct booking_id from former), array(select distinct resource_id from former), '{}');
  return null;
end $$;
create trigger booking_line_raises_calendars_on_update after update on booking_line
  referencing old table as former for each statement execute function former_lines_raise_calendars();
create trigger booking_line_raises_calendars_on_delete after delete on booking_line
  referencing old table as former for each statement execute function former_lines_raise_calendars();

-- A series is one object in each calendar that shows any of it: a change of one occurrence is seen in all of them.
create function series_raises_calendars() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from changed) then
    return null;
  end if;
  perform raise_calendars(array(
    select b.id from booking b
    join changed c on c.id = b.series_id
    join former f on f.id = c.id
    where (c.rrule, c.time_zone, c.starts_at, c.calendar_sequence, c.calendar_changed_at)
      is distinct from (f.rrule, f.time_zone, f.starts_at, f.calendar_sequence, f.calendar_changed_at)), '{}', '{}');
  return null;
end $$;
create trigger series_raises_calendars after update on series
  referencing old table as former new table as changed for each statement execute function series_raises_calendars();

create function block_raises_calendars() returns trigger language plpgsql as $$
begin
  perform raise_calendars('{}', array(select distinct resource_id from touched), '{}');
  return null;
end $$;
create trigger block_raises_calendars_on_insert after insert on block
  referencing new table as touched for each statement execute function block_raises_calendars();
create function changed_block_raises_calendars() returns trigger language plpgsql as $$
begin
  perform raise_calendars('{}', array(select resource_id from former union select resource_id from changed), '{}');
  return null;
end $$;
create trigger block_raises_calendars_on_update after update on block
  referencing old table as former new table as changed for each statement execute function changed_block_raises_calendars();
create trigger block_raises_calendars_on_delete after delete on block
  referencing old table as touched for each statement execute function block_raises_calendars();

-- Who has decided on a booking may see it from then on.
create function decision_raises_calendars() returns trigger language plpgsql as $$
begin
  perform raise_calendars(array(select booking_id from booking_line where id in (select line_id from added)), '{}', '{}');
  return null;
end $$;
create trigger decision_raises_calendars after insert on decision
  referencing new table as added for each statement execute function decision_raises_calendars();

-- Whose turn it is to decide depends on the ties of everybody: the version of the nil UUID stands for these.
create function ties_raise_calendars() returns trigger language plpgsql as $$
begin
  perform raise_calendars('{}', '{}', array['00000000-0000-0000-0000-000000000000']::uuid[]);
  return null;
end $$;
create trigger affiliation_raises_calendars after insert or update or delete on affiliation
  for each statement execute function ties_raise_calendars();
create trigger declared_interest_raises_calendars after insert or update or delete on declared_interest
  for each statement execute function ties_raise_calendars();
create trigger network_role_raises_calendars after insert or update or delete on network_role
  for each statement execute function ties_raise_calendars();
create trigger person_raises_calendars after update of deactivated_at on person
  for each statement execute function ties_raise_calendars();
