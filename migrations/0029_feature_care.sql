-- The vocabulary of features is kept in order: names and choices change, what resources say by them stays true.

-- As before, and holds the feature until the end: its choices do not change between the look and the writing.
create or replace function resource_feature_is_typed() returns trigger language plpgsql as $$
declare f feature;
begin
  select * into f from feature where code = new.feature_code for share;
  if (f.value_type = 'flag' and (new.number_value is not null or new.text_value is not null))
    or (f.value_type = 'number' and (new.number_value is null or new.text_value is not null))
    or (f.value_type = 'text' and (new.text_value is null or new.number_value is not null))
    or (f.value_type = 'choice' and (new.number_value is not null or new.text_value is null or new.text_value <> all (f.choices)))
  then
    raise exception 'feature % takes a value of type %', f.code, f.value_type
      using errcode = 'check_violation', constraint = 'resource_feature_typed';
  end if;
  return new;
end $$;

create function feature_keeps_what_is_said() returns trigger language plpgsql as $$
begin
  if new.code <> old.code or new.value_type <> old.value_type then
    raise exception 'the code and the type of feature % do not change', old.code
      using errcode = 'check_violation', constraint = 'feature_keeps_its_type';
  end if;
  if new.choices is distinct from old.choices and exists (
    select 1 from resource_feature where feature_code = new.code and text_value <> all (new.choices)
  ) then
    raise exception 'a resource has a choice of feature % that would go', old.code
      using errcode = 'check_violation', constraint = 'feature_keeps_its_values';
  end if;
  return new;
end $$;
create trigger feature_kept before update on feature
  for each row execute function feature_keeps_what_is_said();
