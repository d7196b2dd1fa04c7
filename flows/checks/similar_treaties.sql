-- title: Treaties of one day between the same parties are looked at
-- severity: warning
-- remedy: if they are one, add a row to schemas/curation/merges.csv; if not, add it to the known false matches there
with parties as (
    select treaty_id, string_agg(actor_id, ' ' order by actor_id) as parties from treaty_parties where role = 'signatory' group by treaty_id
), twins as (
    select t.treaty_id, t.name, t.signed, p.parties, first_value(t.treaty_id) over w as first, first_value(t.name) over w as first_name
    from treaties t join parties p using (treaty_id)
    where t.status = 'signed' and t.signed_precision = 'day'
    window w as (partition by t.signed, t.kind, p.parties order by t.treaty_id)
)
select 'treaties' as "table", 'treaty_id' as "column", treaty_id as key, name as value,
    'same date, kind and parties as ' || first || ', ' || first_name || ': ' || signed || ', ' || parties as detail
from twins where treaty_id <> first and lower(name) <> lower(first_name)
