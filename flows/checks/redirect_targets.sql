-- title: A redirect leads from an id that is gone to one that is there
-- severity: error
-- remedy: no redirect to itself, none from an id in use, none to an id that is redirected again
with live as (
    select treaty_id as id from treaties union all select event_id from events union all select position_id from positions
)
select 'redirects' as "table", 'new_id' as "column", r.old_id as key, r.new_id as value,
    case when r.new_id = r.old_id then 'leads to itself'
        when r.new_id in (select old_id from redirects) then 'leads to an id that is redirected again'
        else 'leads to no record' end as detail
from redirects r where r.new_id = r.old_id or r.new_id not in (select id from live)
union all
select 'redirects', 'old_id', r.old_id, r.old_id, 'is still in use' from redirects r where r.old_id in (select id from live)
