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
-- A rival is a request of another organisation that still waits, for some of the same means and at the same time: who is
-- party to it would gain by a refusal. That its room would suffice for both is not looked at: appearances count here.
create function recusal(p_line uuid, p_person uuid, p_at timestamptz) returns text
language sql stable
return (
  select case
    when b.person_id = p_person or l.requested_by = p_person then 'requester'
    when exists (
      select 1 from booking_line s
      join resource_draw d on d.resource_id = s.resource_id
      join resource r on r.id = d.drawn_id
      where s.booking_id = b.id and s.phase <> 'superseded' and r.staff_person_id = p_person) then 'staff_booked'
    when is_party_to(p_person, b.organisation_id, network_day(p_at))
      or is_party_to(p_person, l.beneficiary_id, network_day(p_at)) then 'party_to_beneficiary'
    when exists (
      select 1 from resource_draw mine
      join resource_draw theirs on theirs.drawn_id = mine.drawn_id
      join booking_line rival on rival.resource_id = theirs.resource_id
      join booking rb on rb.id = rival.booking_id and rb.organisation_id <> b.organisation_id
      where mine.resource_id = l.resource_id
        and rival.status = 'pending' and rival.phase <> 'superseded' and rival.hold_until > p_at and rival.booking_id <> b.id
        and rival.starts_at < l.ends_at and rival.ends_at > l.starts_at
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

-- In which capacity a person may decide on a line now; null when they may not. First the approvers; the substitutes when no
-- approver is left or the deadline comes near; the elected body when none of these is left, or likewise. Never nobody by
-- default, and never automatic. Whether somebody is recused costs most, and so is asked last.
create function entitlement(p_line uuid, p_person uuid, p_at timestamptz) returns text
language sql stable
begin atomic
  with standing as materialized (select * from deciders(p_line, p_at))
  select own.capacity
  from standing own
  where own.person_id = p_person and case
    when own.capacity = 'approver'
      or (select escalated_at is not null from booking_line where id = p_line)
      or not exists (
        select 1 from standing other
        where (other.capacity = 'approver' or (other.capacity = 'substitute' and own.capacity = 'elected'))
          and recusal(p_line, other.person_id, p_at) is null)
    then recusal(p_line, p_person, p_at) is null
    else false
  end
  order by array_position(array['approver', 'substitute', 'elected'], own.capacity)
  limit 1;
end;

-- The deciders whose turn it is.
create function entitled_deciders(p_line uuid, p_at timestamptz) returns table (person_id uuid, capacity text)
language sql stable
begin atomic
  with standing as materialized (
    select d.person_id, entitlement(p_line, d.person_id, p_at) as capacity
    from (select distinct person_id from deciders(p_line, p_at)) d
  )
  select s.person_id, s.capacity from standing s where s.capacity is not null;
end;

create function line_is_granted(p_status text) returns boolean
language sql immutable
return p_status in ('confirmed', 'in_use', 'completed', 'no_show');

create function decision_by_entitled_person() returns trigger language plpgsql as $$
declare v_line booking_line; v_capacity text;
begin
  -- Locked, so that of two who decide at once the second sees what became of the line.
  select * into v_line from booking_line where id = new.line_id for no key update;
  if v_line.status is distinct from 'pending' or v_line.phase = 'superseded' or v_line.hold_until <= new.decided_at then
    raise exception 'line % is not pending', new.line_id
      using errcode = 'check_violation', constraint = 'decision_on_pending_line';
  end if;
  -- Standing is judged on the day of the decision: it must not be dated to a day when the person had another one.
  if new.decided_at < v_line.requested_at or new.decided_at > moyens_now() then
    raise exception 'a decision on line % cannot have been made at %', new.line_id, new.decided_at
      using errcode = 'check_violation', constraint = 'decision_dated_truly';
  end if;
  v_capacity := entitlement(new.line_id, new.person_id, new.decided_at);
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

-- A line that needs a decision is confirmed (or put to use) by an approval of this very request, and by nothing else: an
-- approval from before the line was requested anew does not count. What is over already may be taken in as it was.
create function line_is_approved() returns trigger language plpgsql as $$
begin
  if new.approval_required and line_is_granted(new.status)
    and (tg_op = 'INSERT' or not line_is_granted(old.status))
    and not (tg_op = 'INSERT' and new.status in ('completed', 'no_show') and new.ends_at <= moyens_now())
    and not exists (
      select 1 from decision where line_id = new.id and outcome = 'approved' and decided_at >= new.requested_at)
  then
    raise exception 'line % needs an approval', new.id
      using errcode = 'check_violation', constraint = 'booking_line_approved';
  end if;
  return new;
end $$;
create trigger booking_line_approved before insert or update of status on booking_line
  for each row execute function line_is_approved();
