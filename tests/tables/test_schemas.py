"""Every table's schema is fed bad data, column by column, and every defect must be found with the key of its row."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

from flows.stages import validate
from flows.stages.findings import Finding
from schemas import data
from schemas.tables import BY_NAME, TABLES, arrow_schema, schema_version
from schemas.tables.base import Column, Table, column
from schemas.tables.vocabulary import codes, vocabularies
from tests.tables.small_dataset import Rows, Write, small_rows, table

SMALL = small_rows() | {
    "build_info": [
        {"dataset_version": "0.0.0", "schema_version": "0" * 12, "code_digest": "a"}
        | {"rules_digest": "c", "raw_digest": "b", "row_counts": [("treaties", 1)]}
    ]
}
ALL = pytest.mark.parametrize("declared", TABLES, ids=lambda t: t.table)


def findings(declared: type[Table], rows: list[dict[str, Any]]) -> list[Finding]:
    return list(validate.check_frame(declared, pl.DataFrame(pl.from_arrow(table(declared.table, rows)))))


def defects(c: Column) -> dict[str, Any]:
    """Check -> a value that breaks it."""
    wrong: dict[str, Any] = {}
    if not c.nullable:
        wrong["null"] = None
    if c.vocab:
        wrong["vocabulary"] = "no such code"
    if c.pattern:
        wrong["pattern"] = "\u2003?"
    if c.low is not None:
        wrong["minimum"] = c.low - 1
    if c.high is not None:
        wrong["maximum"] = c.high + 1
    if c.max_length is not None:
        wrong["length"] = "x" * (c.max_length + 1)
    return wrong


@ALL
def test_every_defect_of_a_column_is_found(declared: type[Table]) -> None:
    good = SMALL[declared.table]
    assert findings(declared, good) == []
    for c in declared.columns:
        for check, value in defects(c).items():
            row = good[0] | {c.name: value}
            found = findings(declared, [row, *good[1:]])
            assert [(f.severity, f.check, f.table, f.column) for f in found] == [("error", check, declared.table, c.name)], (c.name, found)
            assert found[0].key == validate.key_of(declared, {n: row.get(n) for n in declared.header()})
            assert found[0].message


@pytest.mark.parametrize("declared", [t for t in TABLES if t.key], ids=lambda t: t.table)
def test_a_repeated_key_is_found(declared: type[Table]) -> None:
    good = SMALL[declared.table]
    assert [(f.check, f.column) for f in findings(declared, [*good, good[0]])] == [("key", declared.key[0])]


def test_years_before_1_are_no_obstacle() -> None:
    row = SMALL["events"][0] | {"date": "-0479-08", "date_start": -894_000, "date_end": -893_970, "date_precision": "month"}
    assert findings(BY_NAME["events"], [row]) == []
    assert [(f.check, f.value) for f in findings(BY_NAME["events"], [row | {"action": "quarrel"}])] == [("vocabulary", "quarrel")]


def test_null_counts_as_a_value_in_a_key() -> None:
    row = {"treaty_id": "t", "person_id": "p", "actor_id": None}
    assert [f.check for f in findings(BY_NAME["treaty_signatories"], [row, row])] == ["key"]


@ALL
def test_wrong_columns_are_found(declared: type[Table]) -> None:
    frame = pl.DataFrame(pl.from_arrow(table(declared.table, SMALL[declared.table])))
    last = declared.header()[-1]
    assert [f.check for f in validate.check_frame(declared, frame.drop(last))] == ["columns"]
    assert [f.check for f in validate.check_frame(declared, frame.with_columns(pl.lit(1).alias("extra")))] == ["columns"]
    retyped = frame.with_columns(pl.lit(b"x").alias(last))
    assert ("type", last) in [(f.check, f.column) for f in validate.check_frame(declared, retyped)]


def test_a_missing_and_a_damaged_file_are_findings(rows: Rows, write: Write) -> None:
    folder = write(rows)
    (folder / "treaties.parquet").unlink()
    (folder / "events.parquet").write_bytes(b"PAR1")
    # and nothing else is, though every table refers to them
    assert {(f.table, f.check) for f in validate.check(folder).rows} == {("treaties", "missing"), ("events", "unreadable")}


def test_the_stage_writes_findings_and_a_report(rows: Rows, write: Write, tmp_path: Any) -> None:
    rows["treaties"][0]["kind"] = "handshake"
    out = tmp_path / "out"
    out.mkdir()
    validate.validate(write(rows), out)
    found = pl.read_parquet(out / "findings.parquet")
    assert found.columns == ["check", "severity", "table", "column", "key", "value", "source", "message"]
    assert set(found.dtypes) == {pl.String}
    row = found.filter(pl.col("check") == "vocabulary").to_dicts()
    assert [(r["table"], r["column"], r["key"], r["value"], r["source"]) for r in row] == [
        ("treaties", "kind", "t-pact", "handshake", "coasts:21")
    ]
    assert "treaties.kind of t-pact = handshake: use a code of schemas/vocab/treaty_kinds.csv" in (out / "report.md").read_text()


@ALL
def test_every_column_has_a_description_and_every_reference_a_target(declared: type[Table]) -> None:
    assert declared.about
    assert declared.order
    for c in declared.columns:
        assert len(c.description) > 3, c.name
        assert c.refers is None or len(BY_NAME[c.refers].key) == 1
        assert c.vocab is None or c.vocab in vocabularies()
        assert set(c.silent) <= set(codes(c.vocab) if c.vocab else [])
    assert [f.name for f in arrow_schema(declared.table)] == declared.header()
    for f, c in zip(arrow_schema(declared.table, published=True), declared.columns, strict=True):
        assert (f.metadata[b"description"].decode(), f.nullable) == (c.description, c.nullable)


def test_every_vocabulary_is_loaded_described_and_free_of_repeats() -> None:
    assert sorted(vocabularies()) == sorted(p.stem for p in (data.ROOT / "vocab").glob("*.csv"))
    for name, rows in vocabularies().items():
        assert len(set(codes(name))) == len(codes(name)), name
        assert all(row["description"] for row in rows), name


def test_vocabularies_agree_with_each_other() -> None:
    assert {r["event_type"] for r in vocabularies()["actions"]} == set(codes("event_types"))
    assert {r["event_action"] for r in vocabularies()["treaty_actions"]} - {""} <= set(codes("actions"))
    assert set(codes("obligations")) <= set(BY_NAME["treaties"].header())
    assert set(codes("record_types")) <= set(BY_NAME)
    assert {s for r in vocabularies()["reject_reasons"] for s in r["stages"].split(";")} <= set(codes("stages"))
    assert {r["refers_to"] for r in vocabularies()["mention_kinds"]} - {""} <= set(BY_NAME)
    assert all(row["remedy"] for row in vocabularies()["reject_reasons"])


def test_arrow_schemas_come_without_pandera_and_polars() -> None:
    code = "import sys, schemas.tables; sys.exit(any(m in sys.modules for m in ('pandera', 'polars')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_type_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TypeError, match=r"odd: type complex is not one of str"):
        type("Odd", (Table,), {"__annotations__": {"odd": "complex"}, "odd": column("odd"), "__module__": "x"})
    with pytest.raises(TypeError, match="key, order or blooms name columns that it lacks: id"):
        type("Odd", (Table,), {"__annotations__": {"odd": "str"}, "odd": column("odd"), "key": ("id",), "__module__": "x"})


def test_the_schema_version_changes_with_the_types(monkeypatch: pytest.MonkeyPatch) -> None:
    before = schema_version()
    monkeypatch.setattr(BY_NAME["actors"], "columns", BY_NAME["actors"].columns[:-1])
    assert schema_version() != before
    assert pa.types.is_date(arrow_schema("actors").field("valid_to").type)
