-- The network's own settings can be changed (If-Match).
alter table network add column version integer not null default 1;

-- The days of the approvers' scopes are days of the network's zone, and are kept as instants with the catalogue.
create trigger network_raises_catalogue after insert or delete or update of time_zone on network
  for each statement execute function raise_catalogue_version();

-- The history as a referent reads it, and as one looks up what a person did: newest first, a page at a time.
create index audit_event_by_organisation on audit_event (organisation_id, id);
create index audit_event_by_person on audit_event (person_id, id);
