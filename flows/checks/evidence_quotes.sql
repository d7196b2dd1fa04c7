-- title: Every quote is the text at its span
-- severity: error
-- remedy: the offsets were counted on another text or in bytes; count code points of the cleaned text
select 'evidence' as "table", 'quote' as "column", e.evidence_id as key, e.quote as value,
    'the text at ' || e.start || ' to ' || e."end" || ' reads: ' || substr(d.text, e.start + 1, e."end" - e.start) as detail,
    e.document_id || ':' || e.start as source
from evidence e join documents d using (document_id)
where d.text is not null and e.quote is not null and substr(d.text, e.start + 1, e."end" - e.start) is distinct from e.quote
