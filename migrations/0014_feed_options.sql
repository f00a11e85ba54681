-- More that a feed can be about, and how its person wants it told.

alter table feed
  -- Of a saved selection of the planning: kind, site, owner, features, seats, words, as the planning takes them.
  add column filter jsonb,
  add column days_back smallint not null default 90,
  add column months_ahead smallint not null default 18,
  -- What was cancelled stays for thirty days, marked as cancelled, instead of going at once.
  add column keep_cancelled boolean not null default false,
  -- Null: the language of its person.
  add column locale text,
  -- How the events were told last (rights, detail, language), and since when: a calendar takes an event for news only if its
  -- LAST-MODIFIED grew, and so all of them have to grow when they are told otherwise.
  add column appearance_tag text,
  add column appearance_changed_at timestamptz,
  -- Of what was served last: octets, and VEVENTs.
  add column last_size integer,
  add column last_events integer,
  drop constraint feed_scope_known,
  add constraint feed_scope_known check (scope in (
    'person', 'organisation', 'resource', 'site', 'planning', 'staff', 'queue', 'network', 'board')),
  drop constraint feed_names_its_target,
  add constraint feed_names_its_target check (
    (organisation_id is not null) = (scope in ('organisation', 'board'))
    and (resource_id is not null) = (scope = 'resource')
    and (site_id is not null) = (scope = 'site')
    and (filter is not null) = (scope = 'planning')
  ),
  add constraint feed_shows_no_more_than_busy check (detail = 'busy' or scope not in ('network', 'board')),
  add constraint feed_window_sensible check (days_back between 0 and 366 and months_ahead between 1 and 24),
  add constraint feed_locale_known check (locale in ('fr', 'en'));
