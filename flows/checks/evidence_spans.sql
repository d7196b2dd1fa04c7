-- title: Every piece of evidence points at a span of a document
-- severity: error
-- remedy: give document_id, start and end with start < end <= n_chars; only a curated value may do without
select 'evidence' as "table", 'start' as "column", e.evidence_id as key, e.start || ' to ' || e."end" as value,
    case when e.document_id is null or e.start is null or e."end" is null then 'no document or no span'
        when e.start >= e."end" then 'the span is empty or turned around'
        else 'the document has ' || d.n_chars || ' characters' end as detail,
    e.document_id || ':' || e.start as source
from evidence e left join documents d using (document_id)
where (e.document_id is null or e.start is null or e."end" is null) and e.method <> 'curated'
    or e.start >= e."end" or e."end" > d.n_chars
