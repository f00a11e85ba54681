-- Bookings taken over from a file, once: what was read, what was chosen for each row, what came of it, and how to take it back.

create table import (
  id uuid primary key,
  -- The beneficiary of all its bookings.
  organisation_id uuid not null references organisation (id),
  person_id uuid not null references person (id),
  file_name text not null,
  format text not null,
  -- Of a table: its headings, and which of them is what.
  headings jsonb not null default '[]',
  columns jsonb not null default '{}',
  state text not null default 'previewed',
  created_at timestamptz not null,
  executed_at timestamptz,
  undone_at timestamptz,
  constraint import_format_known check (format in ('csv', 'ics')),
  constraint import_state_known check (state in ('previewed', 'executed', 'undone')),
  constraint import_state_has_time check (
    (state = 'previewed') = (executed_at is null) and (state = 'undone') = (undone_at is not null))
);
create index import_by_organisation on import (organisation_id, created_at);

create table import_row (
  import_id uuid not null references import (id) on delete cascade,
  position integer not null,
  -- As it stands in the file, to be recognised by.
  said text not null,
  title text not null,
  purpose text,
  resource_id uuid references resource (id) on delete set null,
  quantity integer not null default 1,
  starts_at timestamptz,
  ends_at timestamptz,
  -- Why it cannot be asked for as it is.
  problem text,
  outcome text,
  reasons jsonb not null default '[]',
  booking_id uuid references booking (id),
  -- The version in which the booking was made: while it has it, nobody has touched it.
  booking_version integer,
  primary key (import_id, position),
  constraint import_row_outcome_known check (outcome in ('booked', 'skipped', 'refused', 'undone', 'kept')),
  constraint import_row_booked_has_booking check (
    (outcome is not null and outcome in ('booked', 'undone', 'kept')) = (booking_id is not null and booking_version is not null))
);
create index import_row_by_booking on import_row (booking_id);
