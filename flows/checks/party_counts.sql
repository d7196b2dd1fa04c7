-- title: The number of parties is the number of parties
-- severity: error
-- remedy: count the rows of treaty_parties with role signatory or acceding; bilateral is whether they are two, null below two
with counted as (
    select t.treaty_id, t.n_parties, t.bilateral, count(distinct p.actor_id) as n
    from treaties t left join treaty_parties p on p.treaty_id = t.treaty_id and p.role in ('signatory', 'acceding') group by all
)
select 'treaties' as "table", 'n_parties' as "column", treaty_id as key, n_parties::varchar as value, 'there are ' || n as detail
from counted where n_parties <> n
union all
select 'treaties', 'bilateral', treaty_id, bilateral::varchar, 'it has ' || n || ' parties'
from counted where bilateral is distinct from case when n >= 2 then n = 2 end
