-- Whoever cares for a resource may let a booking and the busy time of an outside calendar stand side by side, so that what is
-- listed is what still has to be settled.

-- When a booking and a busy time meet: the time that a calendar says is taken, and that the booking takes.
create function busy_clash_overlap(p_block_id uuid, p_line_id uuid) returns tstzmultirange language sql stable as $$
  select range_agg(c.occupied * tstzrange(b.starts_at, b.ends_at, '[)'))
  from block b
  join resource_draw d on d.resource_id = b.resource_id and d.by_parts
  join claim c on c.resource_id = d.drawn_id and c.line_id = p_line_id and c.occupied && tstzrange(b.starts_at, b.ends_at, '[)')
  where b.id = p_block_id
$$;

alter table busy_clash
  add column id uuid not null default gen_random_uuid(),
  add column acknowledged_at timestamptz,
  add column acknowledged_by uuid references person (id),
  -- What was accepted. When the booking or the event moves and they meet at any other time, nobody has accepted that.
  add column acknowledged_overlap tstzmultirange,
  add constraint busy_clash_id_once unique (id),
  add constraint busy_clash_acknowledged_whole check (
    (acknowledged_at is null) = (acknowledged_by is null) and (acknowledged_at is null) = (acknowledged_overlap is null));
