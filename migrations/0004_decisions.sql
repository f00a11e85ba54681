-- Who decided what, in which capacity, why. Invariant 6: not by someone who is party to it, not even by a direct insert.

create table decision (
  id uuid primary key default gen_random_uuid(),
  line_id uuid not null references booking_line (id),
  person_id uuid not null references person (id),
  capacity text not null,
  outcome text not null,
  reason text,
  decided_at timestamptz not null default now(),
  constraint decision_capacity_known check (capacity in ('approver', 'substitute', 'elected')),
  constraint decision_outcome_known check (outcome in ('approved', 'declined'))
);
create index decision_by_line on decision (line_id);
create index decision_by_person on decision (person_id, decided_at);

create function network_day(p_at timestamptz) returns date
language sql stable
return (p_at at time zone coalesce((select time_zone from network), 'Europe/Paris'))::date;

-- Why a person must keep out of a decision on a line; null when nothing stands against it.
create function recusal(p_line uuid, p_person uuid, p_at timestamptz) returns text
language sql stable
return (
  select case
    when b.person_id = p_person or l.requested_by = p_person then 'requester'
    when exists (
      select 1 from booking_line s join resource r on r.id = s.resource_id
      where s.booking_id = b.id and r.staff_person_id = p_person) then 'staff_booked'
    when is_party_to(p_person, b.organisation_id, network_day(p_at)) then 'party_to_beneficiary'
    when exists (
      select 1 from booking_line rival
      join booking rb on rb.id = rival.booking_id and rb.organisation_id <> b.organisation_id
      where rival.status = 'pending' and rival.booking_id <> b.id
        and rival.starts_at < l.ends_at and rival.ends_at > l.starts_at
        and exists (
          select 1 from resource_draw mine join resource_draw theirs on theirs.drawn_id = mine.drawn_id
          where mine.resource_id = l.resource_id and theirs.resource_id = rival.resource_id)
        and is_party_to(p_person, rb.organisation_id, network_day(p_at))) then 'party_to_rival'
  end
  from booking_line l join booking b on b.id = l.booking_id
  where l.id = p_line
);

-- All who could decide on a line that day, were they not recused.
create function deciders(p_line uuid, p_at timestamptz) returns table (person_id uuid, capacity text)
language sql stable
begin atomic
  select s.person_id, s.rank
  from booking_line l
  join resource r on r.id = l.resource_id
  join approver_scope s on s.resource_id = r.id or s.site_id = r.site_id or s.organisation_id = r.owner_id
  join person p on p.id = s.person_id and p.deactivated_at is null
  where l.id = p_line
    and network_day(p_at) >= s.valid_from and (s.valid_to is null or network_day(p_at) <= s.valid_to)
  union
  select n.person_id, 'elected'
  from network_role n join person p on p.id = n.person_id and p.deactivated_at is null
  where n.role = 'elected'
    and network_day(p_at) >= n.valid_from and (n.valid_to is null or network_day(p_at) <= n.valid_to);
end;

-- The deciders whose turn it is: the approvers; the substitutes when no approver is left or the deadline comes near; the
-- elected body when none of these is left, or likewise. Never nobody by default, and never automatic.
create function entitled_deciders(p_line uuid, p_at timestamptz) returns table (person_id uuid, capacity text)
language sql stable
begin atomic
  with free as (
    select d.person_id, d.capacity from deciders(p_line, p_at) d where recusal(p_line, d.person_id, p_at) is null
  ), turn as (
    select coalesce((select escalated_at is not null from booking_line where id = p_line), false) as escalated,
      exists (select 1 from free where capacity = 'approver') as has_approver,
      exists (select 1 from free where capacity = 'substitute') as has_substitute
  )
  select distinct on (f.person_id) f.person_id, f.capacity
  from free f, turn t
  where f.capacity = 'approver'
    or (f.capacity = 'substitute' and (t.escalated or not t.has_approver))
    or (f.capacity = 'elected' and (t.escalated or not (t.has_approver or t.has_substitute)))
  order by f.person_id, array_position(array['approver', 'substitute', 'elected'], f.capacity);
end;

create function decision_by_entitled_person() returns trigger language plpgsql as $$
declare v_capacity text; v_status text;
begin
  select status into v_status from booking_line where id = new.line_id;
  if v_status is distinct from 'pending' then
    raise exception 'line % is not pending', new.line_id
      using errcode = 'check_violation', constraint = 'decision_on_pending_line';
  end if;
  select capacity into v_capacity from entitled_deciders(new.line_id, new.decided_at) where person_id = new.person_id;
  if v_capacity is null then
    raise exception 'person % may not decide on line %: %', new.person_id, new.line_id,
      coalesce(recusal(new.line_id, new.person_id, new.decided_at), 'no scope')
      using errcode = 'check_violation', constraint = 'decision_by_entitled_person';
  end if;
  new.capacity := v_capacity;
  return new;
end $$;
create trigger decision_by_entitled_person before insert on decision
  for each row execute function decision_by_entitled_person();

-- A line that needs a decision is confirmed by an approval that was recorded, and by nothing else.
create function line_is_approved() returns trigger language plpgsql as $$
begin
  if new.approval_required and new.status = 'confirmed'
    and (tg_op = 'INSERT' or old.status is distinct from 'confirmed')
    and not exists (select 1 from decision where line_id = new.id and outcome = 'approved')
  then
    raise exception 'line % needs an approval', new.id
      using errcode = 'check_violation', constraint = 'booking_line_approved';
  end if;
  return new;
end $$;
create trigger booking_line_approved before insert or update of status on booking_line
  for each row execute function line_is_approved();
