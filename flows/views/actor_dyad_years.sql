-- title: Pairs of states by year
-- answers: How many treaties bound two states in a year, to what, and how often did they meet, threaten or fight each other?
-- column year: The year
-- column actor_a: The state whose id comes first in the alphabet
-- column actor_b: The other state
-- column covered: Whether a source that tells of the pair claims to be complete for the year; where not, nothing found is null and not zero
-- column signed: Treaties signed by both in the year
-- column in_force: Treaties of both known to be in force in the year; null where only treaties without a known end could be
-- column defence: Those of them with the obligation defence, in the same way
-- column offence: Those of them with the obligation offence, in the same way
-- column neutrality: Those of them with the obligation neutrality, in the same way
-- column nonaggression: Those of them with the obligation nonaggression, in the same way
-- column consultation: Those of them with the obligation consultation, in the same way
-- column cooperation: Those of them with the obligation cooperation, in the same way
-- column trade: Those of them with the obligation trade, in the same way
-- column arms_limitation: Those of them with the obligation arms_limitation, in the same way
-- column territorial: Those of them with the obligation territorial, in the same way
-- column recognition: Those of them with the obligation recognition, in the same way
-- column friendship: Those of them with the obligation friendship, in the same way
-- column financial: Those of them with the obligation financial, in the same way
-- column military_aid: Those of them with the obligation military_aid, in the same way
-- column agree: Events of type AGREE in which both take part, told as fact and dated to the year
-- column consult: Events of type CONSULT in which both take part, told as fact and dated to the year
-- column support: Events of type SUPPORT in which both take part, told as fact and dated to the year
-- column cooperate: Events of type COOPERATE in which both take part, told as fact and dated to the year
-- column aid: Events of type AID in which both take part, told as fact and dated to the year
-- column concede: Events of type CONCEDE in which both take part, told as fact and dated to the year
-- column retreat: Events of type RETREAT in which both take part, told as fact and dated to the year
-- column request: Events of type REQUEST in which both take part, told as fact and dated to the year
-- column accuse: Events of type ACCUSE in which both take part, told as fact and dated to the year
-- column reject: Events of type REJECT in which both take part, told as fact and dated to the year
-- column threaten: Events of type THREATEN in which both take part, told as fact and dated to the year
-- column protest: Events of type PROTEST in which both take part, told as fact and dated to the year
-- column sanction: Events of type SANCTION in which both take part, told as fact and dated to the year
-- column mobilize: Events of type MOBILIZE in which both take part, told as fact and dated to the year
-- column coerce: Events of type COERCE in which both take part, told as fact and dated to the year
-- column assault: Events of type ASSAULT in which both take part, told as fact and dated to the year
-- column other: Events of type OTHER in which both take part, told as fact and dated to the year
with treaty_pairs as (
    select a.treaty_id, a.actor_id as actor_a, b.actor_id as actor_b
    from treaty_parties a join treaty_parties b on b.treaty_id = a.treaty_id and a.actor_id < b.actor_id
    join actors x on x.actor_id = a.actor_id and x.kind = 'state' join actors y on y.actor_id = b.actor_id and y.kind = 'state'
    where a.role in ('signatory', 'acceding') and b.role in ('signatory', 'acceding')
    group by all
), event_pairs as (
    select a.event_id, a.actor_id as actor_a, b.actor_id as actor_b
    from event_participants a join event_participants b on b.event_id = a.event_id and a.actor_id < b.actor_id
    join actors x on x.actor_id = a.actor_id and x.kind = 'state' join actors y on y.actor_id = b.actor_id and y.kind = 'state'
    group by all
), treaty_years as (
    -- from the first year in force, or of the signature, to the last that is known; null where no document tells of an end or a term
    select treaty_id, if(year(signed_start) = year(signed_end), year(signed_start), null) as signed,
        coalesce(year(in_force_start), year(signed_start)) as first,
        case when terminated is not null then year(coalesce(terminated_start, terminated_end))
            when term_years is not null then coalesce(year(in_force_start), year(signed_start)) + ceil(term_years)::bigint
            when end_status = 'in-force-at-coverage-end' then 9999 end as last
    from treaties where status = 'signed'
), event_years as (
    select event_id, event_type, year(date_start) as year from events where realis = 'actual' and year(date_start) = year(date_end)
), told as (
    select p.actor_a, p.actor_b, d.source_id
    from treaty_pairs p join evidence e on e.record_type = 'treaties' and e.record_id = p.treaty_id join documents d using (document_id)
    union
    select p.actor_a, p.actor_b, d.source_id
    from event_pairs p join evidence e on e.record_type = 'events' and e.record_id = p.event_id join documents d using (document_id)
), claims as (
    select t.actor_a, t.actor_b, year(c."from") as first, year(c."to") as last
    from told t join coverage c using (source_id) where c."from" is not null and c."to" is not null
), signed as (
    select p.actor_a, p.actor_b, y.signed as year, count(*) as n from treaty_pairs p join treaty_years y using (treaty_id)
    where y.signed is not null group by all
), events_by_type as (
    select p.actor_a, p.actor_b, y.year,
        count(*) filter (where event_type = 'AGREE') as agree, count(*) filter (where event_type = 'CONSULT') as consult,
        count(*) filter (where event_type = 'SUPPORT') as support, count(*) filter (where event_type = 'COOPERATE') as cooperate,
        count(*) filter (where event_type = 'AID') as aid, count(*) filter (where event_type = 'CONCEDE') as concede,
        count(*) filter (where event_type = 'RETREAT') as retreat, count(*) filter (where event_type = 'REQUEST') as request,
        count(*) filter (where event_type = 'ACCUSE') as accuse, count(*) filter (where event_type = 'REJECT') as reject,
        count(*) filter (where event_type = 'THREATEN') as threaten, count(*) filter (where event_type = 'PROTEST') as protest,
        count(*) filter (where event_type = 'SANCTION') as sanction, count(*) filter (where event_type = 'MOBILIZE') as mobilize,
        count(*) filter (where event_type = 'COERCE') as coerce, count(*) filter (where event_type = 'ASSAULT') as assault,
        count(*) filter (where event_type = 'OTHER') as other
    from event_pairs p join event_years y using (event_id) group by all
), spans as (
    select actor_a, actor_b, min(first) as first, max(last) as last
    from (
        select actor_a, actor_b, first, last from claims
        union all select actor_a, actor_b, year, year from signed
        union all select actor_a, actor_b, year, year from events_by_type
        union all select p.actor_a, p.actor_b, y.first, y.first from treaty_pairs p join treaty_years y using (treaty_id) where y.first is not null
        union all select p.actor_a, p.actor_b, y.last, y.last from treaty_pairs p join treaty_years y using (treaty_id) where y.last < 9999
    ) group by all
), years as (
    select actor_a, actor_b, unnest(generate_series(first, last)) as year from spans
), bound as (
    -- n: known to be in force; m: of these and those that began earlier and have no known end
    select g.actor_a, g.actor_b, g.year, count(*) filter (where g.year <= y.last) as n, count(*) as m,
        count(*) filter (where t.defence and g.year <= y.last) as n_defence, count(*) filter (where t.defence) as m_defence,
        count(*) filter (where t.offence and g.year <= y.last) as n_offence, count(*) filter (where t.offence) as m_offence,
        count(*) filter (where t.neutrality and g.year <= y.last) as n_neutrality, count(*) filter (where t.neutrality) as m_neutrality,
        count(*) filter (where t.nonaggression and g.year <= y.last) as n_nonaggression, count(*) filter (where t.nonaggression) as m_nonaggression,
        count(*) filter (where t.consultation and g.year <= y.last) as n_consultation, count(*) filter (where t.consultation) as m_consultation,
        count(*) filter (where t.cooperation and g.year <= y.last) as n_cooperation, count(*) filter (where t.cooperation) as m_cooperation,
        count(*) filter (where t.trade and g.year <= y.last) as n_trade, count(*) filter (where t.trade) as m_trade,
        count(*) filter (where t.arms_limitation and g.year <= y.last) as n_arms_limitation, count(*) filter (where t.arms_limitation) as m_arms_limitation,
        count(*) filter (where t.territorial and g.year <= y.last) as n_territorial, count(*) filter (where t.territorial) as m_territorial,
        count(*) filter (where t.recognition and g.year <= y.last) as n_recognition, count(*) filter (where t.recognition) as m_recognition,
        count(*) filter (where t.friendship and g.year <= y.last) as n_friendship, count(*) filter (where t.friendship) as m_friendship,
        count(*) filter (where t.financial and g.year <= y.last) as n_financial, count(*) filter (where t.financial) as m_financial,
        count(*) filter (where t.military_aid and g.year <= y.last) as n_military_aid, count(*) filter (where t.military_aid) as m_military_aid
    from years g join treaty_pairs p using (actor_a, actor_b) join treaty_years y on y.treaty_id = p.treaty_id and y.first <= g.year
    join treaties t on t.treaty_id = p.treaty_id
    where g.year <= coalesce(y.last, g.year)
    group by all
), grid as (
    select g.actor_a, g.actor_b, g.year,
        exists (from claims c where c.actor_a = g.actor_a and c.actor_b = g.actor_b and g.year between c.first and c.last) as covered
    from years g
)
select g.year, g.actor_a, g.actor_b, g.covered,
    coalesce(s.n, if(g.covered, 0, null)) as signed,
    coalesce(nullif(b.n, 0), if(g.covered and coalesce(b.m, 0) = 0, 0, null)) as in_force,
    coalesce(nullif(b.n_defence, 0), if(g.covered and coalesce(b.m_defence, 0) = 0, 0, null)) as defence,
    coalesce(nullif(b.n_offence, 0), if(g.covered and coalesce(b.m_offence, 0) = 0, 0, null)) as offence,
    coalesce(nullif(b.n_neutrality, 0), if(g.covered and coalesce(b.m_neutrality, 0) = 0, 0, null)) as neutrality,
    coalesce(nullif(b.n_nonaggression, 0), if(g.covered and coalesce(b.m_nonaggression, 0) = 0, 0, null)) as nonaggression,
    coalesce(nullif(b.n_consultation, 0), if(g.covered and coalesce(b.m_consultation, 0) = 0, 0, null)) as consultation,
    coalesce(nullif(b.n_cooperation, 0), if(g.covered and coalesce(b.m_cooperation, 0) = 0, 0, null)) as cooperation,
    coalesce(nullif(b.n_trade, 0), if(g.covered and coalesce(b.m_trade, 0) = 0, 0, null)) as trade,
    coalesce(nullif(b.n_arms_limitation, 0), if(g.covered and coalesce(b.m_arms_limitation, 0) = 0, 0, null)) as arms_limitation,
    coalesce(nullif(b.n_territorial, 0), if(g.covered and coalesce(b.m_territorial, 0) = 0, 0, null)) as territorial,
    coalesce(nullif(b.n_recognition, 0), if(g.covered and coalesce(b.m_recognition, 0) = 0, 0, null)) as recognition,
    coalesce(nullif(b.n_friendship, 0), if(g.covered and coalesce(b.m_friendship, 0) = 0, 0, null)) as friendship,
    coalesce(nullif(b.n_financial, 0), if(g.covered and coalesce(b.m_financial, 0) = 0, 0, null)) as financial,
    coalesce(nullif(b.n_military_aid, 0), if(g.covered and coalesce(b.m_military_aid, 0) = 0, 0, null)) as military_aid,
    coalesce(nullif(e.agree, 0), if(g.covered, 0, null)) as agree, coalesce(nullif(e.consult, 0), if(g.covered, 0, null)) as consult,
    coalesce(nullif(e.support, 0), if(g.covered, 0, null)) as support, coalesce(nullif(e.cooperate, 0), if(g.covered, 0, null)) as cooperate,
    coalesce(nullif(e.aid, 0), if(g.covered, 0, null)) as aid, coalesce(nullif(e.concede, 0), if(g.covered, 0, null)) as concede,
    coalesce(nullif(e.retreat, 0), if(g.covered, 0, null)) as retreat, coalesce(nullif(e.request, 0), if(g.covered, 0, null)) as request,
    coalesce(nullif(e.accuse, 0), if(g.covered, 0, null)) as accuse, coalesce(nullif(e.reject, 0), if(g.covered, 0, null)) as reject,
    coalesce(nullif(e.threaten, 0), if(g.covered, 0, null)) as threaten, coalesce(nullif(e.protest, 0), if(g.covered, 0, null)) as protest,
    coalesce(nullif(e.sanction, 0), if(g.covered, 0, null)) as sanction, coalesce(nullif(e.mobilize, 0), if(g.covered, 0, null)) as mobilize,
    coalesce(nullif(e.coerce, 0), if(g.covered, 0, null)) as coerce, coalesce(nullif(e.assault, 0), if(g.covered, 0, null)) as assault,
    coalesce(nullif(e.other, 0), if(g.covered, 0, null)) as other
from grid g
left join signed s on s.actor_a = g.actor_a and s.actor_b = g.actor_b and s.year = g.year
left join bound b on b.actor_a = g.actor_a and b.actor_b = g.actor_b and b.year = g.year
left join events_by_type e on e.actor_a = g.actor_a and e.actor_b = g.actor_b and e.year = g.year
order by g.actor_a, g.actor_b, g.year
