-- title: Where the documents disagree and no person has decided
-- answers: Which values should somebody look at?
-- example: select record, field, chosen, claims from open_conflicts order by record, field
-- column record_type: The table of the record
-- column record_id: Identifier of the record
-- column record: Name of the treaty or headline of the event
-- column field: The column
-- column chosen: The value that the record has for now
-- column policy: By which rule
-- column claims: Every value with the documents that give it
-- column n_values: How many different values there are
with claims as (
    select record_type, record_id, field, unnest("values", recursive := true) from conflicts
), told as (
    select c.record_type, c.record_id, c.field, c.value, string_agg(distinct e.document_id, ', ' order by e.document_id) as documents
    from claims c left join evidence e using (evidence_id) group by all
), listed as (
    select record_type, record_id, field, count(*) as n_values,
        string_agg(value || coalesce(' (' || documents || ')', ''), '; ' order by value) as claims
    from told group by all
), names as (
    select 'treaties' as record_type, treaty_id as record_id, name as record from treaties
    union all select 'events', event_id, headline from events
)
select c.record_type, c.record_id, names.record, c.field, c.chosen, c.policy, listed.claims, listed.n_values
from conflicts c
join listed on listed.record_type = c.record_type and listed.record_id = c.record_id and listed.field = c.field
left join names on names.record_type = c.record_type and names.record_id = c.record_id
where c.policy <> 'curated'
order by c.record_type, c.record_id, c.field
