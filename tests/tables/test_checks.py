"""Every check across tables is fed a dataset that breaks it, and must say so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pytest

from flows.stages import checks, spans, validate
from flows.stages.findings import Finding
from schemas.tables import BY_NAME, EVIDENCED, TABLES, evidence_columns
from tests.tables.small_dataset import TEXT, Rows, Write, small_rows, table

Break = Callable[[Rows], object]
FILES = {c.name: c for c in checks.load()}
DECLARED = {c.name: c for c in checks.declared()}
SMALL = small_rows()


@cache
def database() -> duckdb.DuckDBPyConnection:
    """The small dataset and the vocabularies, in memory."""
    db = duckdb.connect(config={"threads": 1})
    for name in BY_NAME:
        db.register(name, table(name, SMALL.get(name, [])))
    validate.add_vocabularies(db)
    return db


def found(rows: Rows, check: checks.Check) -> list[Finding]:
    """What one check finds on the rows, without files in between."""
    db, changed = database(), [name for name in SMALL if rows[name] != SMALL[name]]
    for name in changed:
        db.register(name, table(name, rows[name]))
    try:
        return validate.run(db, check)
    finally:
        for name in changed:
            db.register(name, table(name, SMALL[name]))


def _put(name: str, row: int, **values: object) -> Break:
    return lambda rows: rows[name][row].update(values)


def _twin(name: str, key: str) -> Break:
    def twin(rows: Rows) -> None:
        row = rows[name][0]
        for t in ("treaty_parties", "event_participants"):
            rows[t] += [r | {key: f"{row[key]}-2"} for r in rows[t] if r.get(key) == row[key]]
        rows[name].append(row | {key: f"{row[key]}-2"})

    return twin


BROKEN: dict[str, list[Break]] = {
    "actor_validity": [_put("actors", 0, valid_from=date(1940, 1, 1)), _put("actors", 1, valid_to=date(1930, 1, 1))],
    "conflict_records": [
        _put("conflicts", 0, chosen="1931-05-05"),
        _put("conflicts", 0, values=[{"value": "1931-05-03", "evidence_id": "ev-05"}]),
        _put("conflicts", 0, values=[{"value": "1931-05-03", "evidence_id": "ev-05"}, {"value": "x", "evidence_id": "ev-none"}]),
        _put("conflicts", 0, record_id="t-none"),
        _put("conflicts", 0, record_type="treaty_parties", record_id="t-none|norland|signatory", field="role"),
    ],
    "curated_evidence": [_put("evidence", 0, method="curated", rule_id="c-9")],
    "document_hashes": [_put("documents", 0, n_chars=3), _put("documents", 1, text_sha256="f" * 64)],
    "document_sources": [_put("documents", 0, raw_path="elsewhere.txt")],
    "duplicate_events": [_twin("events", "event_id")],
    "duplicate_treaties": [_twin("treaties", "treaty_id")],
    "event_sides": [lambda rows: rows["event_participants"].clear()],
    "event_types": [_put("events", 0, event_type="CONSULT")],
    "events_foretold": [_put("documents", 0, issued_end=date(1931, 5, 1))],
    "evidence_records": [_put("evidence", 0, record_id="t-none"), _put("evidence", 13, record_id="t-pact|ana-berg|")],
    "evidence_spans": [_put("evidence", 0, start=None), _put("evidence", 0, end=99_999), _put("evidence", 0, start=90, end=90)],
    "evidence_quoted": [_put("evidence", 0, quote=None), _put("mentions", 0, surface=None)],
    "mention_passages": [_put("mentions", 0, passage_no=0), _put("mentions", 0, passage_no=7)],
    "mention_references": [
        _put("mentions", 1, ref_id="westmark"),
        _put("mentions", 2, ref_id="norland"),
        _put("mentions", 0, ref_id="norland"),
    ],
    "participants_named": [_put("event_participants", 1, actor_id=None)],
    "party_counts": [_put("treaties", 0, n_parties=3), _put("treaties", 0, bilateral=False), _put("treaty_parties", 1, role="observer")],
    "passages_tile": [
        _put("passages", 0, start=1),
        _put("passages", 1, start=30),
        _put("passages", 1, start=3),
        _put("passages", 1, end=90),
        lambda rows: rows["passages"].pop(),
    ],
    "periods": [
        _put("offices", 0, to=date(1900, 1, 1)),
        _put("coverage", 0, to=date(1900, 1, 1)),
        _put("actors", 0, valid_to=date(1800, 1, 1)),
    ],
    "position_speakers": [_put("positions", 0, person_id=None)],
    "redirect_targets": [
        _put("redirects", 0, new_id="t-old"),
        _put("redirects", 0, new_id="t-none"),
        _put("redirects", 0, old_id="t-pact", new_id=None),
    ],
    "reject_stages": [_put("rejects", 0, stage="curate")],
    "similar_treaties": [lambda rows: (_twin("treaties", "treaty_id")(rows), rows["treaties"][1].update(name="Another pact"))],
    "source_results": [lambda rows: rows["rejects"].clear()],
    "treaty_order": [_put("treaties", 0, in_force_end=date(1930, 1, 1)), _put("treaties", 0, terminated_end=date(1931, 6, 1))],
    "treaty_sides": [_put("treaties", 0, n_parties=1)],
}


def test_every_file_has_a_dataset_that_breaks_it() -> None:
    assert sorted(BROKEN) == sorted(FILES)


@pytest.mark.parametrize(("name", "case"), [(name, i) for name, cases in BROKEN.items() for i in range(len(cases))])
def test_a_check_fires(name: str, case: int) -> None:
    rows = small_rows()
    assert found(rows, FILES[name]) == []
    BROKEN[name][case](rows)
    findings = found(rows, FILES[name])
    assert findings
    assert all(f.severity == FILES[name].severity and f.message.endswith(FILES[name].remedy) for f in findings)
    assert all(f.table in BY_NAME and f.column in BY_NAME[f.table].header() and f.key for f in findings)


@pytest.mark.parametrize(("name", "column"), [(t.table, c.name) for t in TABLES for c in t.columns if c.refers])
def test_a_reference_to_no_row_is_found(name: str, column: str) -> None:
    rows = small_rows()
    rows[name][0][column] = "nowhere"
    findings = found(rows, DECLARED[f"reference_{name}_{column}"])
    assert [(f.table, f.column, f.value) for f in findings] == [(name, column, "nowhere")]


DATES = [(t.table, c.name) for t in TABLES for c in t.columns if c.edtf]


@pytest.mark.parametrize(("name", "column"), DATES)
def test_dates_without_fitting_bounds_are_found(name: str, column: str) -> None:
    day, later = date(1931, 1, 1), date(1931, 12, 31)
    start, end, precision = f"{column}_start", f"{column}_end", f"{column}_precision"
    check = DECLARED[f"dates_{name}_{column}"]
    for wrong in (
        {column: "1931", start: None, end: None, precision: "year"},
        {column: "1931", start: later, end: day, precision: "year"},
        {column: "1931", start: day, end: later, precision: None},
        {column: "1931", start: day, end: None, precision: "year"},
        {column: "1931", start: day, end: later, precision: "interval"},
        {column: None, start: day, end: later, precision: None},
    ):
        rows = small_rows()
        rows[name][0].update(wrong)
        assert len(found(rows, check)) == 1, wrong
    rows = small_rows()
    rows[name][0].update({column: "1931/..", start: day, end: None, precision: "open"})
    assert found(rows, check) == []


@pytest.mark.parametrize("name", EVIDENCED)
def test_a_row_without_evidence_is_found(name: str) -> None:
    rows = small_rows()
    for row in rows["evidence"]:
        if row["record_type"] == name and row["field"] is None:
            row["status"] = "superseded"
    assert len(found(rows, DECLARED[f"evidence_{name}"])) == len(rows[name])


CELLS = [(t, c.name) for t in EVIDENCED for c in evidence_columns(BY_NAME[t])]


@pytest.mark.parametrize(("name", "column"), CELLS)
def test_a_cell_that_no_evidence_supports_is_found(name: str, column: str) -> None:
    other = {"str": "other", "float": 7.0, "bool": False, "list[str]": ["Coast Pact", "Other"]}[BY_NAME[name].column(column).type]
    check = DECLARED[f"evidence_{name}_{column}"]
    assert found(small_rows(), check) == []
    rows = small_rows()
    rows[name][0][column] = other
    assert len(found(rows, check)) == 1


def test_a_conflict_about_a_part_rests_on_the_rows_of_the_part() -> None:
    rows = small_rows()
    values = [{"value": "signatory", "evidence_id": "ev-11"}, {"value": "observer", "evidence_id": "ev-12"}]
    told = {
        "record_type": "treaty_parties",
        "record_id": "t-pact|norland|signatory",
        "field": "role",
        "chosen": "signatory",
        "values": values,
    }
    rows["conflicts"][0] |= told
    assert found(rows, FILES["conflict_records"]) == []


def test_a_code_that_says_unknown_needs_no_evidence() -> None:
    rows = small_rows()
    rows["treaties"][0]["status"] = "unknown"
    assert found(rows, DECLARED["evidence_treaties_status"]) == []


def test_a_check_that_cannot_run_is_a_finding() -> None:
    findings = found(small_rows(), checks.Check("odd", "odd", "warning", "mend it", "select nothing from nowhere"))
    assert [(f.severity, f.check) for f in findings] == [("error", "odd")]


def test_a_check_without_remedy_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.sql").write_text("-- title: Odd\n-- severity: error\nselect 1\n")
    with pytest.raises(checks.CheckError, match=r"odd\.sql:1: no line `-- remedy"):
        checks.load(tmp_path)
    (tmp_path / "odd.sql").write_text("-- title: Odd\n-- severity: grave\n-- remedy: mend\nselect 1\n")
    with pytest.raises(checks.CheckError, match="severity grave"):
        checks.load(tmp_path)


def test_a_finding_names_the_place_in_the_document(rows: Rows, write: Write) -> None:
    rows["treaties"][0]["n_parties"] = 3
    report = validate.check(write(rows))
    assert {f.source for f in report.rows if f.key == "t-pact"} == {"coasts:21"}


@pytest.mark.parametrize(
    ("check", "table", "change"),
    [
        ("evidence_quotes", "evidence", {"quote": "Norland and Sudland quarrelled"}),
        ("evidence_quotes", "evidence", {"start": 20}),
        ("mention_surfaces", "mentions", {"surface": "4 May 1931"}),
        ("mention_surfaces", "mentions", {"end": 40}),
    ],
)
def test_a_quote_that_is_not_the_text_is_found(check: str, table: str, change: dict[str, object], write: Write, rows: Rows) -> None:
    rows[table][0] |= change
    with validate.connect(write(rows)) as db:
        (finding,) = spans.check(db)
    assert (finding.check, finding.table, finding.severity) == (check, table, "error")
    assert finding.key == rows[table][0][BY_NAME[table].key[0]]
    assert "reads: " in finding.message


def test_quotes_of_withheld_and_unknown_documents_are_not_compared(write: Write, rows: Rows) -> None:
    rows["documents"][0]["text"] = None
    rows["evidence"][-1] |= {"document_id": "zz-unknown"}
    with validate.connect(write(rows)) as db:
        assert spans.check(db) == []


def test_offsets_are_code_points(rows: Rows, write: Write) -> None:
    later = [r for r in rows["evidence"] if r["document_id"] == "coasts" and not TEXT[: r["start"]].isascii()]
    assert later, "the small dataset must quote something after a character outside ASCII"
    with validate.connect(write(rows)) as db:
        assert spans.check(db) == []
