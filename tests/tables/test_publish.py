"""The published dataset: bytes, order, dictionary and views."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.stages import publish, tables, validate, views
from schemas.tables import BY_NAME, TABLES, arrow_schema, schema_version
from schemas.tables.vocabulary import codes, vocabularies
from tests.tables.small_dataset import Rows, Write, small_rows, table

INFO = {"dataset_version": "2026.1.0", "code_digest": "c0de", "rules_digest": "f17e", "raw_digest": "f00d"}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small dataset, published once."""
    records, out = tmp_path_factory.mktemp("records"), tmp_path_factory.mktemp("dataset")
    for name, rows in small_rows().items():
        tables.write(table(name, rows), records / f"{name}.parquet")
    publish.publish(records, out, INFO)
    return out


@pytest.fixture(scope="module")
def db(dataset: Path) -> Any:
    """The published DuckDB file, open for reading."""
    with duckdb.connect(str(dataset / publish.DATABASE), read_only=True) as db:
        yield db


def digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir()) if p.name != publish.DATABASE}


def test_equal_rows_give_equal_bytes_in_whatever_order_they_come(rows: Rows, write: Write, dataset: Path, tmp_path: Path) -> None:
    shuffled = {name: list(reversed(some)) for name, some in rows.items()}
    out = tmp_path / "again"
    out.mkdir()
    publish.publish(write(shuffled), out, INFO)
    assert digests(out) == digests(dataset)


def test_bytes_do_not_depend_on_how_the_reader_cuts_its_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schema = arrow_schema("repairs")
    some = [dict(zip(schema.names, (f"d{i % 7}", "r", "repair", i, i + 1, "x", "y"), strict=True)) for i in range(5000)]
    tables.write(pa.Table.from_pylist(some, schema), tmp_path / "in.parquet")
    monkeypatch.setattr(BY_NAME["repairs"], "row_group", 1500)
    made = []
    for threads in (1, 4):
        with duckdb.connect(config={"threads": threads}) as db:
            n = publish.write_sorted(db, BY_NAME["repairs"], tmp_path / "in.parquet", tmp_path / f"{threads}.parquet")
        made.append((n, (tmp_path / f"{threads}.parquet").read_bytes()))
    assert made[0] == made[1]
    file = pq.ParquetFile(tmp_path / "1.parquet")
    assert [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)] == [1500, 1500, 1500, 500]


def test_what_is_published_is_what_was_written(rows: Rows, dataset: Path, db: Any) -> None:
    for t in TABLES:
        read = pq.read_table(dataset / f"{t.table}.parquet")
        written = pa.schema([arrow_schema(t.table, published=True).field(n) for n in read.column_names if n != "row_counts"])
        assert pa.schema([f for f in read.schema if f.name != "row_counts"]).equals(written, check_metadata=True)
        assert read.schema.metadata == {b"description": t.about.encode()}
        if t.table != "build_info":
            expected = table(t.table, rows[t.table]).to_pylist()
            assert sorted(read.to_pylist(), key=repr) == sorted(expected, key=repr)
        assert db.execute(f'select count(*) from "{t.table}"').fetchone() == (len(read),)


def test_the_published_dataset_passes_its_checks(dataset: Path) -> None:
    assert [str(r) for r in validate.check(dataset).rows] == []


def test_build_info_counts_the_rows_and_knows_no_clock(dataset: Path) -> None:
    (row,) = pq.read_table(dataset / "build_info.parquet").to_pylist()
    counts = dict(row.pop("row_counts"))
    assert row == {**INFO, "schema_version": schema_version()}
    assert counts == {name: len(some) for name, some in small_rows().items()}


def test_empty_tables_are_published(rows: Rows, write: Write, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    publish.publish(write({name: [] for name in rows}), out, INFO)
    assert pq.read_table(out / "treaties.parquet").num_rows == 0
    with duckdb.connect(str(out / publish.DATABASE), read_only=True) as db:
        assert all(db.execute(f"from {v.name}").fetchall() == [] for v in views.load())


def test_the_dictionary_lists_every_column_code_and_view(dataset: Path) -> None:
    text = (dataset / "README.md").read_text()
    for t in TABLES:
        section = text.split(f"\n### {t.table}\n")[1].split("\n### ")[0]
        assert all(f"| `{c.name}` |" in section and c.description.replace("|", "\\|") in section for c in t.columns)
    for name in vocabularies():
        section = text.split(f"\n### vocabulary {name}\n")[1].split("\n### ")[0]
        assert all(f"| {code} |" in section for code in codes(name))
    for v in views.load():
        assert f"```sql\n{v.example};\n```" in text.split(f"\n### {v.name}\n")[1].split("\n### ")[0]


def test_the_example_of_a_view_asks_it(db: Any) -> None:
    for view in views.load():
        assert f"from {view.name} " in view.example
        assert db.execute(view.example).description, view.name


def test_tables_views_and_columns_have_comments(db: Any) -> None:
    uncommented = "select table_name, column_name from duckdb_columns() where schema_name = 'main' and not internal and comment is null"
    assert db.execute(uncommented).fetchall() == []
    assert db.execute("select count(*) from duckdb_columns() where schema_name = 'main' and comment is not null").fetchone()[0] > 200
    assert db.execute("select table_name from duckdb_tables() where schema_name = 'main' and comment is null").fetchall() == []
    assert (
        db.execute("select view_name from duckdb_views() where schema_name = 'main' and not internal and comment is null").fetchall() == []
    )
    assert db.execute("select description from vocab.actions where action = 'sign'").fetchone() == ("Puts its signature to an instrument",)


def test_the_header_of_a_view_names_its_columns(db: Any) -> None:
    for view in views.load():
        assert list(view.columns) == [d[0] for d in db.execute(f"from {view.name}").description], view.name


def test_a_view_without_header_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.sql").write_text("-- title: Odd\nselect 1 as a\n")
    with pytest.raises(views.ViewError, match=r"odd\.sql:1: a view starts with"):
        views.load(tmp_path)


def test_views_over_the_parquet_files_answer_alike(dataset: Path, db: Any) -> None:
    with duckdb.connect() as far:
        far.execute(f"set variable dataset = '{dataset}/'")
        far.execute((dataset / "views.sql").read_text())
        for view in views.load():
            assert far.execute(f"from {view.name}").fetchall() == db.execute(f"from {view.name}").fetchall() != []


def one(db: Any, sql: str) -> dict[str, Any]:
    cursor = db.execute(sql)
    (row,) = cursor.fetchall()
    return dict(zip([d[0] for d in cursor.description], row, strict=True))


def test_treaty_overview_reads_like_a_sentence(db: Any) -> None:
    row = one(db, "from treaty_overview")
    assert {k: row[k] for k in ("name", "place", "parties", "signatories", "term", "obligations", "documents")} == {
        "name": "Pact of Portham",
        "place": "Portham",
        "parties": "Norland, Sudland",
        "signatories": "Ana Berg for Norland",
        "term": "5 years",
        "obligations": "nonaggression",
        "documents": "coasts, letter",
    }


def test_every_obligation_is_in_the_views(rows: Rows, write: Write, tmp_path: Path) -> None:
    rows["treaties"][0] |= dict.fromkeys(codes("obligations"), True)
    out = tmp_path / "out"
    out.mkdir()
    publish.publish(write(rows), out, INFO)
    with duckdb.connect(str(out / publish.DATABASE), read_only=True) as db:
        listed = one(db, "from treaty_overview")["obligations"].split(", ")
        assert sorted(listed) == sorted(o.replace("_", " ") for o in codes("obligations"))
        year = one(db, "from actor_dyad_years where year = 1931")
        assert all(year[o] == 1 for o in codes("obligations"))
        assert {t.lower() for t in codes("event_types")} <= year.keys()


def test_treaty_timeline_gives_each_step_once(db: Any) -> None:
    steps = db.execute("select step, action, date, event_id from treaty_timeline order by step").fetchall()
    assert steps == [(1, "signature", "1931-05-03", "e-sign"), (2, "entry-into-force", "1931-07-01", None)]


def test_treaty_timeline_takes_in_events_about_the_treaty(rows: Rows, write: Write, tmp_path: Path) -> None:
    rows["treaty_actions"].clear()
    rows["treaties"][0] |= {"signed": None, "signed_start": None, "signed_end": None, "signed_precision": None}
    rows["events"][1]["treaty_id"] = "t-pact"
    rows["event_participants"].pop()  # Norland alone
    for row in vocabularies()["treaty_actions"]:
        if row["event_action"] not in ("", "sign"):
            told = {"event_id": f"e-{row['action']}", "action": row["event_action"], "date": "1932", "date_precision": "year"}
            days = {"date_start": date(1932, 1, 1), "date_end": date(1932, 12, 31)}
            rows["events"].append(rows["events"][0] | told | days)
    led_to = {"event_id": "e-war", "action": "battle", "event_type": "ASSAULT", "treaty_id": "t-pact"}
    rows["events"].append(rows["events"][0] | led_to)
    out = tmp_path / "out"
    out.mkdir()
    publish.publish(write(rows), out, INFO)
    with duckdb.connect(str(out / publish.DATABASE), read_only=True) as db:
        steps = db.execute("select action, actor, date, event_id from treaty_timeline order by step").fetchall()
    assert steps[:3] == [
        ("negotiate", "Norland", "1931-05-02", "e-talks"),
        ("signature", None, "1931-05-03", "e-sign"),
        ("entry-into-force", None, "1931-07-01", None),
    ]
    later = {row["action"] for row in vocabularies()["treaty_actions"] if row["event_action"] not in ("", "sign")}
    assert {action for action, *_ in steps[3:]} == later


def test_event_timeline_names_who_acts_for_whom(db: Any) -> None:
    assert db.execute("select event_id, parties, treaty from event_timeline").fetchall() == [
        ("e-talks", "Ana Berg (Norland), Sudland", None),
        ("e-sign", "Ana Berg (Norland), Sudland", "Pact of Portham"),
    ]


def test_dyad_years_know_the_difference_between_none_and_unknown(db: Any) -> None:
    years = db.execute("select year, covered, signed, in_force, trade, agree, assault from actor_dyad_years").fetchall()
    assert years[0] == (1930, True, 0, 0, 0, 0, 0)
    assert years[1] == (1931, True, 1, 1, 0, 1, 0)
    assert years[-1] == (1936, False, None, 1, None, None, None)


def test_a_treaty_without_known_end_leaves_later_years_open(rows: Rows, write: Write, tmp_path: Path) -> None:
    rows["treaties"][0] |= {"term_years": None}
    out = tmp_path / "out"
    out.mkdir()
    publish.publish(write(rows), out, INFO)
    with duckdb.connect(str(out / publish.DATABASE), read_only=True) as db:
        years = db.execute("select year, in_force, nonaggression, trade from actor_dyad_years where year in (1930, 1932)").fetchall()
    assert years == [(1930, 0, 0, 0), (1932, None, None, 0)]


def published_with(rows: Rows, write: Write, folder: Path) -> Any:
    """The dataset of these rows, open for reading."""
    folder.mkdir()
    publish.publish(write(rows), folder, INFO)
    return duckdb.connect(str(folder / publish.DATABASE), read_only=True)


def test_dyad_years_are_of_states_that_are_there_and_pass_treaties_on(rows: Rows, write: Write, tmp_path: Path) -> None:
    rows["actors"][1] |= {"cow_code": 902, "valid_to": date(1933, 6, 30)}
    heir = {"actor_id": "new-sudland", "name": "New Sudland", "valid_from": date(1933, 7, 1), "valid_to": date(1934, 12, 31)}
    rows["actors"].append(rows["actors"][1] | heir)
    with published_with(rows, write, tmp_path / "out") as db:
        asked = "select year, actor_a, actor_b, cow_a, cow_b, in_force, trade from actor_dyad_years order by year, actor_b"
        years = [row for row in db.execute(asked).fetchall() if row[0] > 1931]
    assert years == [  # the pact is for five years
        (1932, "norland", "sudland", 901, 902, 1, 0),
        (1933, "norland", "sudland", 901, 902, 1, 0),
        (1934, "new-sudland", "norland", 902, 901, 1, 0),
    ]


def test_an_event_of_a_year_in_which_a_state_was_not_there_stays(rows: Rows, write: Write, tmp_path: Path) -> None:
    rows["actors"][1] |= {"valid_to": date(1920, 6, 30)}
    with published_with(rows, write, tmp_path / "out") as db:
        assert db.execute("select year, signed, agree from actor_dyad_years").fetchall() == [(1931, 1, 1)]


@pytest.mark.parametrize(
    ("told", "ends"),
    [
        ({}, ("term", date(1936, 7, 1), date(1936, 7, 1))),
        ({"term_years": 0.5}, ("term", date(1932, 1, 1), date(1932, 1, 1))),
        ({"term_years": None}, (None, None, None)),
        ({"term_years": None, "end_status": "in-force-at-coverage-end"}, ("coverage", date(9999, 12, 31), date(9999, 12, 31))),
        (
            {"terminated": "1934", "terminated_start": date(1934, 1, 1), "terminated_end": date(1934, 12, 31)},
            ("terminated", date(1934, 1, 1), date(1934, 12, 31)),
        ),
    ],
)
def test_periods_say_what_tells_of_the_end(told: Any, ends: Any, rows: Rows, write: Write, tmp_path: Path) -> None:
    rows["treaties"][0] |= told
    with published_with(rows, write, tmp_path / "out") as db:
        found = db.execute("select begins, begins_basis, ends_basis, ends_start, ends_end from treaty_periods").fetchall()
    assert found == [("1931-07-01", "in-force", *ends)]


def test_encounters_pair_those_who_met(db: Any) -> None:
    found = db.execute("select event_id, side_a, person_a, actor_a, side_b, person_b, actor_b from encounters").fetchall()
    assert found == [("e-talks", "Ana Berg (Norland)", "ana-berg", "norland", "Sudland", None, "sudland")]


def test_open_conflicts_list_every_value_with_its_documents(db: Any) -> None:
    row = one(db, "from open_conflicts")
    assert (row["record"], row["claims"], row["n_values"]) == ("Pact of Portham", "1931-05-03 (coasts); 1931-05-04 (letter)", 2)


def test_document_records_show_what_a_document_gave(db: Any) -> None:
    got = db.execute("select record_type, record_id from document_records where document_id = 'coasts'").fetchall()
    assert got == [("events", "e-sign"), ("treaties", "t-pact"), ("events", "e-talks"), ("positions", "p-1")]


def test_dates_are_dates(dataset: Path) -> None:
    (row,) = pq.read_table(dataset / "treaties.parquet", columns=["signed_start", "aliases"]).to_pylist()
    assert row == {"signed_start": date(1931, 5, 3), "aliases": ["Coast Pact"]}
    assert json.dumps(row, default=str)
