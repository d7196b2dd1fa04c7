-- title: Nobody acts before it or its land is there or after it has ended, and no land is a party that is no state
-- severity: warning
-- remedy: check the date, or the actor: a predecessor or successor may be meant; if the actor is right, its validity in schemas/gazetteer/actors.csv is wrong
select 'event_participants' as "table", 'actor_id' as "column",
    p.event_id || '|' || p.actor_id || '|' || coalesce(p.person_id, '') || '|' || p.role as key, p.actor_id as value,
    e.date || ' lies outside ' || coalesce(a.land_from::varchar, a.valid_from::varchar, '..') || '/' || coalesce(a.land_to::varchar, a.valid_to::varchar, '..') as detail
from event_participants p join events e using (event_id) join actors a using (actor_id)
where e.realis = 'actual' and (e.date_end < coalesce(a.land_from, a.valid_from) or e.date_start > coalesce(a.land_to, a.valid_to))
union all
select 'treaty_parties', 'actor_id', p.treaty_id || '|' || p.actor_id || '|' || p.role, p.actor_id,
    t.signed || ' lies outside ' || coalesce(a.valid_from::varchar, '..') || '/' || coalesce(a.valid_to::varchar, '..')
from treaty_parties p join treaties t using (treaty_id) join actors a using (actor_id)
where p.role = 'signatory' and (t.signed_end < a.valid_from or t.signed_start > a.valid_to)
