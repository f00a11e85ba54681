-- Calendar feeds: revocable secret addresses, and what a calendar has to know of the things it shows.

create table feed (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person (id),
  name text not null,
  scope text not null,
  organisation_id uuid references organisation (id),
  resource_id uuid references resource (id) on delete cascade,
  site_id uuid references site (id) on delete cascade,
  detail text not null,
  -- The address itself is kept nowhere: whoever reads this table cannot read the calendars.
  token_sha256 text not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  last_access_at timestamptz,
  last_client text,
  -- What was served last, and since when: Last-Modified is right for every reason why a feed changes, rights included.
  content_tag text,
  content_changed_at timestamptz,
  constraint feed_token_unique unique (token_sha256),
  constraint feed_name_length check (char_length(name) between 1 and 100),
  constraint feed_scope_known check (scope in ('person', 'organisation', 'resource', 'site', 'queue', 'network')),
  constraint feed_detail_known check (detail in ('busy', 'title', 'full')),
  constraint feed_names_its_target check (
    (organisation_id is not null) = (scope = 'organisation')
    and (resource_id is not null) = (scope = 'resource')
    and (site_id is not null) = (scope = 'site')
  )
);
create index feed_by_person on feed (person_id);

-- Addresses that a rotation replaced: they answer that they are gone, where an unknown one answers that there is nothing.
create table feed_past_token (
  token_sha256 text primary key,
  feed_id uuid not null references feed (id) on delete cascade
);

-- A calendar takes a change for news only if LAST-MODIFIED grew, and a change of time only if SEQUENCE did, and neither may
-- go back. A series is one object in a calendar, so that every change of an occurrence is a change of the series, also when
-- the occurrence leaves for another one. The first occurrences make it 0.
alter table series
  add column calendar_sequence integer not null default -1,
  add column calendar_changed_at timestamptz not null default '-infinity';

create function booking_raises_series() returns trigger language plpgsql as $$
declare v_moves boolean;
begin
  if tg_op = 'INSERT' then
    update series set calendar_sequence = calendar_sequence + 1, calendar_changed_at = new.updated_at
    where id = new.series_id and calendar_changed_at < new.updated_at;
    return null;
  end if;
  v_moves := (old.series_id, old.recurrence_id, old.starts_at, old.ends_at, old.status, old.sequence)
    is distinct from (new.series_id, new.recurrence_id, new.starts_at, new.ends_at, new.status, new.sequence);
  update series set
    calendar_sequence = calendar_sequence + v_moves::integer,
    calendar_changed_at = greatest(calendar_changed_at, new.updated_at)
  where id in (old.series_id, new.series_id);
  return null;
end $$;
create trigger booking_insert_raises_series after insert on booking
  for each row when (new.series_id is not null) execute function booking_raises_series();
create trigger booking_update_raises_series after update on booking
  for each row when (old.series_id is not null or new.series_id is not null) execute function booking_raises_series();

alter table block
  add column calendar_sequence integer not null default 0,
  add column calendar_changed_at timestamptz not null default moyens_now();

create function block_raises_calendar() returns trigger language plpgsql as $$
begin
  new.calendar_sequence := old.calendar_sequence + 1;
  new.calendar_changed_at := greatest(old.calendar_changed_at, moyens_now());
  return new;
end $$;
create trigger block_raises_calendar before update on block
  for each row execute function block_raises_calendar();

-- Names and places show in the events of others: null until they first change.
alter table organisation add column calendar_changed_at timestamptz;
alter table resource add column calendar_changed_at timestamptz;
alter table site add column calendar_changed_at timestamptz;

create function appearance_changes() returns trigger language plpgsql as $$
begin
  new.calendar_changed_at := moyens_now();
  return new;
end $$;
create trigger organisation_appearance_changes before update of name on organisation
  for each row when (old.name is distinct from new.name) execute function appearance_changes();
create trigger resource_appearance_changes before update of name, kind, site_id on resource
  for each row when ((old.name, old.kind, old.site_id) is distinct from (new.name, new.kind, new.site_id))
  execute function appearance_changes();
create trigger site_appearance_changes before update of name, address, postcode, commune, latitude, longitude on site
  for each row when (
    (old.name, old.address, old.postcode, old.commune, old.latitude, old.longitude)
      is distinct from (new.name, new.address, new.postcode, new.commune, new.latitude, new.longitude))
  execute function appearance_changes();
