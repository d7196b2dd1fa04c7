"""Why a row is different: which of the things that were put in differently made it so.

What is known for certain comes first.  A row that rests on evidence takes its cause from the evidence that is different: a person's
correction, a source that is new, changed or gone, a rule whose row changed.  What remains had the same texts on both sides: an entity is
the gazetteer's if that changed; else it is the code's, the rules', the gazetteer's, the corrections', or follows from other sources, in
this order, as far as these did change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pyarrow as pa

ENTITIES = ("actors", "persons", "offices", "places")
_ENTITY_COLUMNS = ("actor_id", "person_id", "place_id", "ref_id", "cow_code", "gw_code")
SHOWN = 3
"""How many files or sources are named for one cause."""


@dataclass(slots=True)
class Inputs:
    """What was put in differently: ids of sources by state, and names of files, rules and libraries that are not the same."""

    sources: dict[str, list[str]] = field(default_factory=dict)
    rules: list[str] = field(default_factory=list)
    corrections: list[str] = field(default_factory=list)
    rule_files: list[str] = field(default_factory=list)
    gazetteer: list[str] = field(default_factory=list)
    curation: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)

    @classmethod
    def between(cls, db: duckdb.DuckDBPyConnection, before: Mapping[str, Any], after: Mapping[str, Any]) -> Inputs:
        """Compare the manifests, and the sources of both sides (views a_sources and b_sources)."""
        db.execute(
            "create table sources_now as select coalesce(b.source_id, a.source_id) as source_id,"
            " case when a.source_id is null then 'new-source' when b.source_id is null then 'removed-source'"
            " when a is distinct from b then 'changed-source' end as state"
            " from a_sources a full join b_sources b on a.source_id = b.source_id"
        )
        made = cls()
        for source_id, state in db.execute("select source_id, state from sources_now where state is not null order by all").fetchall():
            made.sources.setdefault(state, []).append(source_id)
        if not before or not after:
            return made
        for file in _differing(before, after, "files"):
            made._file(file)
        made.code += [f"library {name}" for name in _differing(before, after, "libraries")]
        made.rules = _differing(before, after, "rules")
        curated = "select rule_id from (from a_evidence union all by name from b_evidence) where method = 'curated'"
        made.corrections = sorted({i for (i,) in db.execute(curated).fetchall()}.intersection(made.rules))
        return made

    def _file(self, file: str) -> None:
        folder = file.split("/")[1] if file.count("/") > 1 else ""
        kinds = {"rules": self.rule_files, "gazetteer": self.gazetteer, "vocab": self.gazetteer, "curation": self.curation}
        (kinds.get(folder, self.code) if file.startswith("schemas/") and file.endswith(".csv") else self.code).append(file)

    def listed(self) -> dict[str, list[str]]:
        """What is different, by kind; kinds without anything are left out."""
        found = {**self.sources, "code": self.code, "rule": self.rule_files + self._rules(), "vocabulary": self.gazetteer}
        found["correction"] = self.curation + self.corrections
        return {kind: names for kind, names in found.items() if names}

    def _rules(self) -> list[str]:
        return [rule for rule in self.rules if rule not in self.corrections]

    def general(self) -> tuple[str, str]:
        """The cause of what no evidence explains."""
        known = self.listed() | {k: ids for k, ids in (("rule", self._rules()), ("correction", self.corrections)) if ids}
        for kind in ("code", "rule", "vocabulary", "correction", "changed-source", "removed-source", "new-source"):
            if kind in known:
                return kind, shortened(known[kind])
        return "unknown", "same sources and code, or no manifest"


def shortened(names: list[str]) -> str:
    """The first names, and how many there are beside."""
    return ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")


def _differing(before: Mapping[str, Any], after: Mapping[str, Any], key: str) -> list[str]:
    a, b = before.get(key, {}), after.get(key, {})
    return sorted(name for name in {*a, *b} if a.get(name) != b.get(name))


_EVIDENCE = """
create table reasons as
with one_side as (
    select *, 'b' as side from b_evidence anti join a_evidence using (evidence_id, status)
    union all select *, 'a' as side from a_evidence anti join b_evidence using (evidence_id, status)
)
select record_type, record_id, split_part(record_id, '|', 1) as root, field,
    case when {curated} or {emptied} then 'correction' when s.state is not null then s.state
        when r.rule_id is not null then 'rule' end as cause,
    case when {curated} then e.rule_id when {emptied} then $files when s.state is not null then s.source_id
        when r.rule_id is not null then e.rule_id end as detail
from one_side e left join documents_now d using (document_id) left join sources_now s using (source_id)
    left join rules_now r on r.rule_id = e.rule_id
"""
_CURATED = "(e.method = 'curated' and (r.rule_id is not null or s.state is null))"
_EMPTIED = """($files <> '' and s.state is null and e.side = 'b' and e.status = 'superseded'
    and exists (from a_evidence o where o.evidence_id = e.evidence_id and o.status = 'accepted') and not exists (from b_evidence n
    where n.record_type = e.record_type and n.record_id = e.record_id and n.field = e.field and n.status = 'accepted'))"""
"""A correction that says that nothing is told leaves no evidence of its own."""
_MOST = """
create table {name} as select {by}, first(cause order by cause <> 'correction', n desc, cause, detail) as cause,
    first(detail order by cause <> 'correction', n desc, cause, detail) as detail
from (select {by}, cause, detail, count(*) as n from reasons where cause is not null group by all) group by {by}
"""


_SPOKEN = """
create table spoken as
select distinct e.evidence_id, e.record_type, e.record_id, e.field, case when {curated} then e.rule_id end as correction
from (from b_evidence union all by name from a_evidence) e left join documents_now d using (document_id)
    left join sources_now s using (source_id) left join rules_now r on r.rule_id = e.rule_id
"""
_NUMBERED = """
create table numbered as
with slugs as (
    select 'treaties' as "table", treaty_id as id, slug from (from a_treaties union all by name from b_treaties)
    union select 'events', event_id, slug from (from a_events union all by name from b_events)
)
select "table", regexp_replace(slug, '-[0-9]+$', '') as base, first(cause order by n desc, cause, detail) as cause,
    first(detail order by n desc, cause, detail) as detail
from (select s."table", s.slug, r.cause, r.detail, count(*) as n from slugs s
    join found f on f."table" = s."table" and f."key" = s.id and f.change in ('added', 'removed')
    join by_record r on r.record_type = s."table" and r.record_id = s.id group by all)
group by all
"""
"""A slug ends in a number where others have the same: when one of them comes or goes, the others are counted anew."""


def explain(db: duckdb.DuckDBPyConnection, inputs: Inputs) -> pa.Table:
    """The rows of `found` with their causes, in a total order."""
    db.register("rules_now", pa.table({"rule_id": pa.array(inputs.rules, pa.string())}))
    db.execute(
        "create table documents_now as select document_id, any_value(source_id) as source_id from"
        " (select document_id, source_id from b_documents union select document_id, source_id from a_documents) group by document_id"
    )
    db.execute(_EVIDENCE.format(curated=_CURATED, emptied=_EMPTIED), {"files": shortened(inputs.curation)})
    db.execute(_MOST.format(name="by_field", by="record_type, record_id, field"))
    db.execute(_SPOKEN.format(curated=_CURATED))
    db.execute(_MOST.format(name="by_record", by="record_type, record_id"))
    db.execute(_MOST.format(name="by_root", by="root"))
    db.execute(_NUMBERED)
    db.execute(
        "create table named as select ref_id, first(state order by n desc, state) as cause, first(source_id order by n desc,"
        " state, source_id) as detail"
        " from (select ref_id, state, source_id, count(*) as n from (from b_mentions union all by name from a_mentions)"
        " join documents_now using (document_id) join sources_now using (source_id) where ref_id is not null and state is not"
        " null group by all)"
        " group by ref_id"
    )
    db.execute(
        "create table read_by as select evidence_id as k, rule_id from (from b_evidence union all by name from a_evidence)"
        " union select mention_id, rule_id from (from b_mentions union all by name from a_mentions)"
    )
    cause, detail = inputs.general()
    gazetteer = bool(inputs.gazetteer)
    entity = (
        f"""$gazetteer and (f."table" in {ENTITIES} or f."column" in {_ENTITY_COLUMNS}"""
        " or f.\"table\" in ('treaty_parties', 'treaty_signatories', 'event_participants'))"
    )
    ends = {
        "cause": (
            *("'correction'", "s.state", "'correction'", "nu.cause", "fd.cause", "rc.cause", "rt.cause", "'rule'", "named.cause"),
            *("'vocabulary'", "$cause"),
        ),
        "detail": (
            *('f."key"', "s.source_id", "sp.correction", "nu.detail", "fd.detail", "rc.detail", "rt.detail", "ru.rule_id", "named.detail"),
            *("$files", "$detail"),
        ),
    }

    def chosen(column: str) -> str:
        decision, source, correction, number, by_field, by_record, by_root, rule, named, vocabulary, rest = ends[column]
        return (
            f"case when f.\"table\" = 'corrections' then {decision}"
            f" when sp.correction is not null then {correction} when s.state is not null then {source}"
            f" when nu.cause is not null then {number} when ru.rule_id is not null then {rule}"
            f" when fd.cause is not null then {by_field} when rc.cause is not null then {by_record}"
            f" when {entity} then {vocabulary}"
            f" when rt.cause is not null then {by_root}"
            f""" when named.cause is not null and f."table" in {ENTITIES} then {named} else {rest} end"""
        )

    sql = f"""
        select f."table", f."key", f.change, f."column", f.before, f.after, {chosen("cause")} as cause, {chosen("detail")} as detail
        from found f
        left join documents_now d on d.document_id = f.about
        left join sources_now s on s.source_id = coalesce(d.source_id, f.about)
        left join spoken sp on sp.evidence_id = f."key" and f."table" = 'evidence'
        left join by_field fd on fd.record_type = coalesce(sp.record_type, f.record_type)
            and fd.record_id = coalesce(sp.record_id, f.record_id) and fd.field is not distinct from coalesce(sp.field, f."column")
        left join by_record rc on rc.record_type = coalesce(sp.record_type, f.record_type)
            and rc.record_id = coalesce(sp.record_id, f.record_id)
        left join by_root rt on rt.root = split_part(coalesce(sp.record_id, f.record_id), '|', 1)
        left join numbered nu on nu."table" = f."table" and f."column" = 'slug'
            and nu.base = regexp_replace(f.before, '-[0-9]+$', '') and nu.base = regexp_replace(f.after, '-[0-9]+$', '')
        left join (select k, min(rule_id) as rule_id from read_by join rules_now using (rule_id) group by k) ru
            on ru.k = f."key" and f."table" in ('evidence', 'mentions')
        left join named on named.ref_id = f."key"
        order by all nulls first
    """
    given = {"gazetteer": gazetteer, "cause": cause, "detail": detail, "files": shortened(inputs.gazetteer)}
    return db.execute(sql, given).to_arrow_table()
