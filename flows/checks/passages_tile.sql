-- title: The passages of a document tile its text
-- severity: error
-- remedy: each passage must start where the one before ended, the first at 0, the last end at n_chars
with chained as (
    select document_id, passage_no, start, "end",
        lag("end", 1, 0) over w as before, lead(start) over w as after
    from passages window w as (partition by document_id order by passage_no)
)
select 'passages' as "table", 'start' as "column", document_id || '|' || passage_no as key, start::varchar as value,
    case when start < before then 'overlaps' else 'leaves a gap after' end || ' the passage before, which ends at ' || before as detail,
    document_id || ':' || start as source
from chained where start <> before
union all
select 'passages', 'end', c.document_id || '|' || c.passage_no, c."end"::varchar,
    'the text has ' || d.n_chars || ' characters', c.document_id || ':' || c."end"
from chained c join documents d using (document_id) where c.after is null and c."end" <> d.n_chars
union all
select 'passages', 'end', document_id || '|' || passage_no, "end"::varchar, 'ends before it starts', document_id || ':' || start
from chained where "end" < start
union all
select 'passages', 'start', d.document_id, null, 'the document has ' || d.n_chars || ' characters and no passage', d.document_id
from documents d where d.n_chars > 0 and d.document_id not in (select document_id from passages)
