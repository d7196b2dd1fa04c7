"""Measure what a query of a large release reads: `python -m tests.benchmarks.ranges [--release FOLDER] [--rows N]`.

The largest table is blown up to N rows (5 million) and served over HTTP by rclone and over the S3 API by moto.  For each question it
prints the bytes that the server sent, headers included, to `chancery query --release` and to plain DuckDB, and their share of the
table's file.  Without --release the bundled corpus is built and released first.  Exit code 1 when a share is over its bar: 5 %, and 8 %
for a row that is looked up by the hash that is its id, for which a Bloom filter of every row group has to be read.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import obstore

from flows import pipeline
from flows.releasing import making, remote, store
from flows.settings import ROOT
from schemas.tables.dictionary import literal
from tests import growing, serving

BAR = 0.05
BAR_OF_HASHES = 0.08


def released(folder: Path) -> Path:
    """A release of the bundled corpus."""
    report = pipeline.build(ROOT / "raw", folder / "out", 2)
    made = making.make(folder / "out", "2026.11")
    if report.exit_code or made.folder is None:
        sys.exit("the bundled corpus cannot be released; see `chancery build` and `chancery release`")
    return made.folder


def ask(address: str, question: str, plain: bool) -> int:
    """The rows of an answer: through `chancery query --release`, or `plain`, by DuckDB from the file alone."""
    if not plain:
        with remote.connect(address, Path("outputs"), question) as db:
            return len(db.execute(question).fetchall())
    with duckdb.connect() as db:
        remote.network(db, address)
        file = literal(f"{address}/{growing.LARGEST}.parquet")
        return len(db.execute(question.replace("from evidence", f"from read_parquet({file})")).fetchall())


def measure(name: str, server: serving.Sent, address: str, table: Path) -> bool:
    """Print what each question costs; whether all of them are below their bars."""
    size, good = table.stat().st_size, True
    for what, question in growing.questions(table).items():
        for plain in (False, True):
            sent, began = server.sent, time.perf_counter()
            rows = ask(address, question, plain)
            share = (server.sent - sent) / size
            good &= share < (BAR_OF_HASHES if "by its id" in what else BAR)
            by = "DuckDB" if plain else "chancery query"
            seconds = time.perf_counter() - began
            print(f"{name:5} {by:15} {what:28} {rows:>7,} rows {server.sent - sent:>11,} bytes {share:7.2%} {seconds:6.1f} s", flush=True)
    return good


def main() -> None:
    """Blow up, serve and measure."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.ranges", description=__doc__)
    parser.add_argument("--release", type=Path)
    parser.add_argument("--rows", type=int, default=5_000_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="chancery-bench-") as name:
        folder = Path(name)
        (folder / "shop").mkdir()
        table = growing.grow(given.release or released(folder), folder / "shop", given.rows)
        print(f"{table.name}: {given.rows:,} rows, {table.stat().st_size:,} bytes")
        good = True
        if serving.has_rclone():
            with serving.files(folder / "shop") as url, serving.counted(url) as server:
                good &= measure("HTTP", server, server.url, table)
        else:
            print(serving.NO_RCLONE)
        if serving.has_moto():
            with serving.objects("releases") as url, serving.counted(url) as server:
                os.environ.update(serving.settings(server.url))
                target = store.Target("s3://releases/grown")
                for file in (table, folder / "shop" / "views.sql"):
                    obstore.put(target.store, file.name, file)
                good &= measure("S3", server, "s3://releases/grown", table)
        else:
            print(serving.NO_MOTO)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
