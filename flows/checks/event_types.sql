-- title: The type of an event is the type of its action
-- severity: error
-- remedy: take event_type from schemas/vocab/actions.csv
select 'events' as "table", 'event_type' as "column", e.event_id as key, e.event_type as value,
    'action ' || e.action || ' is of type ' || v.event_type as detail
from events e join vocab_actions v using (action) where e.event_type <> v.event_type
