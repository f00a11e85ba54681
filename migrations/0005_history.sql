-- What was done (append-only), what was answered, what was sent.

create table audit_event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  -- Null: the system itself (a deadline, a schedule).
  person_id uuid references person (id),
  organisation_id uuid references organisation (id),
  action text not null,
  subject_type text not null,
  subject_id uuid not null,
  before jsonb,
  after jsonb,
  reason text,
  request_id text
);
create index audit_event_by_subject on audit_event (subject_id, id);
create index audit_event_by_time on audit_event (at);

-- Invariant 7.
create function history_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'check_violation', constraint = 'history_append_only';
end $$;
create trigger audit_event_append_only before update or delete on audit_event
  for each row execute function history_is_append_only();
create trigger audit_event_not_truncated before truncate on audit_event
  for each statement execute function history_is_append_only();
create trigger decision_append_only before update or delete on decision
  for each row execute function history_is_append_only();
create trigger decision_not_truncated before truncate on decision
  for each statement execute function history_is_append_only();
create trigger claim_log_append_only before update or delete on claim_log
  for each row execute function history_is_append_only();
create trigger claim_log_not_truncated before truncate on claim_log
  for each statement execute function history_is_append_only();

-- Invariant 5: the answer to a write, kept under the key its client chose. A twin of a request that is still running waits
-- on the primary key.
create table idempotency (
  person_id uuid not null,
  key text not null,
  fingerprint text not null,
  status smallint,
  -- json and not jsonb: the text is kept as it was answered.
  body json,
  created_at timestamptz not null default now(),
  primary key (person_id, key),
  constraint idempotency_key_length check (char_length(key) between 1 and 255)
);
create index idempotency_by_age on idempotency (created_at);

-- Every mail, whether a server takes it or not: the outbox. `dedupe_key` makes a job that runs twice write it once.
create table mail (
  id uuid primary key default gen_random_uuid(),
  dedupe_key text not null,
  person_id uuid references person (id),
  recipient text not null,
  locale text not null,
  subject text not null,
  text_body text not null,
  html_body text not null,
  booking_id uuid references booking (id),
  kind text not null,
  -- After this a reminder or a request is no longer worth sending.
  useless_after timestamptz,
  created_at timestamptz not null,
  sent_at timestamptz,
  failed_at timestamptz,
  failure text,
  constraint mail_once unique (dedupe_key)
);
create index mail_by_age on mail (created_at);
create index mail_by_booking on mail (booking_id);
