-- title: Length and hash of a document are those of its text
-- severity: error
-- remedy: compute n_chars and text_sha256 from the cleaned text as published
select 'documents' as "table", case when n_chars <> length(text) then 'n_chars' else 'text_sha256' end as "column",
    document_id as key, case when n_chars <> length(text) then n_chars::varchar else text_sha256 end as value,
    case when n_chars <> length(text) then 'the text has ' || length(text) else 'the text has another hash' end as detail,
    document_id as source
from documents where text is not null and (n_chars <> length(text) or text_sha256 <> sha256(text))
