-- title: No treaty has two ids
-- severity: error
-- remedy: add a row to schemas/curation/merges.csv, or mend the linking; where they are two, tell them apart by name or date
with parties as (
    select treaty_id, string_agg(actor_id, ' ' order by actor_id) as parties from treaty_parties where role = 'signatory' group by treaty_id
), twins as (
    select t.treaty_id, t.name, t.signed, t.kind, p.parties, min(t.treaty_id) over w as first, count(*) over w as n
    from treaties t join parties p using (treaty_id)
    where t.status = 'signed' and t.signed_precision = 'day'
    window w as (partition by t.signed, t.kind, p.parties, lower(t.name))
)
select 'treaties' as "table", 'treaty_id' as "column", treaty_id as key, name as value,
    'same name, date, kind and parties as ' || first || ': ' || signed || ', ' || parties as detail
from twins where n > 1 and treaty_id <> first
