-- A resource that another organisation owns from now on shows more to the people of the one, and less to those of the other:
-- a calendar takes that for news only if the events on it count as changed.
drop trigger resource_appearance_changes on resource;
create trigger resource_appearance_changes before update of name, kind, site_id, owner_id on resource
  for each row when (
    (old.name, old.kind, old.site_id, old.owner_id) is distinct from (new.name, new.kind, new.site_id, new.owner_id))
  execute function appearance_changes();
