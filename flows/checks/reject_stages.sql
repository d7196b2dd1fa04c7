-- title: A reject's reason belongs to its stage
-- severity: error
-- remedy: use a reason of that stage, or add the stage to the row of schemas/vocab/reject_reasons.csv
select 'rejects' as "table", 'reason' as "column", r.reject_id as key, r.reason as value,
    'stage ' || r.stage || '; the vocabulary has it for ' || v.stages as detail,
    coalesce(r.document_id, r.source_id) || coalesce(':' || r.start, '') as source
from rejects r join vocab_reject_reasons v using (reason) where not list_contains(string_split(v.stages, ';'), r.stage)
