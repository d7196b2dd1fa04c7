-- title: A participant is an actor or a person
-- severity: error
-- remedy: set actor_id, person_id or both, or drop the participant and write a reject
select 'event_participants' as "table", 'actor_id' as "column", event_id || '|||' || role as key, null as value,
    'neither actor nor person' as detail
from event_participants where actor_id is null and person_id is null
