-- title: Every source gives a document or a reject
-- severity: error
-- remedy: a raw file went missing between reading and records; every unit must leave one or the other
select 'sources' as "table", 'source_id' as "column", s.source_id as key, s.raw_path as value,
    'neither a document nor a reject' as detail, s.source_id as source
from sources s
where not exists (from documents d where d.source_id = s.source_id) and not exists (from rejects r where r.source_id = s.source_id)
