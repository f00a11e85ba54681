-- How people come in: by invitation, and the first of them by the link that the server prints.

create table invitation (
  id uuid primary key default gen_random_uuid(),
  email text not null,
  organisation_id uuid not null references organisation (id),
  role text not null,
  locale text not null,
  -- Only the hash: who reads the database cannot accept for another.
  token_sha256 bytea not null,
  invited_by uuid not null references person (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references person (id),
  revoked_at timestamptz,
  constraint invitation_token_unique unique (token_sha256),
  constraint invitation_email_lower check (email = lower(email)),
  constraint invitation_role_known check (role in ('member', 'referent')),
  constraint invitation_locale_known check (locale in ('fr', 'en')),
  constraint invitation_accepted_by_someone check ((accepted_at is null) = (accepted_by is null)),
  constraint invitation_not_both check (accepted_at is null or revoked_at is null)
);
-- One open invitation per mailbox and organisation; a newer one revokes the older.
create unique index invitation_open on invitation (email, organisation_id) where accepted_at is null and revoked_at is null;
create index invitation_by_organisation on invitation (organisation_id, created_at, id);

create table first_run (
  id smallint primary key default 1,
  token_sha256 bytea not null,
  created_at timestamptz not null,
  constraint first_run_is_alone check (id = 1)
);

create index person_by_name on person (lower(name), id);
