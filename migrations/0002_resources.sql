-- Sites and resources, and the rules that are published for them.
-- Everything here changes seldom; the `catalogue` row carries a version that every change raises, so that a process may keep
-- the rules in memory and know with one small read whether they are still the published ones.

create table catalogue (
  id smallint primary key default 1 check (id = 1),
  version bigint not null default 1
);
insert into catalogue default values;

create function raise_catalogue_version() returns trigger language plpgsql as $$
begin
  update catalogue set version = version + 1;
  return null;
end $$;

create table site (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  address text not null default '',
  postcode text,
  commune text not null,
  latitude double precision,
  longitude double precision,
  time_zone text not null,
  -- Region of the public holidays ('FR', 'FR-RE', 'FR-57', …) and school zone; null: none are observed.
  holiday_region text not null default 'FR',
  closes_on_public_holidays boolean not null default false,
  school_zone text,
  access_notes text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint site_name_unique unique (name),
  constraint site_school_zone_known check (school_zone in ('A', 'B', 'C')),
  constraint site_latitude_on_earth check (latitude between -90 and 90),
  constraint site_longitude_on_earth check (longitude between -180 and 180)
);

-- Weekly opening hours, wall-clock time of the site. Minutes since midnight; 1440 closes at the end of the day.
-- A site without any row is open at all times.
create table site_opening (
  site_id uuid not null references site (id) on delete cascade,
  weekday smallint not null,
  opens_minute smallint not null,
  closes_minute smallint not null,
  constraint site_opening_weekday_iso check (weekday between 1 and 7),
  constraint site_opening_within_day check (opens_minute >= 0 and opens_minute < closes_minute and closes_minute <= 1440),
  constraint site_opening_no_overlap exclude using gist (
    site_id with =, weekday with =, int4range(opens_minute, closes_minute) with &&
  )
);

-- Dated closures (no hours) and exceptional openings (with hours), first to last day included. They replace the weekly hours.
create table site_exception (
  id uuid primary key default gen_random_uuid(),
  site_id uuid not null references site (id) on delete cascade,
  first_day date not null,
  last_day date not null,
  opens_minute smallint,
  closes_minute smallint,
  reason text not null default '',
  constraint site_exception_days_in_order check (last_day >= first_day),
  constraint site_exception_hours_whole check (
    (opens_minute is null and closes_minute is null)
    or (opens_minute >= 0 and opens_minute < closes_minute and closes_minute <= 1440)
  )
);
create index site_exception_by_site on site_exception (site_id, last_day);

create table resource (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  name text not null,
  description text not null default '',
  owner_id uuid not null references organisation (id),
  site_id uuid not null references site (id),
  capacity integer not null default 1,
  -- The person whose time a staff resource is.
  staff_person_id uuid references person (id),
  photo text,
  state text not null default 'published',
  setup_minutes integer not null default 0,
  turnaround_minutes integer not null default 0,
  -- Who sees it and who may book it: the network, its owner alone, or the owner and the organisations listed in `sharing`.
  visible_to text not null default 'network',
  bookable_by text not null default 'network',
  approval text not null default 'automatic_for_owner',
  -- A pending request holds the time, or competes with others for it.
  pending_requests text not null default 'hold',
  decision_hours integer not null default 72,
  -- Raised by every change of what is promised on the resource: the witness order of its history.
  version bigint not null default 0,
  -- Raised by every change of the resource's own facts (If-Match).
  edition integer not null default 1,
  created_at timestamptz not null default now(),
  constraint resource_kind_known check (kind in ('room', 'vehicle', 'equipment', 'staff')),
  constraint resource_capacity_positive check (capacity between 1 and 100000),
  constraint resource_state_known check (state in ('published', 'withdrawn')),
  constraint resource_staff_names_person check (staff_person_id is null or kind = 'staff'),
  constraint resource_buffers_sensible check (setup_minutes between 0 and 10080 and turnaround_minutes between 0 and 10080),
  constraint resource_visible_to_known check (visible_to in ('network', 'owner', 'listed')),
  constraint resource_bookable_by_known check (bookable_by in ('network', 'owner', 'listed')),
  constraint resource_approval_known check (approval in ('automatic', 'automatic_for_owner', 'manager')),
  constraint resource_pending_known check (pending_requests in ('hold', 'compete')),
  constraint resource_decision_hours_sensible check (decision_hours between 1 and 2160)
);
create index resource_by_owner on resource (owner_id);
create index resource_by_site on resource (site_id);

-- The partner organisations of a resource that is shared with some only.
create table sharing (
  resource_id uuid not null references resource (id) on delete cascade,
  organisation_id uuid not null references organisation (id),
  may_see boolean not null default true,
  may_book boolean not null default true,
  primary key (resource_id, organisation_id),
  constraint sharing_booking_needs_sight check (may_see or not may_book)
);

-- Typed attributes that one can filter on.
create table feature (
  code text primary key,
  value_type text not null,
  name_fr text not null,
  name_en text not null,
  unit text,
  -- For value_type 'choice': the values allowed.
  choices text[],
  -- Who asked for a resource that has it may not do without: an equivalent must have as much of it.
  hard_need boolean not null default false,
  constraint feature_code_form check (code ~ '^[a-z][a-z0-9_]*$'),
  constraint feature_value_type_known check (value_type in ('flag', 'number', 'text', 'choice')),
  constraint feature_choices_given check ((value_type = 'choice') = (choices is not null))
);

create table resource_feature (
  resource_id uuid not null references resource (id) on delete cascade,
  feature_code text not null references feature (code),
  number_value double precision,
  text_value text,
  primary key (resource_id, feature_code)
);

create function resource_feature_is_typed() returns trigger language plpgsql as $$
declare f feature;
begin
  select * into f from feature where code = new.feature_code;
  if (f.value_type = 'flag' and (new.number_value is not null or new.text_value is not null))
    or (f.value_type = 'number' and (new.number_value is null or new.text_value is not null))
    or (f.value_type = 'text' and (new.text_value is null or new.number_value is not null))
    or (f.value_type = 'choice' and (new.number_value is not null or new.text_value is null or new.text_value <> all (f.choices)))
  then
    raise exception 'feature % takes a value of type %', f.code, f.value_type
      using errcode = 'check_violation', constraint = 'resource_feature_typed';
  end if;
  return new;
end $$;
create trigger resource_feature_typed before insert or update on resource_feature
  for each row execute function resource_feature_is_typed();

-- A divisible room: the whole occupies its parts, and each part the whole.
create table resource_part (
  whole_id uuid not null references resource (id) on delete cascade,
  part_id uuid not null references resource (id),
  primary key (whole_id, part_id),
  constraint resource_part_not_itself check (whole_id <> part_id)
);
create index resource_part_by_part on resource_part (part_id);

-- A kit: one unit of it takes so many units of each component.
create table resource_component (
  kit_id uuid not null references resource (id) on delete cascade,
  component_id uuid not null references resource (id),
  quantity integer not null,
  primary key (kit_id, component_id),
  constraint resource_component_not_itself check (kit_id <> component_id),
  constraint resource_component_quantity_positive check (quantity > 0)
);
create index resource_component_by_component on resource_component (component_id);

-- What one unit of a resource takes, and of which resource: itself, its parts down to the smallest, its components.
-- Derived from the two tables above by trigger, so that booking a line reads one table.
-- A part does not take its whole: two parts may be out at once. The whole takes all its parts, and so finds them taken.
create table resource_draw (
  resource_id uuid not null references resource (id) on delete cascade,
  drawn_id uuid not null references resource (id) on delete cascade,
  quantity integer not null,
  -- Reached through parts alone: maintenance of a whole stops its parts, maintenance of a kit not its components.
  by_parts boolean not null,
  primary key (resource_id, drawn_id)
);
create index resource_draw_by_drawn on resource_draw (drawn_id);

create function derive_resource_draws() returns trigger language plpgsql as $$
begin
  -- Compositions are few and seldom change; all are derived again, which no order of edits can get wrong.
  if exists (
    with recursive below (top, id) as (
      select whole_id, part_id from resource_part
      union select kit_id, component_id from resource_component
      union
      select b.top, e.child from below b
      join (select whole_id as parent, part_id as child from resource_part
            union all select kit_id, component_id from resource_component) e on e.parent = b.id
    ) select 1 from below where top = id
  ) then
    raise exception 'a resource cannot be made of itself'
      using errcode = 'check_violation', constraint = 'resource_composition_acyclic';
  end if;

  with recursive wanted (resource_id, drawn_id, quantity, by_parts) as (
    select id, id, 1, true from resource
    union all
    select w.resource_id, e.child, w.quantity * e.quantity, w.by_parts and e.is_part
    from wanted w
    join (select whole_id as parent, part_id as child, 1 as quantity, true as is_part from resource_part
          union all select kit_id, component_id, quantity, false from resource_component) e on e.parent = w.drawn_id
  ), summed as (
    select resource_id, drawn_id, sum(quantity)::integer as quantity, bool_or(by_parts) as by_parts
    from wanted group by 1, 2
  ), gone as (
    delete from resource_draw d
    where not exists (select 1 from summed s where s.resource_id = d.resource_id and s.drawn_id = d.drawn_id)
  )
  insert into resource_draw select * from summed
  on conflict (resource_id, drawn_id) do update set quantity = excluded.quantity, by_parts = excluded.by_parts
  where (resource_draw.quantity, resource_draw.by_parts) is distinct from (excluded.quantity, excluded.by_parts);
  return null;
end $$;

create function resource_draws_itself() returns trigger language plpgsql as $$
begin
  insert into resource_draw values (new.id, new.id, 1, true);
  return null;
end $$;
create trigger resource_draws_itself after insert on resource
  for each row execute function resource_draws_itself();
create trigger resource_part_draws after insert or update or delete on resource_part
  for each statement execute function derive_resource_draws();
create trigger resource_component_draws after insert or update or delete on resource_component
  for each statement execute function derive_resource_draws();

-- Charter: "préciser par avance les critères de quantité, de délais ou autres". Null means: no such limit.
create table criteria (
  id uuid primary key default gen_random_uuid(),
  resource_id uuid not null references resource (id) on delete cascade,
  version integer not null,
  min_minutes integer,
  max_minutes integer,
  increment_minutes integer not null default 15,
  notice_minutes integer not null default 0,
  -- Notice counts only days on which the site is open.
  notice_in_open_days boolean not null default false,
  cancel_notice_minutes integer not null default 0,
  horizon_days integer not null default 365,
  min_quantity integer not null default 1,
  max_quantity integer,
  within_opening_hours boolean not null default true,
  published_at timestamptz not null default now(),
  constraint criteria_version_unique unique (resource_id, version),
  constraint criteria_lengths_in_order check (
    (min_minutes is null or min_minutes > 0) and (max_minutes is null or max_minutes >= coalesce(min_minutes, 1))
  ),
  constraint criteria_increment_sensible check (increment_minutes between 1 and 1440),
  constraint criteria_notice_sensible check (notice_minutes >= 0 and cancel_notice_minutes >= 0),
  constraint criteria_horizon_sensible check (horizon_days between 1 and 1095),
  constraint criteria_quantities_in_order check (min_quantity >= 1 and (max_quantity is null or max_quantity >= min_quantity))
);

-- PostgreSQL calls convert_to stable; to UTF-8, of a database in UTF-8, it is immutable.
create function sha256_of(p_text text) returns text
language sql immutable
return encode(sha256(convert_to(p_text, 'UTF8')), 'hex');

-- Versioned texts and prices. A published version never changes: the line of a booking names the versions it was made under.
create table terms (
  id uuid primary key default gen_random_uuid(),
  resource_id uuid not null references resource (id) on delete cascade,
  version integer not null,
  body text not null,
  body_sha256 text not null generated always as (sha256_of(body)) stored,
  effective_from timestamptz not null,
  published_by uuid references person (id),
  constraint terms_version_unique unique (resource_id, version)
);

create table tariff (
  id uuid primary key default gen_random_uuid(),
  resource_id uuid not null references resource (id) on delete cascade,
  version integer not null,
  unit text not null,
  amount_cents integer not null,
  note text not null default '',
  effective_from timestamptz not null,
  published_by uuid references person (id),
  constraint tariff_version_unique unique (resource_id, version),
  constraint tariff_unit_known check (unit in ('free', 'booking', 'hour', 'half_day', 'day', 'kilometre', 'unit')),
  constraint tariff_amount_not_negative check (amount_cents >= 0 and (unit <> 'free' or amount_cents = 0))
);

create function published_text_is_frozen() returns trigger language plpgsql as $$
begin
  raise exception 'a published version does not change: publish a new one'
    using errcode = 'check_violation', constraint = tg_argv[0];
end $$;
create trigger terms_are_frozen before update on terms
  for each row execute function published_text_is_frozen('terms_frozen');
create trigger tariff_is_frozen before update on tariff
  for each row execute function published_text_is_frozen('tariff_frozen');

-- Who decides on requests, for one resource, all of a site, or all that an organisation owns.
create table approver_scope (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person (id),
  resource_id uuid references resource (id) on delete cascade,
  site_id uuid references site (id) on delete cascade,
  organisation_id uuid references organisation (id) on delete cascade,
  rank text not null default 'approver',
  valid_from date not null default current_date,
  valid_to date,
  constraint approver_scope_names_one check (num_nonnulls(resource_id, site_id, organisation_id) = 1),
  constraint approver_scope_rank_known check (rank in ('approver', 'substitute')),
  constraint approver_scope_ends_after_start check (valid_to is null or valid_to >= valid_from)
);
create index approver_scope_by_person on approver_scope (person_id);

create trigger site_raises_catalogue after insert or update or delete on site
  for each statement execute function raise_catalogue_version();
create trigger site_opening_raises_catalogue after insert or update or delete on site_opening
  for each statement execute function raise_catalogue_version();
create trigger site_exception_raises_catalogue after insert or update or delete on site_exception
  for each statement execute function raise_catalogue_version();
-- Not on `version`: that one is raised by every booking.
create trigger resource_raises_catalogue after insert or delete or update of
  kind, name, description, owner_id, site_id, capacity, staff_person_id, photo, state, setup_minutes, turnaround_minutes,
  visible_to, bookable_by, approval, pending_requests, decision_hours, edition on resource
  for each statement execute function raise_catalogue_version();
create trigger sharing_raises_catalogue after insert or update or delete on sharing
  for each statement execute function raise_catalogue_version();
create trigger feature_raises_catalogue after insert or update or delete on feature
  for each statement execute function raise_catalogue_version();
create trigger resource_feature_raises_catalogue after insert or update or delete on resource_feature
  for each statement execute function raise_catalogue_version();
create trigger resource_draw_raises_catalogue after insert or update or delete on resource_draw
  for each statement execute function raise_catalogue_version();
create trigger criteria_raises_catalogue after insert or update or delete on criteria
  for each statement execute function raise_catalogue_version();
create trigger terms_raises_catalogue after insert or delete on terms
  for each statement execute function raise_catalogue_version();
create trigger tariff_raises_catalogue after insert or delete on tariff
  for each statement execute function raise_catalogue_version();
create trigger approver_scope_raises_catalogue after insert or update or delete on approver_scope
  for each statement execute function raise_catalogue_version();
create trigger organisation_raises_catalogue after insert or update or delete on organisation
  for each statement execute function raise_catalogue_version();
