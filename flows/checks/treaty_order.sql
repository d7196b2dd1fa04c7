-- title: A treaty is signed, then binds, then ends
-- severity: warning
-- remedy: look at the dates; one of them may belong to another treaty
select 'treaties' as "table", 'in_force' as "column", treaty_id as key, in_force as value, 'signed on ' || signed as detail
from treaties where in_force_end < signed_start
union all
select 'treaties', 'terminated', treaty_id, terminated, 'signed on ' || signed from treaties where terminated_end < signed_start
union all
select 'treaties', 'terminated', treaty_id, terminated, 'in force on ' || in_force from treaties where terminated_end < in_force_start
