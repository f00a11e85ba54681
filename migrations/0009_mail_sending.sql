-- What became of a mail. `kept`: no mail server is configured, so that the outbox is the end of its way; it does not leave in a
-- burst on the day that one is. `dropped`: it could not be sent before it was of no use any more.
alter table mail
  add column state text not null default 'waiting',
  add column attempts integer not null default 0,
  -- One worker at a time tries to send a mail. The claim of a worker that died lapses.
  add column claimed_until timestamptz,
  add constraint mail_state_known check (state in ('waiting', 'sent', 'failed', 'dropped', 'kept')),
  add constraint mail_sent_has_time check ((state = 'sent') = (sent_at is not null)),
  add constraint mail_failed_has_time check ((state = 'failed') = (failed_at is not null));
create index mail_waiting on mail (created_at, id) where state = 'waiting';
