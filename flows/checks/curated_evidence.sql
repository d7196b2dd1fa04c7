-- title: Evidence that a person decided names the decision
-- severity: error
-- remedy: add the decision to schemas/curation/corrections.csv, or look at the rule that wrote the method curated
select 'evidence' as "table", 'rule_id' as "column", e.evidence_id as key, e.rule_id as value, 'no such row in corrections' as detail
from evidence e where e.method = 'curated' and not exists (from corrections c where c.correction_id = e.rule_id)
