-- Whoever is no longer invited is told so, by name and in their language, although their row among the attendees is gone.
alter table calendar_invite
  add column person_id uuid references person (id),
  add column name text not null,
  add column locale text not null,
  add constraint calendar_invite_locale_known check (locale in ('fr', 'en'));
create index calendar_invite_by_person on calendar_invite (person_id);

-- How far the mailbox that answers come to has been read: what was not for us is looked at once, and left as it is.
create table mailbox_progress (
  mailbox text primary key,
  uid_validity numeric not null,
  last_uid bigint not null,
  read_at timestamptz not null
);
