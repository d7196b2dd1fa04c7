-- title: The life of each treaty, step by step
-- answers: When was it signed, ratified, brought into force, renewed, denounced, ended, and by whom?
-- column treaty_id: Identifier of the treaty
-- column name: Name of the treaty
-- column step: Number of the step, in the order of the dates
-- column action: What was done
-- column actor: Who did it; null for all parties or where no document says
-- column date: When (EDTF)
-- column date_start: First day of that date
-- column date_end: Last day of that date
-- column event_id: The same act among the events
with acts as (
    select treaty_id, action, actor_id, date, date_start, date_end, event_id from treaty_actions
), own as (
    select treaty_id, 'signature' as action, null as actor_id, signed as date, signed_start as date_start, signed_end as date_end, null as event_id
    from treaties where signed is not null and status = 'signed'
    union all
    select treaty_id, 'entry-into-force', null, in_force, in_force_start, in_force_end, null from treaties where in_force is not null
    union all
    select treaty_id, 'termination', null, terminated, terminated_start, terminated_end, null from treaties where terminated is not null
), steps as (
    from acts
    union all
    from own where not exists (from acts a where a.treaty_id = own.treaty_id and a.action = own.action and a.date = own.date)
), sorted as (
    select *, coalesce(date_start, date_end) as day, case action
        when 'rejection' then 1 when 'signature' then 2 when 'ratification' then 3 when 'accession' then 4 when 'entry-into-force' then 5
        when 'amendment' then 6 when 'renewal' then 7 when 'denunciation' then 8 else 9 end as rank
    from steps
)
select s.treaty_id, t.name,
    row_number() over (partition by s.treaty_id order by s.day nulls last, s.rank, s.actor_id nulls first, s.date) as step,
    s.action, a.name as actor, s.date, s.date_start, s.date_end, s.event_id
from sorted s join treaties t using (treaty_id) left join actors a on a.actor_id = s.actor_id
order by t.signed_start nulls last, s.treaty_id, step
