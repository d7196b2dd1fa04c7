-- title: The events in the order of time
-- answers: What happened when, where, and who did what to whom?
-- example: select event_type, year(date_start) as year, count(*) as n from event_timeline where realis = 'actual' and confidence >= 0.7 group by all order by all
-- column event_id: Identifier of the event
-- column date: When (EDTF)
-- column date_start: First day of that date
-- column headline: What happened, in one line
-- column action: What was done
-- column event_type: Type after PLOVER
-- column realis: Whether the text tells it as fact
-- column sources: Who did it
-- column targets: To whom
-- column parties: Who took part on equal terms
-- column place: Where
-- column treaty: The treaty that it is about
-- column n_documents: How many documents tell of it
-- column confidence: How sure the record is
with named as (
    select p.event_id, p.role, coalesce(n.name || ' (' || a.name || ')', n.name, a.name) as name
    from event_participants p left join actors a using (actor_id) left join persons n using (person_id)
), who as (
    select event_id,
        string_agg(name, ', ' order by name) filter (where role = 'source') as sources,
        string_agg(name, ', ' order by name) filter (where role = 'target') as targets,
        string_agg(name, ', ' order by name) filter (where role = 'party') as parties
    from named group by event_id
)
select e.event_id, e.date, e.date_start, e.headline, e.action, e.event_type, e.realis, who.sources, who.targets, who.parties,
    pl.name as place, t.name as treaty, e.n_documents, e.confidence
from events e
left join who on who.event_id = e.event_id
left join places pl on pl.place_id = e.place_id
left join treaties t on t.treaty_id = e.treaty_id
order by coalesce(e.date_start, e.date_end) nulls last, e.event_id
