-- title: A document lies in the file of its source
-- severity: error
-- remedy: take raw_path from the source
select 'documents' as "table", 'raw_path' as "column", d.document_id as key, d.raw_path as value,
    'the source has ' || s.raw_path as detail, d.document_id as source
from documents d join sources s using (source_id) where d.raw_path <> s.raw_path
