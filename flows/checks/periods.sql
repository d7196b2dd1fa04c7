-- title: No period ends before it starts
-- severity: error
-- remedy: swap the two days, or mend the one that is misread
select 'actors' as "table", 'valid_to' as "column", actor_id as key, valid_to::varchar as value, 'starts on ' || valid_from as detail
from actors where valid_to < valid_from
union all
select 'offices', 'to', person_id || '|' || actor_id || '|' || office || '|' || coalesce("from"::varchar, ''), "to"::varchar, 'starts on ' || "from"
from offices where "to" < "from"
union all
select 'coverage', 'to', source_id || '|' || topic, "to"::varchar, 'starts on ' || "from" from coverage where "to" < "from"
