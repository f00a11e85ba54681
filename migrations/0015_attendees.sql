-- Who takes part in a booking, what their calendars were told, and what they answered.

create table attendee (
  id uuid primary key default gen_random_uuid(),
  booking_id uuid not null references booking (id) on delete cascade,
  -- Somebody of the network, whose name and address are their own; or somebody from outside.
  person_id uuid references person (id),
  email text,
  name text,
  -- In which an outsider is written to.
  locale text not null,
  state text not null default 'needs_action',
  -- Of the answer that counts: an older one, which a mailbox may still bring, does not replace it.
  answered_at timestamptz,
  added_by uuid not null references person (id),
  added_at timestamptz not null,
  constraint attendee_person_once unique (booking_id, person_id),
  constraint attendee_address_once unique (booking_id, email),
  constraint attendee_is_person_or_outsider check ((person_id is null) = (email is not null) and (email is null) = (name is null)),
  constraint attendee_email_lower check (email = lower(email)),
  constraint attendee_name_length check (char_length(name) between 1 and 120),
  constraint attendee_locale_known check (locale in ('fr', 'en')),
  constraint attendee_state_known check (state in ('needs_action', 'accepted', 'tentative', 'declined'))
);
create index attendee_by_person on attendee (person_id);
create index attendee_of_outside on attendee (booking_id) where person_id is null;

-- What the calendar of one mailbox was last told under one UID: from the difference to what holds now follows the next mail,
-- whichever path led there.
create table calendar_invite (
  id uuid primary key default gen_random_uuid(),
  uid text not null,
  email text not null,
  booking_id uuid references booking (id) on delete cascade,
  series_id uuid references series (id) on delete cascade,
  -- By booking: { startsAt, endsAt, recurrenceId, likeness }.
  told jsonb not null,
  -- SEQUENCE of what was told; an answer to an earlier one is answered too late.
  sequence integer not null,
  told_at timestamptz not null,
  -- When the last of it is over: links in its mails die then.
  ends_at timestamptz not null,
  cancelled_at timestamptz,
  constraint calendar_invite_once unique (uid, email),
  constraint calendar_invite_of_one check ((booking_id is null) <> (series_id is null))
);
create index calendar_invite_by_booking on calendar_invite (booking_id);
create index calendar_invite_by_series on calendar_invite (series_id);
create index calendar_invite_by_end on calendar_invite (ends_at);

-- The links in the mails; each mail has its own, and only its hash is kept.
create table calendar_invite_token (
  token_sha256 bytea primary key,
  invite_id uuid not null references calendar_invite (id) on delete cascade
);
create index calendar_invite_token_by_invite on calendar_invite_token (invite_id);

-- A mail may carry a calendar message (RFC 6047).
alter table mail
  add column calendar text,
  add column calendar_method text,
  add constraint mail_calendar_has_method check ((calendar is null) = (calendar_method is null)),
  add constraint mail_calendar_method_known check (calendar_method in ('REQUEST', 'CANCEL'));
