-- The network, its organisations, its people and what they may do in it.

create extension if not exists btree_gist;

-- The current instant as the application sees it. A verb passes its `now` with
-- set_config('moyens.now', …, true), so that triggers judge by the same clock as the code (and so that tests can move it).
create function moyens_now() returns timestamptz
language sql stable
return coalesce(nullif(current_setting('moyens.now', true), '')::timestamptz, now());

create table network (
  id smallint primary key default 1,
  name text not null,
  time_zone text not null,
  locale text not null default 'fr',
  settings jsonb not null default '{}',
  is_demonstration boolean not null default false,
  created_at timestamptz not null default now(),
  constraint network_is_alone check (id = 1),
  constraint network_locale_known check (locale in ('fr', 'en'))
);

create table organisation (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  kind text not null,
  description text not null default '',
  commune text,
  postcode text,
  website text,
  email text,
  phone text,
  joined_on date not null default current_date,
  left_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint organisation_name_unique unique (name),
  constraint organisation_kind_known check (kind in ('association', 'company', 'training_body', 'public_body', 'individual')),
  constraint organisation_leaves_after_joining check (left_on is null or left_on > joined_on)
);

create table person (
  id uuid primary key default gen_random_uuid(),
  user_id text unique,
  name text not null,
  email text not null,
  phone text,
  locale text not null default 'fr',
  -- Which notifications the person wants by mail; absent keys mean yes.
  notification_choices jsonb not null default '{}',
  deactivated_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint person_locale_known check (locale in ('fr', 'en'))
);
create unique index person_email_unique on person (lower(email));

-- A person acts for an organisation from one date to another (both included).
create table affiliation (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person (id),
  organisation_id uuid not null references organisation (id),
  role text not null,
  valid_from date not null default current_date,
  valid_to date,
  constraint affiliation_role_known check (role in ('member', 'referent')),
  constraint affiliation_ends_after_start check (valid_to is null or valid_to >= valid_from),
  constraint affiliation_once_at_a_time exclude using gist (
    person_id with =, organisation_id with =, daterange(valid_from, valid_to, '[]') with &&
  )
);
create index affiliation_by_organisation on affiliation (organisation_id);

-- Offices in the network itself: its coordinators, and the members of its elected bodies.
create table network_role (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person (id),
  role text not null,
  body text,
  valid_from date not null default current_date,
  valid_to date,
  constraint network_role_known check (role in ('coordinator', 'elected')),
  constraint network_role_elected_names_body check (role <> 'elected' or body is not null),
  constraint network_role_ends_after_start check (valid_to is null or valid_to >= valid_from)
);
create index network_role_by_person on network_role (person_id);

-- Charter: "s'interdisent les situations de conflit d'intérêt". A declared interest recuses as an affiliation does.
create table declared_interest (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person (id),
  organisation_id uuid not null references organisation (id),
  nature text not null,
  valid_from date not null default current_date,
  valid_to date,
  constraint declared_interest_ends_after_start check (valid_to is null or valid_to >= valid_from)
);
create index declared_interest_by_person on declared_interest (person_id);

-- Is the person tied to the organisation on that day, by affiliation or by declared interest?
create function is_party_to(p_person uuid, p_organisation uuid, p_on date) returns boolean
language sql stable
return exists (
  select 1 from affiliation a
  where a.person_id = p_person and a.organisation_id = p_organisation
    and p_on >= a.valid_from and (a.valid_to is null or p_on <= a.valid_to)
  union all
  select 1 from declared_interest i
  where i.person_id = p_person and i.organisation_id = p_organisation
    and p_on >= i.valid_from and (i.valid_to is null or p_on <= i.valid_to)
);
