-- title: Events of one day with the same action and participants are looked at
-- severity: warning
-- remedy: if they are one, mend the linking or add a row to schemas/curation/merges.csv
with who as (
    select event_id, string_agg(coalesce(actor_id, '') || '/' || coalesce(person_id, '') || '/' || role, ' ' order by actor_id, person_id, role) as who
    from event_participants group by event_id
), twins as (
    select e.event_id, e.headline, e.date, e.action, w.who, first_value(e.event_id) over same as first
    from events e join who w using (event_id)
    where e.date_precision = 'day'
    window same as (partition by e.date, e.action, e.realis, e.treaty_id, e.place_id, w.who order by e.event_id)
)
select 'events' as "table", 'event_id' as "column", event_id as key, headline as value,
    'same date, action, place, treaty and participants as ' || first as detail
from twins where event_id <> first
