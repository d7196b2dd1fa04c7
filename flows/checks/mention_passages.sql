-- title: Every mention starts in the passage that it names
-- severity: error
-- remedy: take passage_no from the passage whose start and end enclose the mention's start
select 'mentions' as "table", 'passage_no' as "column", m.mention_id as key, m.passage_no::varchar as value,
    case when p.document_id is null then 'the document has no such passage'
        else 'the passage runs from ' || p.start || ' to ' || p."end" || ', the mention starts at ' || m.start end as detail,
    m.document_id || ':' || m.start as source
from mentions m left join passages p using (document_id, passage_no)
where p.document_id is null or m.start < p.start or m.start >= p."end"
