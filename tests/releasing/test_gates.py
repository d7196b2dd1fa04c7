"""What keeps a release back, and what a person may let pass."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from flows.releasing import differences, gates
from flows.settings import UsageError
from flows.stages import tables
from flows.stages.findings import Finding, Report
from tests.releasing.conftest import Released


def names(found: list[gates.Finding], weight: str) -> list[str]:
    return [f.name for f in found if f.weight == weight]


def check(release: Path, before: Path, *broken: Finding, forbidden: set[int] | None = None) -> list[gates.Finding]:
    return gates.check(release, differences.side(before), Report(tuple(broken)), forbidden or set())


def rewrite(folder: Path, table: str, rows: list[dict[str, Any]]) -> None:
    path = folder / f"{table}.parquet"
    schema = tables.read(folder, table).schema
    path.unlink()
    tables.write(pa.Table.from_pylist(rows, schema), path)


def test_nothing_is_said_about_what_did_not_change(releases: Released) -> None:
    assert check(releases.second, releases.second) == []


def test_lost_rows_and_sources_keep_a_release_back_and_growth_warns(copied: Released) -> None:
    rows = tables.read(copied.second, "places").to_pylist()
    rewrite(copied.second, "places", rows[: int(len(rows) * 0.96)])
    assert names(check(copied.second, copied.second), "acceptable") == []
    rewrite(copied.first, "places", rows)
    assert "lost:places" not in names(check(copied.second, copied.first), "acceptable")
    rewrite(copied.second, "places", rows[: int(len(rows) * 0.9)])
    found = check(copied.second, copied.first)
    assert {"lost:places", "lost:positions", "lost:source:talk-in-geneva"} <= set(names(found, "acceptable"))
    assert "grown:redirects" not in names(found, "warning")
    rewrite(copied.first, "places", rows[: int(len(rows) * 0.5)])
    assert "grown:places" in names(check(copied.second, copied.first), "warning")


def test_an_emptied_column_and_a_new_reason_keep_a_release_back(copied: Released) -> None:
    rewrite(
        copied.second,
        "persons",
        [{**r, "sort_name": r["sort_name"], "wikidata": None} for r in tables.read(copied.second, "persons").to_pylist()],
    )
    reject = {"reject_id": "r-1", "source_id": None, "document_id": None, "stage": "extract", "reason": "stage-failed", "detail": None}
    rewrite(copied.second, "rejects", [{**reject, "start": None, "end": None}])
    found = names(check(copied.second, copied.first), "acceptable")
    assert "reject:stage-failed" in found
    filled = sum(r["wikidata"] is not None for r in tables.read(copied.first, "persons").to_pylist())
    assert ("emptied:persons.wikidata" in found) == (filled >= gates.FEWEST)
    assert filled >= gates.FEWEST or "emptied:events.place_id" not in found


def test_a_text_without_licence_and_a_broken_check_cannot_be_accepted(copied: Released) -> None:
    rows = tables.read(copied.second, "sources").to_pylist()
    bare = next(r for r in rows if not r["redistributable"])
    bare["redistributable"] = True
    rewrite(copied.second, "sources", rows)
    broken = Finding("error", "reference", "events", "place_id", "e-1", "nowhere", "", "no such row")
    found = names(check(copied.second, copied.second, broken), "refused")
    assert found == ["check:reference", f"licence:{bare['source_id']}"]
    for name in found:
        with pytest.raises(UsageError, match="cannot be accepted"):
            gates.accept("2026.12.0", name, "because", "A. Writer", copied.out / "accepted.csv")


def test_accepting_is_for_one_version_and_needs_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "accepted.csv"
    gates.accept("2026.12.0", "lost:events", "a text was taken back, as agreed", "A. Writer", path)
    gates.accept("2026.11.0", "lost:events", "twice told", "B. Writer", path)
    assert [r["version"] for r in csv.DictReader(path.open(encoding="utf-8"))] == ["2026.11.0", "2026.12.0"]
    assert list(gates.accepted("2026.12.0", path)) == ["lost:events"] and gates.accepted("2026.12.1", path) == {}
    for reason, match in (("", "reason"), ("again", "already")):
        with pytest.raises(UsageError, match=match):
            gates.accept("2026.12.0", "lost:events", reason, "A. Writer", path)
