-- title: Who met whom
-- answers: Which two sides met, negotiated, visited or wrote to each other, when and where? One row for each pair of an event of type CONSULT that is told as fact.
-- example: select date, action, place, side_a, side_b from encounters where actor_a = 'soviet-russia' or actor_b = 'soviet-russia' order by date_start, side_a, side_b
-- column event_id: Identifier of the event
-- column date: When (EDTF)
-- column date_start: First day of that date
-- column date_end: Last day of that date
-- column action: What they did: meet, conference, visit, negotiate, mission or correspond
-- column place: Where
-- column side_a: One side: a person with the state that he acts for, a person, or a state
-- column side_b: The other side, later in the alphabet
-- column person_a: Identifier of the person of side_a; null where only a state is named
-- column actor_a: Identifier of the actor of side_a; null where no document says for whom the person acts
-- column person_b: The same of side_b
-- column actor_b: The same of side_b
-- column headline: What happened, in one line
with sides as (
    select distinct p.event_id, p.person_id, p.actor_id, coalesce(n.name || ' (' || a.name || ')', n.name, a.name) as side
    from event_participants p left join actors a using (actor_id) left join persons n using (person_id)
)
select e.event_id, e.date, e.date_start, e.date_end, e.action, pl.name as place, x.side as side_a, y.side as side_b,
    x.person_id as person_a, x.actor_id as actor_a, y.person_id as person_b, y.actor_id as actor_b, e.headline
from events e
join sides x on x.event_id = e.event_id
join sides y on y.event_id = e.event_id
    and (x.side, coalesce(x.person_id, ''), coalesce(x.actor_id, '')) < (y.side, coalesce(y.person_id, ''), coalesce(y.actor_id, ''))
left join places pl on pl.place_id = e.place_id
where e.event_type = 'CONSULT' and e.realis = 'actual'
order by coalesce(e.date_start, e.date_end) nulls last, e.event_id, side_a, side_b, person_a, person_b, actor_a, actor_b
