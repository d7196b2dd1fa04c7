-- title: One readable row per treaty
-- answers: What was concluded between whom, when, where, for how long and about what?
-- example: select signed, name, parties, obligations from treaty_overview where status = 'signed' order by signed_start, name
-- column signed: Date of signature (EDTF)
-- column name: Best name that the documents give
-- column kind: Rank of the instrument
-- column status: How far it came
-- column place: Where it was signed
-- column parties: The parties, in alphabetical order
-- column signatories: Who signed and for whom
-- column in_force: When it began to bind (EDTF)
-- column terminated: When it ended (EDTF)
-- column end_status: Whether it ended
-- column term: For how long it was concluded
-- column obligations: What it obliges to, as far as documents say
-- column n_documents: How many documents tell of it
-- column documents: Which ones
-- column confidence: How sure the record is
-- column signed_start: First day of the date of signature, to sort and compare by
-- column treaty_id: Identifier of the treaty
with parties as (
    select p.treaty_id, string_agg(a.name || if(p.role = 'signatory', '', ' (' || p.role || ')'), ', ' order by a.name, p.role) as parties
    from treaty_parties p join actors a using (actor_id) group by p.treaty_id
), signatories as (
    select s.treaty_id,
        string_agg(p.name || coalesce(' for ' || a.name, ''), ', ' order by coalesce(p.sort_name, p.name), p.person_id, a.name) as signatories
    from treaty_signatories s join persons p using (person_id) left join actors a on a.actor_id = s.actor_id group by s.treaty_id
), told as (
    select record_id as treaty_id, string_agg(distinct document_id, ', ' order by document_id) as documents
    from evidence where record_type = 'treaties' and status <> 'rejected' group by record_id
)
select t.signed, t.name, t.kind, t.status, pl.name as place, parties.parties, signatories.signatories,
    t.in_force, t.terminated, t.end_status,
    case when t.term_years = 1 then '1 year' else regexp_replace(t.term_years::varchar, '\.0$', '') || ' years' end as term,
    nullif(concat_ws(', ',
        if(t.defence, 'defence', null), if(t.offence, 'offence', null), if(t.neutrality, 'neutrality', null),
        if(t.nonaggression, 'nonaggression', null), if(t.consultation, 'consultation', null), if(t.cooperation, 'cooperation', null),
        if(t.trade, 'trade', null), if(t.arms_limitation, 'arms limitation', null), if(t.territorial, 'territorial', null),
        if(t.recognition, 'recognition', null), if(t.friendship, 'friendship', null), if(t.financial, 'financial', null),
        if(t.military_aid, 'military aid', null)
    ), '') as obligations,
    t.n_documents, told.documents, t.confidence, t.signed_start, t.treaty_id
from treaties t
left join places pl on pl.place_id = t.place_id
left join parties on parties.treaty_id = t.treaty_id
left join signatories on signatories.treaty_id = t.treaty_id
left join told on told.treaty_id = t.treaty_id
order by t.signed_start nulls last, t.treaty_id
