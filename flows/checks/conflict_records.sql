-- title: A conflict lists values with evidence, and the record has the one that was chosen
-- severity: error
-- remedy: rebuild the row from the evidence of the record: two values or more, each with its evidence_id, and `chosen` among them
with claims as (
    select record_type, record_id, field, unnest("values", recursive := true) from conflicts
), counted as (
    select c.record_type, c.record_id, c.field, c.chosen,
        len(list_distinct(list_transform(c."values", lambda v: v.value))) as n,
        list_contains(list_transform(c."values", lambda v: v.value), c.chosen) as known
    from conflicts c
)
select 'conflicts' as "table", 'values' as "column", record_type || '|' || record_id || '|' || field as key, chosen as value,
    'gives fewer than two values' as detail
from counted where n < 2
union all
select 'conflicts', 'chosen', record_type || '|' || record_id || '|' || field, chosen, 'is none of the values'
from counted where chosen is not null and not known
union all
select 'conflicts', 'values', c.record_type || '|' || c.record_id || '|' || c.field, c.value,
    'evidence ' || coalesce(c.evidence_id, 'null') || ' is not evidence of this record and field'
from claims c left join evidence e using (evidence_id)
-- the rows of a part, such as participants, may differ in their key: there the evidence is that of a row of the same record
where e.evidence_id is null or e.record_type <> c.record_type
    or case when contains(c.record_id, '|') then split_part(e.record_id, '|', 1) <> split_part(c.record_id, '|', 1)
        else e.record_id <> c.record_id or e.field is distinct from c.field end
