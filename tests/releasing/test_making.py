"""A release as it leaves the house: what is in it, what is not, and that it never changes."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.ledger import sha256
from flows.releasing import files, making, store, versions, withhold
from flows.releasing.errors import ReleaseError
from flows.settings import ROOT, UsageError
from flows.stages import tables, validate
from schemas.tables import BY_NAME, TABLES
from tests.conftest import CORPORA
from tests.releasing.conftest import Released

UNFREE = CORPORA / "tiny" / "notes" / "talk-in-geneva.txt"
ROW = 6
"""So many words in a row must not be found anywhere: fewer than the release itself looks for."""


def rows_of_words(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {" ".join(words[i : i + ROW]) for i in range(len(words) - ROW + 1)}


def everything(folder: Path) -> Iterator[tuple[str, str]]:
    """Every byte of a release as text, and besides the cells of what is packed: (where, text)."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = str(path.relative_to(folder))
        yield name, path.read_bytes().decode("latin-1")
        if path.suffix == ".parquet":
            yield name, json.dumps(pq.read_table(path).to_pylist(), default=str)
            yield name, str(pq.read_metadata(path).to_dict())
        elif path.suffix == ".zst":
            yield name, pa.input_stream(path, compression="zstd").read().decode()
        elif path.suffix == ".duckdb":
            with duckdb.connect(str(path), read_only=True) as db:
                for (table,) in db.execute("select table_name from duckdb_tables() where schema_name = 'main'").fetchall():
                    yield f"{name}: {table}", json.dumps(db.execute(f'from "{table}"').fetchall(), default=str)
        elif path.suffix == ".tar":
            with tarfile.open(path) as tar:
                for member in tar:
                    file = tar.extractfile(member)
                    assert file is not None
                    if member.name.endswith(".zst"):
                        yield member.name, pa.input_stream(io.BytesIO(file.read()), compression="zstd").read().decode()
                    elif member.name.endswith(".parquet"):
                        yield member.name, json.dumps(pq.read_table(io.BytesIO(file.read())).to_pylist(), default=str)


def test_no_words_of_a_text_that_may_not_be_passed_on_get_through(releases: Released) -> None:
    forbidden = rows_of_words(UNFREE.read_text(encoding="utf-8"))
    document = tables.read(releases.builds[0], "documents").to_pylist()
    assert any(rows_of_words(d["text"]) & forbidden for d in document)  # the build has the text: the release has to take it out
    for where, text in everything(releases.first):
        assert not (found := rows_of_words(text) & forbidden), (where, sorted(found)[:3])


def test_what_is_withheld_leaves_spans_hashes_and_facts(releases: Released) -> None:
    before = {r["evidence_id"]: r for r in tables.read(releases.builds[0], "evidence").to_pylist()}
    told = [r for r in tables.read(releases.first, "evidence").to_pylist() if r["document_id"] == "talk-in-geneva"]
    assert told and all(r["quote"] is None and r["value_original"] is None for r in told)
    assert all((r["start"], r["end"]) == (before[r["evidence_id"]]["start"], before[r["evidence_id"]]["end"]) for r in told)
    free = [r for r in tables.read(releases.first, "evidence").to_pylist() if r["document_id"] == "northern-papers/berlin-treaty"]
    assert free and all(r["quote"] for r in free)
    for row in tables.read(releases.first, "documents").to_pylist():
        assert (row["text"] is None) == (row["document_id"] == "talk-in-geneva") and len(row["text_sha256"]) == 64


def test_a_leak_is_found_in_whatever_file_it_is(releases: Released, tmp_path: Path) -> None:
    forbidden = set(withhold.grams(UNFREE.read_text(encoding="utf-8")))
    assert withhold.leaks(releases.first, forbidden) == []
    (tmp_path / "a.txt").write_text(UNFREE.read_text(encoding="utf-8"), encoding="utf-8")
    shutil.copyfile(releases.builds[0] / "documents.parquet", tmp_path / "b.parquet")
    shutil.copyfile(releases.builds[0] / "chancery.duckdb", tmp_path / "c.duckdb")
    with pa.output_stream(tmp_path / "d.csv.zst", compression="zstd") as packed:
        packed.write(UNFREE.read_bytes())
    assert [leak.split(":")[0] for leak in withhold.leaks(tmp_path, forbidden)] == ["a.txt", "b.parquet", "c.duckdb", "d.csv.zst"]


def test_the_release_passes_its_checks_and_holds_every_table(releases: Released) -> None:
    for folder in (releases.first, releases.second):
        assert [r for r in validate.check(folder).rows if r.severity == "error"] == []
        with duckdb.connect(str(folder / "chancery.duckdb"), read_only=True) as db:
            for table in TABLES:
                assert db.execute(f'select count(*) from "{table.table}"').fetchone() == (
                    pq.read_metadata(folder / f"{table.table}.parquet").num_rows,
                )
            assert db.execute("select dataset_version, schema_version from build_info").fetchone() == (folder.name, "1.0.0")
            assert db.execute("select count(*) from treaty_overview").fetchone() != (0,)


def test_equal_builds_make_equal_archives(copied: Released, releases: Released) -> None:
    shutil.rmtree(copied.second)
    shutil.rmtree(copied.first)
    point = copied.out / "dataset"
    point.unlink()
    point.symlink_to(f"builds/{releases.builds[0].name}")
    made = making.make(copied.out, "2026.11.0", copied.out / "none.csv")
    assert made.folder is not None
    again, first = (
        {p.relative_to(folder): sha256(p) for p in folder.rglob("*") if p.is_file() and not p.name.startswith("chancery.duckdb")}
        for folder in (made.folder, releases.first)
    )
    assert again == first
    assert any(path.suffix == ".tar" for path in first)


def test_sha256sum_confirms_every_file(releases: Released) -> None:
    names = sorted(p.name for p in releases.first.glob("*.sha256"))
    said = subprocess.run(["sha256sum", "-c", "SHA256SUMS", *names], cwd=releases.first, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout
    confirmed = {line.removesuffix(": OK") for line in said.stdout.splitlines()}
    there = {str(p.relative_to(releases.first)) for p in releases.first.rglob("*") if p.is_file()}
    assert there - confirmed == {"SHA256SUMS", *names}


def test_csv_says_what_parquet_says(releases: Released) -> None:
    for name in ("treaties", "sources", "redirects"):
        text = pa.input_stream(releases.second / "csv" / f"{name}.csv.zst", compression="zstd").read().decode("utf-8")
        header, *cells = list(csv.reader(io.StringIO(text)))
        table = pq.read_table(releases.second / f"{name}.parquet")
        assert header == BY_NAME[name].header() and len(cells) == len(table)
        key = header.index(BY_NAME[name].key[0])
        assert [row[key] for row in cells] == table[BY_NAME[name].key[0]].to_pylist()


def test_no_cell_of_csv_is_a_formula(tmp_path: Path) -> None:
    table = BY_NAME["redirects"]
    rows = [
        {"old_id": old, "new_id": None, "since": "2026.1.0", "reason": "withdrawn"}
        for old in ("=1+1", "+a", "-b", "@c", "\td", "\re", "f=1")
    ]
    tables.write(pa.Table.from_pylist(rows), tmp_path / "redirects.parquet")
    with duckdb.connect() as db:
        files.write_csv(db, table, tmp_path / "redirects.parquet", tmp_path / "redirects.csv.zst")
    text = pa.input_stream(tmp_path / "redirects.csv.zst", compression="zstd").read().decode()
    cells = [row[0] for row in csv.reader(io.StringIO(text, newline=""))][1:]
    assert cells == ["'=1+1", "'+a", "'-b", "'@c", "'\td", "'\re", "f=1"]


def test_the_package_describes_its_files(releases: Released) -> None:
    package = json.loads((releases.second / "datapackage.json").read_bytes())
    described = {r["path"]: r for r in package["resources"] if "bytes" in r}
    assert package["version"] == "2026.11.1" and len(described) == 2 * len(TABLES)
    for name, file in described.items():
        path = releases.second / name
        assert (path.stat().st_size, f"sha256:{sha256(path)}") == (file["bytes"], file["hash"])
    for resource in (r for r in package["resources"] if "schema" in r):
        assert [f["name"] for f in resource["schema"]["fields"]] == pq.read_schema(releases.second / resource["path"]).names
    assert {s["sourceId"]: s["redistributable"] for s in package["sources"]}["berlin"] is False
    assert "northern-papers.txt" in {p.name for p in (releases.second / "licences").iterdir()}


def test_notes_of_a_release_say_what_was_accepted_and_why(releases: Released) -> None:
    notes = (releases.second / "CHANGES.md").read_text(encoding="utf-8")
    assert "one of three texts was taken back (A. Writer)" in notes and "## Causes" in notes
    assert "source talk-in-geneva lost 100.0%" in notes


def test_a_version_is_counted_and_never_used_again() -> None:
    assert versions.chosen("2026.11", []) == "2026.11.0"
    assert versions.chosen("2026.11", ["2026.11.0", "2026.11.1"]) == "2026.11.2"
    assert versions.chosen("2026.12", ["2026.11.9"]) == "2026.12.0"
    for given, message in (
        (None, "2026.11.1"),
        ("2026.11.0", "never changes"),
        ("2026.2.0", "older"),
        ("2026.13.0", "not a version"),
        ("2026.011.1", "not a version"),
    ):
        with pytest.raises(UsageError, match=message):
            versions.chosen(given, ["2026.11.0"])


def test_the_version_of_the_tables_says_what_breaks() -> None:
    was = {"treaties": {"treaty_id": "string", "title": "string"}}
    assert versions.schema_version(None, was) == "1.0.0"
    assert versions.schema_version(("1.2.0", was), was) == "1.2.0"
    assert versions.schema_version(("1.2.0", was), {**was, "events": {"event_id": "string"}}) == "1.3.0"
    renamed = {"treaties": {"treaty_id": "string", "name": "string"}}
    assert versions.schema_version(("1.2.0", was), renamed) == "2.0.0"
    assert versions.schema_version(("1.2.0", was), renamed, [("treaties", "title")]) == "1.3.0"


def test_a_renamed_column_keeps_a_view_under_its_old_name(releases: Released) -> None:
    (view,) = making._compatible([{"table": "treaties", "old": "title", "new": "name", "since": ""}])
    with duckdb.connect(str(releases.first / "chancery.duckdb"), read_only=True) as db:
        assert view.name == "treaties_before"
        assert db.execute(f"select bool_and(title = name) from ({view.sql})").fetchone() == (True,)


def test_a_release_that_is_kept_back_or_killed_leaves_nothing(copied: Released) -> None:
    (copied.out / "releases" / ".making-2026.12.0-killed").mkdir()
    shutil.rmtree(copied.second)
    kept_back = making.make(copied.out, "2026.12", copied.out / "none.csv")
    assert kept_back.folder is None and kept_back.refused
    assert sorted(p.name for p in (copied.out / "releases").iterdir()) == ["2026.11.0"]


def test_a_release_follows_on_from_one_that_is_whole(copied: Released, tmp_path: Path) -> None:
    store.publish(copied.second, str(tmp_path / "shop"))
    shutil.rmtree(copied.second)
    with pytest.raises(ReleaseError, match=r"chancery get 2026\.11\.1"):
        making.make(copied.out, "2026.12", copied.out / "none.csv", to=str(tmp_path / "shop"))
    damaged = copied.first / "events.parquet"
    damaged.chmod(0o644)
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"x")
    with pytest.raises(ReleaseError, match="a release never changes"):
        making.make(copied.out, "2026.12", copied.out / "none.csv")


def test_the_commands_say_what_is_wrong(releases: Released, tmp_path: Path) -> None:
    def said(*arguments: object) -> tuple[int, str]:
        code = "from flows.cli import main; main()"
        done = subprocess.run([sys.executable, "-c", code, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    assert said("diff", "2026.11.0", "2026.11.1", "--out", releases.out)[0] == 0
    for code, match, arguments in (
        (2, "--version 2026.11.2", ("release", "--out", releases.out, "--plain")),
        (2, "say --from ADDRESS", ("get",)),
        (2, "no release", ("check", "--release", "2026.12.0", "--out", releases.out)),
        (
            2,
            "cannot be accepted",
            ("accept", "check:key", "--version", "2026.12.0", "--reason", "so", "--author", "me", "--file", tmp_path / "a"),
        ),
    ):
        found = said(*arguments)
        assert found[0] == code and match in found[1], found
