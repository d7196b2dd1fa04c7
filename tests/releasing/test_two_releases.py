"""Two releases of the bundled corpus, from a copy of the project in which a text, a rule, a correction and a source change between
them: each difference is found, blamed on what made it, and ids outlive the rest."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.releasing import gates
from flows.settings import ROOT
from schemas.tables import TABLES

CHANGED, REMOVED = "lexicon/sikorski-maisky-agreement", "prefaces"
BEFORE, AFTER = "Talks opened on 5 July 1941", "Talks opened on 6 July 1941"
RULE = """
    with told as (select rule_id, record_id, split_part(document_id, '/', 1) as source from a_evidence
        where record_type = 'events' and field is null and method = 'rule' and status = 'accepted')
    select rule_id from told group by rule_id
    having count(*) between 4 and 30 and bool_and(source not in ('lexicon', 'prefaces'))
        and count(*) filter (where record_id in (select record_id from told group by record_id having count(distinct rule_id) = 1)) > 2
    order by rule_id limit 1
"""
TREATY = """
    select treaty_id, place_id from a_treaties where place_id = 'moscow' and treaty_id not in (select record_id from a_evidence
        where rule_id = $rule or document_id = $changed or document_id like $removed || '/%') order by treaty_id limit 1
"""
"""A rule that some events rest on alone, and a treaty that none of the other changes is about."""


@dataclass(frozen=True, slots=True)
class Two:
    """The two releases, what was changed between them, and a database with a_<table>, b_<table> and changes."""

    folder: Path
    rule: str
    treaty: str
    db: duckdb.DuckDBPyConnection

    def ask(self, sql: str, **given: Any) -> list[tuple[Any, ...]]:
        return self.db.execute(sql, given).fetchall()


def chancery(project: Path, *arguments: str) -> None:
    command = [sys.executable, "-c", "from flows.cli import main; main()", *arguments]
    done = subprocess.run(command, cwd=project, env=os.environ | {"PYTHONPATH": str(project)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def two(default: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    project = tmp_path_factory.mktemp("project")
    for name in ("flows", "schemas", "raw"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(default, project / "outputs", symlinks=True)
    for table in ("corrections", "refusals"):  # they hold for the texts and rules as they are, and these will change
        decisions = project / "schemas" / "curation" / f"{table}.csv"
        decisions.write_text(decisions.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    chancery(project, "build", "--plain")
    chancery(project, "release", "--plain", "--version", "2026.11")
    releases, accepted = project / "outputs" / "releases", project / "schemas" / "releases" / "accepted.csv"
    with duckdb.connect() as db:
        views(db, "a", releases / "2026.11.0")
        ((rule,),) = db.execute(RULE).fetchall()
        given = {"rule": rule, "changed": CHANGED, "removed": REMOVED}
        ((treaty, place),) = db.execute(TREATY, given).fetchall()
        alter(project, rule, treaty, place)
        chancery(project, "build", "--plain")
        for text in sorted((ROOT / "raw" / REMOVED / "files").iterdir()):
            gates.accept("2026.11.1", f"lost:source:{REMOVED}/{text.stem}", "the prefaces were withdrawn", "A. Reader", accepted)
        chancery(project, "release", "--plain", "--version", "2026.11")
        views(db, "b", releases / "2026.11.1")
        db.execute(f"create view changes as from '{releases / '2026.11.1' / 'changes.parquet'}'")
        yield Two(releases / "2026.11.1", rule, treaty, db)


def views(db: duckdb.DuckDBPyConnection, side: str, release: Path) -> None:
    for table in TABLES:
        db.execute(f"create view {side}_{table.table} as from '{release / table.table}.parquet'")


def alter(project: Path, rule: str, treaty: str, place: str) -> None:
    """Change a text, take out a rule, correct the place of a treaty, remove a source."""
    text = project / "raw" / f"{CHANGED.replace('/', '/files/')}.txt"
    old = text.read_text(encoding="utf-8")
    assert old.count(BEFORE) == 1, f"{text.name} does not say {BEFORE!r} any more: change another date here"
    text.write_text(old.replace(BEFORE, AFTER), encoding="utf-8")
    chancery(project, "seal", "raw/lexicon")
    table = project / "schemas" / "rules" / "events.csv"
    rows = list(csv.reader(table.read_text(encoding="utf-8").splitlines()))
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(row for row in rows if row[0] != rule)
    with (project / "schemas" / "curation" / "corrections.csv").open("a", encoding="utf-8") as file:
        file.write(f"c-0001,treaties,{treaty},,,,place_id,{place},london,A. Reader,placed by the ratified text,p. 1,2026-11-01,\n")
    shutil.rmtree(project / "raw" / REMOVED)


def test_the_difference_names_what_was_put_in(two: Two) -> None:
    told = json.loads((two.folder / "changes.json").read_bytes())["inputs"]
    removed = told.pop("removed-source")
    assert removed and all(name.startswith(f"{REMOVED}/") for name in removed)
    assert told == {
        "changed-source": [CHANGED],
        "rule": ["schemas/rules/events.csv", two.rule],
        "correction": ["schemas/curation/corrections.csv", "c-0001"],
    }


def test_every_difference_is_found_and_nothing_else(two: Two) -> None:
    for table in (t for t in TABLES if t.key and t.table != "build_info"):
        key = " || '|' || ".join(f"coalesce(\"{k}\"::varchar, '')" for k in table.key)
        a, b = (f"select {key} as k, * from {side}_{table.table}" for side in "ab")
        differing = f"(select k from (({a}) except ({b}))) union (select k from (({b}) except ({a})))"
        listed = two.ask('select distinct "key" from changes where "table" = $t order by 1', t=table.table)
        assert listed == two.ask(f"select k from ({differing}) order by 1"), table.table


def test_nothing_else_is_blamed(two: Two) -> None:
    causes = dict(two.ask("select cause, list(distinct detail) from changes group by cause"))
    assert set(causes) == {"changed-source", "removed-source", "rule", "correction"}
    assert (causes["changed-source"], causes["rule"], causes["correction"]) == ([CHANGED], [two.rule], ["c-0001"])
    assert all(name.startswith(f"{REMOVED}/") for name in causes["removed-source"])


def test_each_row_is_blamed_on_what_made_it(two: Two) -> None:
    cause = (
        "case when e.method = 'curated' then 'correction' when document_id like $removed || '/%' then 'removed-source'"
        " when document_id = $changed then 'changed-source' when e.rule_id = $rule then 'rule' end"
    )
    wrong = two.ask(
        f"select c.*, {cause} from changes c join (from b_evidence union all by name from a_evidence) e on e.evidence_id = c.\"key\""
        f" where c.\"table\" = 'evidence' and c.change in ('added', 'removed') and c.cause <> {cause}",
        removed=REMOVED, changed=CHANGED, rule=two.rule,
    )  # fmt: skip
    assert wrong == []
    gone = two.ask(
        "select c.\"key\", any_value(c.cause), bool_and(e.document_id like $removed || '/%'), bool_and(e.rule_id = $rule) from changes c"
        " join a_evidence e on e.record_id = c.\"key\" and e.field is null and e.status = 'accepted'"
        " where c.\"table\" in ('treaties', 'events', 'positions') and c.change = 'removed' group by c.\"key\"",
        removed=REMOVED, rule=two.rule,
    )  # fmt: skip
    assert {row[1] for row in gone} == {"removed-source", "rule"}
    for _, cause, by_source, by_rule in gone:  # all of its evidence went with the source, or with the rule
        assert (not by_source or cause == "removed-source") and (not by_rule or cause == "rule"), gone
    told = 'select "table", "column", before, after, cause, detail from changes where change = \'changed\' and '
    assert two.ask(told + '"table" = \'treaties\' and "key" = $t', t=two.treaty) == [
        ("treaties", "place_id", "moscow", "london", "correction", "c-0001")
    ]
    moved = "select event_id from {0}_events where date = '1941-07-0{1}' and action = 'negotiate'"
    both = f"{moved.format('a', 5)} union {moved.format('b', 6)}"
    assert two.ask(f"select distinct cause, detail from changes where \"table\" = 'events' and \"key\" in ({both})") == [
        ("changed-source", CHANGED)
    ]


def test_ids_outlive_the_changes_and_redirects_cover_the_rest(two: Two) -> None:
    ids = " union all ".join(f"select {kind}_id as id from {{0}}_{table}" for kind, table in (
        ("treaty", "treaties"), ("event", "events"), ("position", "positions")
    ))  # fmt: skip
    told = "select record_id, document_id, quote, rule_id, value from {0}_evidence where field is null and status = 'accepted'"
    lost = two.ask(
        f"select a.record_id from ({told.format('a')}) a join ({told.format('b')}) b using (document_id, quote, rule_id)"
        f" where a.record_id in ({ids.format('a')}) and a.record_id not in ({ids.format('b')})"
    )
    assert lost == []
    gone = two.ask(f"select id from ({ids.format('a')}) where id not in ({ids.format('b')}) order by 1")
    assert gone and two.ask("select old_id from b_redirects order by 1") == gone
    assert two.ask(f"select * from b_redirects where new_id is not null and new_id not in ({ids.format('b')})") == []
    assert two.ask("select place_id from b_treaties where treaty_id = $t", t=two.treaty) == [("london",)]


def test_the_notes_say_what_was_accepted(two: Two) -> None:
    notes = (two.folder / "CHANGES.md").read_text(encoding="utf-8")
    assert "the prefaces were withdrawn (A. Reader)" in notes and f"| rule | {two.rule} | events | removed |" in notes
