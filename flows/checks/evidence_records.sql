-- title: Evidence speaks of a record that exists
-- severity: error
-- remedy: evidence that no record rests on has status rejected, or goes with the record
with records as (
    select 'treaties' as record_type, treaty_id as record_id from treaties
    union all select 'events', event_id from events
    union all select 'positions', position_id from positions
    union all select 'documents', document_id from documents
    union all select 'treaty_parties', treaty_id || '|' || actor_id || '|' || role from treaty_parties
    union all select 'treaty_signatories', treaty_id || '|' || person_id || '|' || coalesce(actor_id, '') from treaty_signatories
    union all select 'treaty_actions', treaty_id || '|' || action || '|' || coalesce(actor_id, '') || '|' || coalesce(date, '') from treaty_actions
    union all select 'treaty_articles', treaty_id || '|' || article || '|' || coalesce(version, '') from treaty_articles
    union all select 'event_participants', event_id || '|' || coalesce(actor_id, '') || '|' || coalesce(person_id, '') || '|' || role
        from event_participants
)
select 'evidence' as "table", 'record_id' as "column", e.evidence_id as key, e.record_id as value,
    'no such row in ' || e.record_type as detail, e.document_id || ':' || e.start as source
from evidence e anti join records using (record_type, record_id) where e.status = 'accepted'
