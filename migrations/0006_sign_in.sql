-- Sign-in. The auth library's user is our person: no second row to keep in step with the first. Its other tables follow its
-- schema (better-auth 1.7, getMigrations), in our names.

alter table person drop column user_id;
alter table person add column email_verified boolean not null default false;
alter table person add column updated_at timestamptz not null default now();
-- The library insists on the column; nothing is kept in it.
alter table person add column image text;
-- The library looks addresses up in lower case.
alter table person add constraint person_email_lower check (email = lower(email));

create table auth_session (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references person (id) on delete cascade,
  token text not null,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint auth_session_token_unique unique (token)
);
create index auth_session_by_user on auth_session (user_id);
create index auth_session_by_expiry on auth_session (expires_at);

create table auth_account (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references person (id) on delete cascade,
  account_id text not null,
  -- 'credential' is the password; otherwise the identity provider.
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint auth_account_unique unique (provider_id, account_id)
);
create index auth_account_by_user on auth_account (user_id);

-- One-time tokens of magic links and password resets, under their hash.
create table auth_verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_verification_by_identifier on auth_verification (identifier);
create index auth_verification_by_expiry on auth_verification (expires_at);

-- How often something was tried in its current window, for all processes. Not logged: a crash may forget it.
create unlogged table rate_limit (
  -- A hash: addresses and mailboxes are not kept in clear.
  key bytea primary key,
  count integer not null,
  ends_at timestamptz not null
);
create index rate_limit_by_end on rate_limit (ends_at);
