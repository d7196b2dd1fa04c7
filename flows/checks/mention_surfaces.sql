-- title: Every mention's surface is the text at its span
-- severity: error
-- remedy: the offsets were counted on another text or in bytes; count code points of the cleaned text
select 'mentions' as "table", 'surface' as "column", m.mention_id as key, m.surface as value,
    'the text at ' || m.start || ' to ' || m."end" || ' reads: ' || substr(d.text, m.start + 1, m."end" - m.start) as detail,
    m.document_id || ':' || m.start as source
from mentions m join documents d using (document_id)
where d.text is not null and m.surface is not null and substr(d.text, m.start + 1, m."end" - m.start) is distinct from m.surface
