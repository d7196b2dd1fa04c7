-- title: Pairs of states by year
-- answers: How many treaties bound two states in a year, to what, and how often did they meet, threaten or fight each other? Treaties of a state that had come to its end bind the one with its Correlates of War code; in the year of the change both have rows.
-- example: select year, least(cow_a, cow_b) as ccode1, greatest(cow_a, cow_b) as ccode2, defence, neutrality, nonaggression, consultation from actor_dyad_years where cow_a <> cow_b order by all
-- column year: The year
-- column actor_a: The state whose id comes first in the alphabet
-- column actor_b: The other state
-- column cow_a: Correlates of War code of actor_a; data sets with the lower code first want least(cow_a, cow_b) and greatest(cow_a, cow_b)
-- column cow_b: Correlates of War code of actor_b
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
with lives as (
    select actor_id, cow_code, coalesce(year(valid_from), -9999) as born, coalesce(year(valid_to), 9999) as died from actors where kind = 'state'
), heirs as (
    -- who a state is in which years: itself, and after its end the one that has its code
    select actor_id, actor_id as heir, born as first, died as last from lives
    union all
    select x.actor_id, y.actor_id, greatest(y.born, x.died + 1), y.died
    from lives x join lives y on y.cow_code = x.cow_code and y.actor_id <> x.actor_id and y.died > x.died
), members as (
    select distinct treaty_id, actor_id from treaty_parties where role in ('signatory', 'acceding')
), partakers as (
    select distinct event_id, actor_id from event_participants
), treaty_pairs as (
    select a.treaty_id, least(x.heir, y.heir) as actor_a, greatest(x.heir, y.heir) as actor_b,
        greatest(x.first, y.first) as since, least(x.last, y.last) as until
    from members a join members b on b.treaty_id = a.treaty_id and a.actor_id < b.actor_id
    join heirs x on x.actor_id = a.actor_id join heirs y on y.actor_id = b.actor_id
    where x.heir <> y.heir and greatest(x.first, y.first) <= least(x.last, y.last)
), signers as (
    select a.treaty_id, a.actor_id as actor_a, b.actor_id as actor_b
    from members a join members b on b.treaty_id = a.treaty_id and a.actor_id < b.actor_id
    join lives x on x.actor_id = a.actor_id join lives y on y.actor_id = b.actor_id
), event_pairs as (
    select a.event_id, a.actor_id as actor_a, b.actor_id as actor_b
    from partakers a join partakers b on b.event_id = a.event_id and a.actor_id < b.actor_id
    join lives x on x.actor_id = a.actor_id join lives y on y.actor_id = b.actor_id
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
    from signers p join evidence e on e.record_type = 'treaties' and e.record_id = p.treaty_id join documents d using (document_id)
    union
    select p.actor_a, p.actor_b, d.source_id
    from event_pairs p join evidence e on e.record_type = 'events' and e.record_id = p.event_id join documents d using (document_id)
), told_of as (
    select distinct least(x.heir, y.heir) as actor_a, greatest(x.heir, y.heir) as actor_b, t.source_id,
        greatest(x.first, y.first) as since, least(x.last, y.last) as until
    from told t join heirs x on x.actor_id = t.actor_a join heirs y on y.actor_id = t.actor_b
    where x.heir <> y.heir and greatest(x.first, y.first) <= least(x.last, y.last)
), claims as (
    select distinct t.actor_a, t.actor_b, greatest(year(c."from"), t.since) as first, least(year(c."to"), t.until) as last
    from told_of t join coverage c using (source_id)
    where c."from" is not null and c."to" is not null and greatest(year(c."from"), t.since) <= least(year(c."to"), t.until)
), signed as (
    select p.actor_a, p.actor_b, y.signed as year, count(*) as n from signers p join treaty_years y using (treaty_id)
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
), binding as (
    -- the years in which a treaty binds a pair, as far as they are known
    select distinct p.treaty_id, p.actor_a, p.actor_b, greatest(y.first, p.since) as first, if(y.last is null, null, least(y.last, p.until)) as last, p.until
    from treaty_pairs p join treaty_years y using (treaty_id) where y.first <= p.until and coalesce(y.last, p.until) >= p.since
), spans as (
    select actor_a, actor_b, first, last from claims
    union all select actor_a, actor_b, first, if(last < 9999, last, first) from binding where last is not null
    union all select actor_a, actor_b, first, first from binding
), stretches as (
    select actor_a, actor_b, min(first) as first, max(last) as last
    from (from spans union all select actor_a, actor_b, year, year from signed union all select actor_a, actor_b, year, year from events_by_type)
    group by all
), years as (
    -- whatever stands between two years of which something is known, while both states are there; what is told of another year stays too
    select s.actor_a, s.actor_b, unnest(generate_series(greatest(s.first, a.born, b.born), least(s.last, a.died, b.died))) as year
    from stretches s join lives a on a.actor_id = s.actor_a join lives b on b.actor_id = s.actor_b
    union select actor_a, actor_b, year from signed
    union select actor_a, actor_b, year from events_by_type
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
    from years g join binding y on y.actor_a = g.actor_a and y.actor_b = g.actor_b and g.year between y.first and coalesce(y.last, y.until)
    join treaties t on t.treaty_id = y.treaty_id
    group by all
), grid as (
    select g.actor_a, g.actor_b, g.year,
        exists (from claims c where c.actor_a = g.actor_a and c.actor_b = g.actor_b and g.year between c.first and c.last) as covered
    from years g
)
select g.year, g.actor_a, g.actor_b, a.cow_code as cow_a, b.cow_code as cow_b, g.covered,
    coalesce(s.n, if(g.covered, 0, null)) as signed,
    coalesce(nullif(u.n, 0), if(g.covered and coalesce(u.m, 0) = 0, 0, null)) as in_force,
    coalesce(nullif(u.n_defence, 0), if(g.covered and coalesce(u.m_defence, 0) = 0, 0, null)) as defence,
    coalesce(nullif(u.n_offence, 0), if(g.covered and coalesce(u.m_offence, 0) = 0, 0, null)) as offence,
    coalesce(nullif(u.n_neutrality, 0), if(g.covered and coalesce(u.m_neutrality, 0) = 0, 0, null)) as neutrality,
    coalesce(nullif(u.n_nonaggression, 0), if(g.covered and coalesce(u.m_nonaggression, 0) = 0, 0, null)) as nonaggression,
    coalesce(nullif(u.n_consultation, 0), if(g.covered and coalesce(u.m_consultation, 0) = 0, 0, null)) as consultation,
    coalesce(nullif(u.n_cooperation, 0), if(g.covered and coalesce(u.m_cooperation, 0) = 0, 0, null)) as cooperation,
    coalesce(nullif(u.n_trade, 0), if(g.covered and coalesce(u.m_trade, 0) = 0, 0, null)) as trade,
    coalesce(nullif(u.n_arms_limitation, 0), if(g.covered and coalesce(u.m_arms_limitation, 0) = 0, 0, null)) as arms_limitation,
    coalesce(nullif(u.n_territorial, 0), if(g.covered and coalesce(u.m_territorial, 0) = 0, 0, null)) as territorial,
    coalesce(nullif(u.n_recognition, 0), if(g.covered and coalesce(u.m_recognition, 0) = 0, 0, null)) as recognition,
    coalesce(nullif(u.n_friendship, 0), if(g.covered and coalesce(u.m_friendship, 0) = 0, 0, null)) as friendship,
    coalesce(nullif(u.n_financial, 0), if(g.covered and coalesce(u.m_financial, 0) = 0, 0, null)) as financial,
    coalesce(nullif(u.n_military_aid, 0), if(g.covered and coalesce(u.m_military_aid, 0) = 0, 0, null)) as military_aid,
    coalesce(nullif(e.agree, 0), if(g.covered, 0, null)) as agree, coalesce(nullif(e.consult, 0), if(g.covered, 0, null)) as consult,
    coalesce(nullif(e.support, 0), if(g.covered, 0, null)) as support, coalesce(nullif(e.cooperate, 0), if(g.covered, 0, null)) as cooperate,
    coalesce(nullif(e.aid, 0), if(g.covered, 0, null)) as aid, coalesce(nullif(e.concede, 0), if(g.covered, 0, null)) as concede,
    coalesce(nullif(e.retreat, 0), if(g.covered, 0, null)) as retreat, coalesce(nullif(e.request, 0), if(g.covered, 0, null)) as request,
    coalesce(nullif(e.accuse, 0), if(g.covered, 0, null)) as accuse, coalesce(nullif(e.reject, 0), if(g.covered, 0, null)) as reject,
    coalesce(nullif(e.threaten, 0), if(g.covered, 0, null)) as threaten, coalesce(nullif(e.protest, 0), if(g.covered, 0, null)) as protest,
    coalesce(nullif(e.sanction, 0), if(g.covered, 0, null)) as sanction, coalesce(nullif(e.mobilize, 0), if(g.covered, 0, null)) as mobilize,
    coalesce(nullif(e.coerce, 0), if(g.covered, 0, null)) as coerce, coalesce(nullif(e.assault, 0), if(g.covered, 0, null)) as assault,
    coalesce(nullif(e.other, 0), if(g.covered, 0, null)) as other
from grid g join lives a on a.actor_id = g.actor_a join lives b on b.actor_id = g.actor_b
left join signed s on s.actor_a = g.actor_a and s.actor_b = g.actor_b and s.year = g.year
left join bound u on u.actor_a = g.actor_a and u.actor_b = g.actor_b and u.year = g.year
left join events_by_type e on e.actor_a = g.actor_a and e.actor_b = g.actor_b and e.year = g.year
order by g.actor_a, g.actor_b, g.year
