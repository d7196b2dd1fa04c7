-- title: Where a text is published, so is every quote from it
-- severity: error
-- remedy: fill quote and surface from the text at their span; they are null only in a release that withholds the text itself
select 'evidence' as "table", 'quote' as "column", e.evidence_id as key, null as value,
    'the text is published and the quote is not' as detail, e.document_id || ':' || e.start as source
from evidence e join documents d using (document_id) where d.text is not null and e.quote is null
union all
select 'mentions', 'surface', m.mention_id, null, 'the text is published and the surface is not', m.document_id || ':' || m.start
from mentions m join documents d using (document_id) where d.text is not null and m.surface is null
