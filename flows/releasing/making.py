"""A release from a built dataset: withheld, named for good, described, compared with the release before, and locked up.

Everything is made in a folder under a temporary name, which becomes `<out>/releases/<version>` in one step when no gate objects.  All of
it but chancery.duckdb, whose bytes are never the same twice, follows from the build, the commit, the release before and the tables in
schemas/releases: so the archive holds everything but that file, which lies beside it with a checksum of its own.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from flows import dependencies
from flows.ledger import Ledger, read_json, sha256
from flows.releasing import changes, differences, files, gates, identity, packages, store, versions
from flows.releasing.errors import ReleaseError
from flows.releasing.withhold import withhold
from flows.settings import ROOT, UsageError
from flows.stages import publish, tables, validate, views
from schemas.data import rows
from schemas.tables import TABLES, arrow_schema
from schemas.tables.dictionary import literal, quoted

RELEASE = "release.json"
ACCURACY = "accuracy.md"
Tell = Callable[[str], None]


@dataclass(slots=True)
class Release:
    """What came of making a release; `folder` is None when a gate kept it back, and `findings` say why."""

    version: str
    folder: Path | None = None
    previous: str | None = None
    findings: list[gates.Finding] = field(default_factory=list)
    agreed: set[str] = field(default_factory=set)

    @property
    def refused(self) -> list[gates.Finding]:
        """The findings that keep the release back."""
        return [f for f in self.findings if f.weight == "refused" or (f.weight == "acceptable" and f.name not in self.agreed)]


def quiet(step: str) -> None:
    """A `Tell` that tells nothing."""


def checked(out: Path, given: str | None) -> tuple[str, list[str]]:
    """The version to make and those that are there; UsageError when there is no such version or nothing to make it of."""
    there = versions.known(out / "releases")
    version = versions.chosen(given, there)
    if not (out / "dataset" / publish.DATABASE).is_file():
        raise UsageError(f"{out}: holds no dataset; run `chancery build` first")
    return version, there


def make(out: Path, given: str | None, accepted: Path = gates.ACCEPTED, tell: Tell = quiet, to: str | None = None) -> Release:
    """Make the release of the dataset in `out`, which is meant for `to`, if that is given.

    Raises UsageError, ReleaseError or Locked, and leaves nothing behind unless the release is whole.
    """
    releases = out / "releases"
    if to:
        store.require_predecessors(releases, to)
    version, there = checked(out, given)
    with Ledger(out).lock():
        dataset = (out / "dataset").resolve()
        info = tables.read(dataset, "build_info").to_pylist()[0]
        if info["code_digest"] != dependencies.code_digest():
            raise ReleaseError(f"{out}/dataset was built with other code or data than is here now; run `chancery build` and release that")
        releases.mkdir(exist_ok=True)
        for left in releases.glob(".making-*"):
            shutil.rmtree(left)
        new = Path(tempfile.mkdtemp(prefix=f".making-{version}-", dir=releases))
        try:
            made = Release(version, previous=there[-1] if there else None)
            before = releases / there[-1] if there else None
            if before:
                store.described(before, archived=False)  # ids and differences follow on from it: it must be what it was
            _fill(new, dataset, before, made, accepted, tell)
            if made.refused:
                return made
            for file in new.rglob("*"):
                file.chmod(0o755 if file.is_dir() else 0o444)
            new.chmod(0o755)
            new.rename(releases / version)
            made.folder = releases / version
            return made
        finally:
            shutil.rmtree(new, ignore_errors=True)


def _fill(new: Path, dataset: Path, before: Path | None, made: Release, accepted: Path, tell: Tell) -> None:
    version = made.version
    tell("tables")
    info = tables.read(dataset, "build_info").to_pylist()[0]
    was = read_json(before / RELEASE) if before else None
    if before and not isinstance(was, dict):
        raise ReleaseError(f"{before}: no {RELEASE}; the release before is damaged: get it again with `chancery get`")
    schema = {t.table: {f.name: str(f.type) for f in arrow_schema(t.table)} for t in TABLES}
    renamed = [r for r in rows("releases/renamed_columns", "table", "old", "new", "since") if r["since"] in ("", version)]
    old_schema = (str(was["schema_version"]), was["schema"]) if isinstance(was, dict) else None
    schema_version = versions.schema_version(old_schema, schema, [(r["table"], r["old"]) for r in renamed])
    forbidden, counts = _tables(new, dataset, before, version)
    made_with = {**info, "dataset_version": version, "schema_version": schema_version}
    _build_info(new, {**made_with, "row_counts": sorted(counts.items())})
    shutil.copyfile(dataset / publish.MANIFEST, new / publish.MANIFEST)
    measured = (dataset / ACCURACY).is_file()
    if measured:
        shutil.copyfile(dataset / ACCURACY, new / ACCURACY)
    tell("database")
    shown = [*views.load(), *_compatible(renamed)]
    publish.write_database(new, shown)
    (new / "views.sql").write_text(publish.views_sql(shown), encoding="utf-8")
    tell("csv")
    (new / "csv").mkdir()
    with duckdb.connect() as db:
        for table in TABLES:
            files.write_csv(db, table, new / f"{table.table}.parquet", new / "csv" / f"{table.table}.csv.zst")
    tell("differences")
    side = differences.side(before) if before else None
    found = differences.compare(side, differences.side(new)) if side else None
    if found:
        changes.write(found, new)
    tell("checks")
    report = validate.check(new)
    sources = tables.read(new, "sources").to_pylist()
    revision = git_revision(sorted(read_json(new / publish.MANIFEST)["files"]))
    texts = {
        "README.md": _readme(publish.readme(shown, made_with, counts, measured), version, schema_version),
        "dictionary.html": files.dictionary_html([(v.name, f"{v.title}. {v.answers}", v.columns) for v in shown], version),
        "KNOWN_ISSUES.md": files.known_issues(report, tables.read(new, "rejects").to_pylist(), sources, counts["conflicts"]),
        "CITATION.cff": files.citation_cff(version),
        "datapackage.json": packages.datapackage(new, version, schema_version, revision, sources),
        "croissant.json": packages.croissant(new, version, files.citation(version)),
    }
    (new / "licences").mkdir()
    for name, text in files.licence_files(sources).items():
        texts[name if name == "LICENSE" else f"licences/{name}"] = text
    told: dict[str, Any] = {
        "name": files.about()["name"], "version": version, "schema_version": schema_version, "previous": made.previous,
        "git_revision": revision, "code_digest": info["code_digest"], "raw_digest": info["raw_digest"],
        "citation": files.citation(version), "tables": dict(sorted(counts.items())), "schema": schema,
        "changes": {table: dict(n) for table, n in found.rows()} if found else {},
    }  # fmt: skip
    texts[RELEASE] = json.dumps(told, indent=1, ensure_ascii=False) + "\n"
    for name, text in texts.items():
        (new / name).write_text(text, encoding="utf-8")
    tell("gates")
    made.findings = gates.check(new, side, report, forbidden)
    agreed = gates.accepted(version, accepted)
    made.agreed = set(agreed)
    if found is None:
        (new / "CHANGES.md").write_text(f"# {version}\n\nThe first release: there is none before it to compare with.\n", encoding="utf-8")
    with (new / "CHANGES.md").open("a", encoding="utf-8") as file:
        file.write(gates.notes(made.findings, agreed))
    tell("archive")
    _close(new, version)


def _tables(new: Path, dataset: Path, before: Path | None, version: str) -> tuple[set[int], dict[str, int]]:
    """The Parquet files but build_info, withheld and with lasting ids: what must not be found in the release, and the rows of each
    table."""
    counts: dict[str, int] = {}
    with tempfile.TemporaryDirectory(dir=new) as spill, duckdb.connect(config={"temp_directory": spill}) as db:
        own = [t for t in TABLES if t.table != "build_info"]
        for table in own:
            path = literal(str(dataset / f"{table.table}.parquet"))
            db.execute(f"create table {quoted(table.table)} as select * from read_parquet({path})")
        forbidden = withhold(db)
        tables.write(identity.carry(db, before, version), new / identity.IDENTITIES)
        for table in own:
            copy = Path(spill) / f"{table.table}.parquet"
            db.execute(f"copy {quoted(table.table)} to {literal(str(copy))} (format parquet)")
            counts[table.table] = publish.write_sorted(db, table, copy, new / f"{table.table}.parquet")
    return forbidden, counts


def _build_info(new: Path, row: dict[str, Any]) -> None:
    schema = arrow_schema("build_info", published=True)
    tables.write(pa.Table.from_pylist([{name: row[name] for name in schema.names}], schema), new / "build_info.parquet")


def _compatible(renamed: list[dict[str, str]]) -> list[views.View]:
    """A view `<table>_before` for every table with renamed columns, in which they have their old names too."""
    by_table: dict[str, list[dict[str, str]]] = {}
    for row in renamed:
        by_table.setdefault(row["table"], []).append(row)
    made = []
    for table, some in sorted(by_table.items()):
        old = ", ".join(f"{quoted(r['new'])} as {quoted(r['old'])}" for r in some)
        columns = {r["old"]: f"Old name of {r['new']}; goes with the next release" for r in some}
        title, answers = f"{table} with the column names of the release before", "Where do queries for the release before still run?"
        name, sql = f"{table}_before", f"select *, {old} from {quoted(table)}"
        made.append(views.View(name, title, answers, f"select {', '.join(quoted(c) for c in columns)} from {quoted(name)}", columns, sql))
    return made


def git_revision(made_with: Sequence[str]) -> str | None:
    """The last commit that touched the files of the project that a build was made with, `-dirty` when some are not committed as they are.

    So equal builds have equal revisions, whatever was committed beside.  None outside of a git work tree.
    """
    try:
        run = ["git", "-C", str(ROOT)]
        last = subprocess.run(
            [*run, "log", "-1", "--format=%H", "--", *made_with], capture_output=True, text=True, check=True
        ).stdout.strip()
        state = subprocess.run([*run, "status", "--porcelain", "--", *made_with], capture_output=True, text=True, check=True).stdout
        return last + ("-dirty" if state.strip() else "") if last else None
    except (OSError, subprocess.CalledProcessError):
        return None


def _readme(text: str, version: str, schema_version: str) -> str:
    """The dictionary with a part about the files of a release before its views."""
    told = [
        "## This release",
        "",
        f"Version {version} of the data (year, month, number), version {schema_version} of the tables (a first number that"
        f" grows breaks queries).",
        "",
        f"- `chancery-{version}.tar`: everything here but `chancery.duckdb`; equal builds make equal archives.  A `.duckdb`"
        f" file is never the same",
        "  twice in its bytes, so it lies beside the archive",
        "- `csv/<table>.csv.zst`: RFC 4180, UTF-8; null is empty, a list is JSON; a text that begins with `=`, `+`, `-`, `@`,"
        " tab or return stands behind",
        "  an apostrophe, so that no spreadsheet runs it",
        "- `SHA256SUMS` for `sha256sum -c`; `chancery.duckdb.sha256` and the archive's `.sha256` are for these two files",
        "- `datapackage.json` (Frictionless), `croissant.json` (MLCommons), `CITATION.cff`, `LICENSE`, `licences/` for the sources",
        "- `CHANGES.md`, `changes.json`, `changes.parquet`: what changed since the release before, and why",
        "- `identities.parquet`: the id that a build computes for each record, for those who write corrections",
        "- `KNOWN_ISSUES.md`, and `accuracy.md` where the accuracy was measured",
        "",
        "Where a licence forbids to pass a text on, the text, its quotes and its words as printed are null or empty; spans"
        " and hashes stay.",
        "",
    ]
    return text.replace("## Views\n", "\n".join([*told, "## Views\n"]), 1)


def _close(new: Path, version: str) -> None:
    """Checksums and the archive."""
    name = f"chancery-{version}.tar"
    (new / files.SUMS).write_text(files.checksums(new, (publish.DATABASE, files.SUMS)), encoding="utf-8")
    members = [p.relative_to(new).as_posix() for p in new.rglob("*") if p.is_file() and p.name != publish.DATABASE]
    files.archive(new, new / name, members, f"chancery-{version}")
    for one in (publish.DATABASE, name):
        (new / f"{one}.sha256").write_text(f"{sha256(new / one)}  {one}\n", encoding="utf-8")
