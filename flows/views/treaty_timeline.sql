-- title: The life of each treaty, step by step
-- answers: When was it proposed, negotiated, signed, ratified, brought into force, renewed, denounced, ended, and by whom?
-- example: select date, action, actor from treaty_timeline where name = 'Treaty of Rapallo' order by step
-- column treaty_id: Identifier of the treaty
-- column name: Name of the treaty
-- column step: Number of the step, in the order of the dates
-- column action: What was done: a treaty action, or the action of an event about the treaty and not of what it led to
-- column actor: Who did it; null for all parties or where no document says
-- column date: When (EDTF)
-- column date_start: First day of that date
-- column date_end: Last day of that date
-- column event_id: The same act among the events
with acts as (
    select treaty_id, action, actor_id, date, date_start, date_end, event_id from treaty_actions
), own as (
    select treaty_id, 'signature' as action, null::varchar as actor_id, signed as date, signed_start as date_start, signed_end as date_end,
        null::varchar as event_id
    from treaties where signed is not null and status = 'signed'
    union all
    select treaty_id, 'entry-into-force', null, in_force, in_force_start, in_force_end, null from treaties where in_force is not null
    union all
    select treaty_id, 'termination', null, terminated, terminated_start, terminated_end, null from treaties where terminated is not null
), told as (
    select e.treaty_id, case e.action
            when 'sign' then 'signature' when 'ratify' then 'ratification' when 'accede' then 'accession'
            when 'enter-into-force' then 'entry-into-force' when 'renew' then 'renewal' when 'denounce-treaty' then 'denunciation'
            when 'reject' then 'rejection' else e.action end as action,
        if(count(distinct p.actor_id) = 1, min(p.actor_id), null) as actor_id, e.date, e.date_start, e.date_end, e.event_id
    from events e left join event_participants p on p.event_id = e.event_id and p.role <> 'target'
    where e.treaty_id is not null and e.realis = 'actual' and e.date is not null
        and (e.event_type in ('AGREE', 'REQUEST', 'REJECT', 'PROTEST')
            or e.action in ('negotiate', 'publish', 'denounce-treaty', 'withdraw', 'express-support', 'dissolve'))  -- not what it led to
    group by all
), steps as (
    from acts
    union all
    select own.* replace (coalesce(own.event_id, e.event_id) as event_id)
    from own left join (select treaty_id, action, date, min(event_id) as event_id from told group by all) e
        on e.treaty_id = own.treaty_id and e.action = own.action and e.date = own.date
    where not exists (from acts a where a.treaty_id = own.treaty_id and a.action = own.action and a.date = own.date)
    union all
    from told
    where not exists (from acts a where a.event_id = told.event_id or a.treaty_id = told.treaty_id and a.action = told.action and a.date = told.date)
        and not exists (from own o where o.treaty_id = told.treaty_id and o.action = told.action and o.date = told.date)
), sorted as (
    select *, coalesce(date_start, date_end) as day, case action
        when 'rejection' then 1 when 'signature' then 2 when 'ratification' then 3 when 'accession' then 4 when 'entry-into-force' then 5
        when 'amendment' then 6 when 'renewal' then 7 when 'denunciation' then 8 when 'termination' then 9 else 0 end as rank
    from steps
)
select s.treaty_id, t.name,
    row_number() over (partition by s.treaty_id order by s.day nulls last, s.rank, s.action, s.actor_id nulls first, s.date, s.event_id) as step,
    s.action, a.name as actor, s.date, s.date_start, s.date_end, s.event_id
from sorted s join treaties t using (treaty_id) left join actors a on a.actor_id = s.actor_id
order by t.signed_start nulls last, s.treaty_id, step
