-- title: A signed treaty has two parties
-- severity: warning
-- remedy: look whether the document names them; if it does, the rules missed it
select 'treaties' as "table", 'n_parties' as "column", treaty_id as key, n_parties::varchar as value, name as detail
from treaties where status = 'signed' and n_parties < 2
