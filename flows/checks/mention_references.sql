-- title: A resolved mention points at a row of the table of its kind
-- severity: error
-- remedy: add the entity to its table, or leave ref_id null
select 'mentions' as "table", 'ref_id' as "column", m.mention_id as key, m.ref_id as value,
    coalesce('no such row in ' || nullif(v.refers_to, ''), 'a mention of this kind refers to no table') || ' (' || m.kind || ')' as detail,
    m.document_id || ':' || m.start as source
from mentions m join vocab_mention_kinds v using (kind)
where m.ref_id is not null and not case v.refers_to
    when 'actors' then exists (from actors where actor_id = m.ref_id)
    when 'persons' then exists (from persons where person_id = m.ref_id)
    when 'places' then exists (from places where place_id = m.ref_id)
    when 'treaties' then exists (from treaties where treaty_id = m.ref_id)
    else false end
