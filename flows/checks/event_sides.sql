-- title: An event has a participant
-- severity: warning
-- remedy: look whether the document names one; if it does not, it is no event
select 'events' as "table", 'event_id' as "column", e.event_id as key, e.headline as value, 'nobody takes part' as detail
from events e where not exists (from event_participants p where p.event_id = e.event_id)
