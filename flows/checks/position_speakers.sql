-- title: A position has a speaker
-- severity: warning
-- remedy: look whether the record names who spoke
select 'positions' as "table", 'person_id' as "column", position_id as key, subject as value, 'neither person nor actor' as detail
from positions where person_id is null and actor_id is null
