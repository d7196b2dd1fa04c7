-- title: No document tells as fact what happened after it was written
-- severity: warning
-- remedy: look at the date of the event, then at that of the document
-- notes on what became of a treaty stand with its text, which is of the day of its signature
select distinct 'events' as "table", 'date' as "column", e.event_id as key, e.date as value,
    'told by a document of ' || d.issued as detail, d.document_id || ':' || v.start as source
from events e
join evidence v on v.record_type = 'events' and v.record_id = e.event_id and v.field = 'date' and v.status = 'accepted'
join documents d using (document_id)
where e.realis = 'actual' and e.date_start > d.issued_end
  and d.genre is distinct from 'treaty-text'
