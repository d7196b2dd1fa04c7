"""The commands that read a dataset, run as a user runs them."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows import published
from flows.cli import rules
from flows.stages import publish, tables
from schemas.tables import arrow_schema
from tests.tables.small_dataset import small_rows, table

CHANCERY = [sys.executable, "-c", "from flows.cli import main; main()"]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with the small dataset."""
    records, out = tmp_path_factory.mktemp("records"), tmp_path_factory.mktemp("out")
    for name, rows in small_rows().items():
        tables.write(table(name, rows), records / f"{name}.parquet")
    (out / "dataset").mkdir()
    publish.publish(records, out / "dataset", {"dataset_version": "dev", "code_digest": "c", "rules_digest": "u", "raw_digest": "r"})
    return out


def run(*arguments: str | Path, stdin: str | None = None) -> subprocess.CompletedProcess[bytes]:
    given = stdin.encode() if stdin else None
    return subprocess.run([*CHANCERY, *map(str, arguments)], capture_output=True, check=False, input=given)


@pytest.mark.parametrize("command", [["check"], ["query", "select 1"], ["documents"], ["rules"]], ids=lambda c: c[0])
def test_without_a_dataset_the_message_says_how_to_get_one(command: list[str], tmp_path: Path) -> None:
    done = run(*command, "--out", tmp_path)
    assert done.returncode == 2
    assert b"run `chancery build`" in done.stderr
    assert done.stdout == b""


def test_version_names_program_schema_and_rules() -> None:
    done = run("--version")
    assert done.returncode == 0
    assert re.fullmatch(rb"chancery \d+\.\d+\.\d+, schema [0-9a-f]{12}, rules [0-9a-f]{12}\n", done.stdout)


def test_check_holds_on_the_small_dataset(out: Path) -> None:
    done = run("check", "--out", out)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"holds: ")


def test_check_tells_what_is_broken_and_where(out: Path, tmp_path: Path) -> None:
    for path in (out / "dataset").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    rows = small_rows()["treaties"]
    rows[0]["kind"] = "handshake"
    tables.write(table("treaties", rows), tmp_path / "treaties.parquet")
    done = run("check", "--out", tmp_path)
    assert done.returncode == 1
    assert b"treaties.kind of t-pact = handshake: use a code of schemas/vocab/treaty_kinds.csv" in done.stdout
    assert b"[coasts:21]" in done.stdout
    assert b"BROKEN: " in done.stdout


def test_check_finds_a_byte_that_a_disk_has_spoilt_and_has_it_made_again(tiny: Path, undisturbed: Path, tmp_path: Path) -> None:
    out = Path(shutil.copytree(undisturbed, tmp_path / "out", symlinks=True))
    file = out / "dataset" / "chancery.duckdb"
    times = (file.stat().st_atime_ns, file.stat().st_mtime_ns)
    data = bytearray(file.read_bytes())
    data[-1] ^= 0xFF
    file.write_bytes(data)
    os.utime(file, ns=times)
    done = run("check", "--out", out)
    assert (done.returncode, done.stdout) == (1, b"BROKEN: damaged: chancery.duckdb; run `chancery build`, which makes the dataset anew\n")
    assert run("build", "--plain", "--raw", tiny, "--out", out).returncode == 0
    assert run("check", "--out", out).stdout.splitlines()[-1].startswith(b"holds: ")


def test_query_prints_csv_after_rfc_4180(out: Path) -> None:
    done = run("query", "select name, signed_start, aliases, secret, 'a \"b\"\nc' as odd from treaties", "--format", "csv", "--out", out)
    assert done.stdout.decode() == 'name,signed_start,aliases,secret,odd\r\nPact of Portham,1931-05-03,"[""Coast Pact""]",,"a ""b""\nc"\r\n'
    assert next(csv.reader(io.StringIO(done.stdout.decode(), newline=""))) == ["name", "signed_start", "aliases", "secret", "odd"]


def test_query_prints_json_with_iso_dates_and_nulls(out: Path) -> None:
    sql = "select event_id, date_start, treaty_id, n_documents from events order by event_id"
    assert json.loads(run("query", sql, "--format", "json", "--out", out).stdout) == [
        {"event_id": "e-sign", "date_start": "1931-05-03", "treaty_id": "t-pact", "n_documents": 1},
        {"event_id": "e-talks", "date_start": "1931-05-02", "treaty_id": None, "n_documents": 1},
    ]


def test_query_writes_parquet_to_the_output_or_a_file(out: Path, tmp_path: Path) -> None:
    sql = "select name, signed_start from treaties"
    piped = run("query", sql, "--format", "parquet", "--out", out).stdout
    assert pq.read_table(pa.BufferReader(piped)).to_pylist() == [{"name": "Pact of Portham", "signed_start": date(1931, 5, 3)}]
    assert run("query", sql, "--format", "parquet", "--output", tmp_path / "x.parquet", "--out", out).stdout == b""
    assert (tmp_path / "x.parquet").read_bytes() == piped


def test_query_reads_standard_input_and_prints_plain_columns(out: Path) -> None:
    done = run("query", "-", "--out", out, stdin="select event_id, headline from events order by 1")
    assert done.stdout.decode().splitlines() == [
        "event_id  headline",
        "e-sign    Norland and Sudland sign",
        "e-talks   Norland negotiates",
    ]


def test_a_very_long_value_widens_no_column_but_is_whole(out: Path) -> None:
    sql = "select * from (values (1, repeat('x', 200), 'a'), (2, 'short', 'b')) t(n, words, after) order by n"
    lines = run("query", sql, "--out", out).stdout.decode().splitlines()
    assert lines == ["n  words  after", f"1  {'x' * 200}  a", "2  short  b"]


def test_a_wrong_query_says_what_there_is(out: Path) -> None:
    done = run("query", "select * from treatise", "--out", out)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"treatise does not exist" in done.stderr
    assert b"tables: actors, " in done.stderr
    assert b"views: actor_dyad_years, " in done.stderr


def test_a_query_cannot_change_the_dataset(out: Path) -> None:
    before = (out / "dataset" / publish.DATABASE).read_bytes()
    assert run("query", "delete from treaties", "--out", out).returncode == 2
    assert (out / "dataset" / publish.DATABASE).read_bytes() == before


def test_documents_lists_each_with_its_records(out: Path) -> None:
    rows = json.loads(run("documents", "--format", "json", "--out", out).stdout)
    assert [(r["document_id"], r["title"], r["issued"], r["source"], r["records"]) for r in rows] == [
        ("coasts", "The two coasts, 1931", "1950", "books", 4),
        ("letter", None, None, "letters", 1),
    ]


def test_rules_lists_every_rule_with_its_hits(out: Path, tmp_path: Path) -> None:
    known = rules.listed().to_pylist()
    assert known, "schemas/rules holds no rule"
    first = known[0]["rule_id"]
    for path in (out / "dataset").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with duckdb.connect(str(tmp_path / publish.DATABASE)) as db:
        db.execute("update mentions set rule_id = $1 where kind = 'date'", [first])
    rows = json.loads(run("rules", "--format", "json", "--out", tmp_path).stdout)
    listed = [r for r in rows if r["file"]]
    assert [r["rule_id"] for r in listed] == [r["rule_id"] for r in known]
    assert [r["rule_id"] for r in listed if r["hits"]] == [r["rule_id"] for r in known if r["rule_id"] == first]
    assert {"actor-name", "treaty-sign-1"} <= {r["rule_id"] for r in rows[len(listed) :]}
    unused = json.loads(run("rules", "--unused", "--format", "json", "--out", tmp_path).stdout)
    assert len(unused) == len(known) - 1


def test_every_rule_has_an_id_of_its_own_in_its_file_and_says_what_it_reads() -> None:
    known = rules.listed().to_pylist()
    assert all(r["rule_id"] and r["reads"] for r in known)
    ids = [(r["file"], r["rule_id"]) for r in known]
    assert sorted({i for i in ids if ids.count(i) > 1}) == []


@pytest.mark.parametrize(("columns", "expected"), [("200", "event_id   date "), ("40", "──────")])
def test_a_terminal_gets_a_table_that_fits(out: Path, columns: str, expected: str) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": columns, "TERM": "xterm"}
    command = [*CHANCERY, "query", "select event_id, date, headline, realis, action, slug from events", "--out", str(out)]
    with subprocess.Popen(command, stdout=theirs, env=environment) as process:
        process.wait()
    os.close(theirs)
    text = re.sub(r"\x1b\[[0-9;]*m", "", os.read(ours, 100_000).decode())
    os.close(ours)
    assert text.startswith(expected)
    assert max(len(line.rstrip()) for line in text.splitlines()) <= int(columns)


def test_repeated_names_are_told_apart() -> None:
    assert published.unique(["a", "b", "a", "a", "a_2"]) == ["a", "b", "a_2", "a_3", "a_2_2"]


def test_values_print_as_json_has_them() -> None:
    assert published.cell(None) == ""
    assert published.cell(True) == "true"
    assert published.cell([date(1931, 5, 3), None]) == '["1931-05-03", null]'
    assert published.cell({"é": 1.5}) == '{"é": 1.5}'
    assert arrow_schema("conflicts").field("values").type.value_type.num_fields == 2
