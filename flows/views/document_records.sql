-- title: What was read from each document
-- answers: Which treaties, events and positions does this document tell of, and in which words?
-- example: select record_type, record, date, quote from document_records where document_id = 'lexicon/atlantic-charter' order by start
-- column document_id: The document
-- column title: Its title
-- column record_type: The table of the record
-- column record_id: Identifier of the record
-- column record: Name of the treaty, headline of the event, or speaker, move and subject of the position
-- column date: Date of the record (EDTF)
-- column start: First character of the first quote
-- column quote: The first quote that tells of it
-- column n_evidence: How many pieces of evidence the document gives for it
with told as (
    select document_id, record_type, record_id, min(start) as start, arg_min(quote, start) as quote, count(*) as n_evidence
    from evidence where record_type in ('treaties', 'events', 'positions') and status <> 'rejected' group by all
), records as (
    select 'treaties' as record_type, treaty_id as record_id, name as record, signed as date from treaties
    union all
    select 'events', event_id, headline, date from events
    union all
    select 'positions', position_id, concat_ws(' ', coalesce(n.name, a.name), p.stance, p.subject), p.date
    from positions p left join persons n using (person_id) left join actors a using (actor_id)
)
select d.document_id, d.title, told.record_type, told.record_id, records.record, records.date, told.start, told.quote, told.n_evidence
from told join documents d using (document_id) join records using (record_type, record_id)
order by d.document_id, told.start, told.record_type, told.record_id
