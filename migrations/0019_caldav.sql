-- CalDAV: calendars that a program reads with a password of its own, and asks only for what changed.

create table app_password (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person (id) on delete cascade,
  name text not null,
  -- The password itself is kept nowhere; it is long enough that a plain hash cannot be undone.
  secret_sha256 text not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz,
  last_client text,
  constraint app_password_secret_unique unique (secret_sha256),
  constraint app_password_name_length check (char_length(name) between 1 and 100)
);
create index app_password_by_person on app_password (person_id);

-- What a calendar was when it was last read over CalDAV. Each time that it is found to have changed its generation rises by
-- one, and the objects that are new, other or gone get that generation: what changed since a token is then one look-up.
create table caldav_collection (
  feed_id uuid primary key references feed (id) on delete cascade,
  tag text not null,
  generation bigint not null,
  -- Objects that went at or before this generation are forgotten: an older token has to begin anew.
  forgotten bigint not null default 0,
  constraint caldav_collection_forgets_the_past check (forgotten <= generation)
);

create table caldav_object (
  feed_id uuid not null references caldav_collection (feed_id) on delete cascade,
  uid text not null,
  etag text not null,
  generation bigint not null,
  gone_at timestamptz,
  primary key (feed_id, uid)
);
create index caldav_object_by_generation on caldav_object (feed_id, generation);
