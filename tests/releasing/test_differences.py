"""What changed and why: one cause at a time, and what each row is blamed on."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from flows.releasing import changes, differences
from flows.stages import tables
from tests.releasing.conftest import Released

Row = dict[str, Any]


def found(before: Path, after: Path) -> differences.Difference:
    return differences.compare(differences.side(before), differences.side(after))


def causes(one: differences.Difference, table: str) -> Counter[tuple[str, str, str]]:
    return Counter((r["change"], r["cause"], r["detail"]) for r in one.changes.to_pylist() if r["table"] == table)


@pytest.fixture
def dataset(releases: Released, tmp_path: Path) -> Path:
    """A copy of the second build, free to be changed."""
    return Path(shutil.copytree(releases.builds[1], tmp_path / "dataset"))


def change(dataset: Path, table: str, how: Callable[[list[Row]], list[Row]]) -> None:
    old = tables.read(dataset, table)
    tables.write(pa.Table.from_pylist(how(old.to_pylist()), old.schema), dataset / f"{table}.parquet")


def put_in(dataset: Path, kind: str, name: str, mark: str = "other") -> None:
    path = dataset / "manifest.json"
    made = json.loads(path.read_bytes())
    made[kind][name] = mark
    path.write_text(json.dumps(made), encoding="utf-8")


def moved(rule: str, method: str = "rule") -> Callable[[list[Row]], list[Row]]:
    """Evidence that an event took place elsewhere, read by `rule`."""

    def how(rows: list[Row]) -> list[Row]:
        row = next(r for r in rows if r["record_type"] == "events" and r["field"] == "place_id" and r["status"] == "accepted")
        new = {**row, "evidence_id": "s-elsewhere", "value": "portham", "rule_id": rule, "method": method}
        return sorted([r for r in rows if r is not row] + [new], key=lambda r: r["evidence_id"])

    return how


def moved_event(dataset: Path) -> Callable[[list[Row]], list[Row]]:
    evidence = next(r for r in tables.read(dataset, "evidence").to_pylist() if r["evidence_id"] == "s-elsewhere")
    return lambda rows: [{**r, "place_id": "portham"} if r["event_id"] == evidence["record_id"] else r for r in rows]


def test_a_dataset_does_not_differ_from_itself(releases: Released) -> None:
    same = found(releases.second, releases.second)
    assert len(same.changes) == 0 and same.columns == [] and same.inputs == {}
    assert "no row differs" in changes.terminal(same)


def test_texts_are_blamed_for_what_they_change(releases: Released) -> None:
    one = found(releases.first, releases.second)
    assert one.inputs == {
        "new-source": ["berlin"],
        "changed-source": ["northern-papers/baltic-peace"],
        "removed-source": ["talk-in-geneva"],
    }
    assert {c for c in causes(one, "positions")} == {("removed", "removed-source", "talk-in-geneva")}
    assert {c[1:] for c in causes(one, "treaties") if c[0] == "added"} == {("new-source", "berlin")}
    signed = [r for r in one.changes.to_pylist() if r["table"] == "treaties" and r["column"] == "signed"]
    assert [(r["before"], r["after"], r["cause"]) for r in signed] == [("1920-02-02", "1920-02-03", "changed-source")]
    assert not [r for r in one.changes.to_pylist() if r["cause"] in ("unknown", "code")]


@pytest.mark.parametrize(
    ("kind", "name", "rule", "method", "cause", "detail"),
    [
        ("rules", "r-new", "r-new", "rule", "rule", "r-new"),
        ("files", "flows/stages/link/cluster.py", "r-same", "rule", "code", "flows/stages/link/cluster.py"),
        ("files", "schemas/gazetteer/places.csv", "r-same", "rule", "vocabulary", "schemas/gazetteer/places.csv"),
        ("files", "schemas/curation/corrections.csv", "c-1", "curated", "correction", "c-1"),
        ("libraries", "regex", "r-same", "rule", "code", "library regex"),
    ],
)
def test_each_cause_is_found(
    releases: Released, dataset: Path, kind: str, name: str, rule: str, method: str, cause: str, detail: str
) -> None:
    change(dataset, "evidence", moved(rule, method))
    change(dataset, "events", moved_event(dataset))
    put_in(dataset, kind, name)
    one = found(releases.builds[1], dataset)
    assert list(causes(one, "events")) == [("changed", cause, detail)]
    assert Counter({"added": 1, "removed": 1}) == Counter(c[0] for c in causes(one, "evidence"))


def test_columns_that_come_and_go_are_told(releases: Released, dataset: Path) -> None:
    old = tables.read(dataset, "persons")
    tables.write(old.drop_columns(["wikidata"]).append_column("born", pa.nulls(len(old), pa.string())), dataset / "persons.parquet")
    one = found(releases.builds[1], dataset)
    assert one.columns == [("persons", "born", "added"), ("persons", "wikidata", "removed")]
    assert causes(one, "persons") == Counter()


def test_no_words_of_a_text_are_shown(releases: Released, dataset: Path) -> None:
    change(dataset, "documents", lambda rows: [{**r, "text": "Quite another text"} for r in rows])
    shown = [r for r in found(releases.builds[1], dataset).changes.to_pylist() if r["column"] == "text"]
    assert len(shown) == 3 and all(r["before"] is None and r["after"] is None for r in shown)


def test_every_form_says_the_same(releases: Released, tmp_path: Path) -> None:
    one = found(releases.first, releases.second)
    told = json.loads(changes.as_json(one))
    assert told["changes"] == one.changes.to_pylist() and told["tables"]["positions"]["removed"] == 4
    assert sum(c["rows"] for c in told["causes"] if c["table"] == "positions") == 4
    changes.write(one, tmp_path)
    assert tables.read(tmp_path, "changes").equals(one.changes)
    assert "| positions | 4 | 0 | 0 | 4 | 0 |" in (tmp_path / "CHANGES.md").read_text(encoding="utf-8")
    assert "removed sources: talk-in-geneva" in changes.terminal(one)
