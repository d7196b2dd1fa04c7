-- title: What may not be passed on is not published
-- severity: error
-- remedy: set text, quote and surface to null where the source is not redistributable, and nowhere else
with unfree as (
    select d.document_id, d.text from documents d join sources s using (source_id) where not s.redistributable
)
select 'documents' as "table", 'text' as "column", document_id as key, null as value,
    'the licence of its source forbids it' as detail, document_id as source
from unfree where text is not null
union all
select 'evidence', 'quote', e.evidence_id, e.quote, 'the licence of its source forbids it', e.document_id || ':' || e.start
from evidence e join unfree using (document_id) where e.quote is not null
union all
select 'mentions', 'surface', m.mention_id, m.surface, 'the licence of its source forbids it', m.document_id || ':' || m.start
from mentions m join unfree using (document_id) where m.surface is not null
union all
select 'evidence', 'quote', e.evidence_id, null, 'the text is published and the quote is not', e.document_id || ':' || e.start
from evidence e join documents d using (document_id) where d.text is not null and e.quote is null
union all
select 'mentions', 'surface', m.mention_id, null, 'the text is published and the surface is not', m.document_id || ':' || m.start
from mentions m join documents d using (document_id) where d.text is not null and m.surface is null
