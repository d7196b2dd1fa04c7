-- title: From when to when each treaty is known to have bound
-- answers: Which treaties were in force on a day? Those with the day between begins_end and ends_start surely; those without ends_start may have been.
-- example: select name, parties, begins, ends_start from treaty_periods where date '1936-01-01' between begins_end and ends_start order by begins_start, name
-- column treaty_id: Identifier of the treaty
-- column name: Name of the treaty
-- column parties: The parties, in alphabetical order
-- column begins: When it began to bind (EDTF): its entry into force, or its signature where no document tells of that
-- column begins_basis: Which of the two: in-force or signed
-- column begins_start: First day of that date
-- column begins_end: Last day of that date
-- column ends_basis: What tells of the end: terminated (a document), term (it was concluded for so long), coverage (in force when the coverage of the sources ends); null: nothing
-- column ends_start: First day on which it may have ended; 31 December 9999 for coverage, null where nothing is known
-- column ends_end: Last day on which it may have ended
with parties as (
    select p.treaty_id, string_agg(distinct a.name, ', ' order by a.name) as parties
    from treaty_parties p join actors a using (actor_id) where p.role in ('signatory', 'acceding') group by p.treaty_id
), begun as (
    select *, coalesce(in_force, signed) as begins, if(in_force is null, 'signed', 'in-force') as begins_basis,
        if(in_force is null, signed_start, in_force_start) as begins_start, if(in_force is null, signed_end, in_force_end) as begins_end,
        to_months(round(12 * term_years)::integer) as term,
        case when terminated is not null then 'terminated' when term_years is not null then 'term'
            when end_status = 'in-force-at-coverage-end' then 'coverage' end as ends_basis
    from treaties where status = 'signed' and coalesce(in_force, signed) is not null
)
select b.treaty_id, b.name, p.parties, b.begins, b.begins_basis, b.begins_start, b.begins_end, b.ends_basis,
    case b.ends_basis when 'terminated' then b.terminated_start when 'term' then (b.begins_start + b.term)::date
        when 'coverage' then date '9999-12-31' end as ends_start,
    case b.ends_basis when 'terminated' then b.terminated_end when 'term' then (b.begins_end + b.term)::date
        when 'coverage' then date '9999-12-31' end as ends_end
from begun b left join parties p using (treaty_id)
order by coalesce(b.begins_start, b.begins_end), b.treaty_id
