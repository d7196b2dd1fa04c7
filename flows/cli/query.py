"""`chancery query`: ask the dataset."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows import published, settings


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="A query in DuckDB's SQL; `-` reads it from standard input.")],
    out: Annotated[Path, typer.Option(help="The folder that was built in, or a dataset.")] = settings.OUT,
    format: Annotated[published.Format, typer.Option(help="How to print the rows.")] = published.Format.table,
    output: Annotated[Path | None, typer.Option(help="File to write to instead of the terminal.")] = None,
    release: Annotated[str | None, typer.Option(help="A release instead: version in OUT/releases, folder, or address.")] = None,
) -> None:
    """Run one query on the dataset and print its rows.

    Start with `chancery query "from treaty_overview"`; the views and tables are described in OUT/dataset/README.md.  The
    dataset is opened for reading only.  Of a release at an address (`https://.../2026.11.0`, `s3://...`) only the bytes that
    the query needs are read.  CSV is RFC 4180 in UTF-8, JSON an array with dates in ISO 8601.  Exit codes: 0
    printed, 2 a wrong query or no dataset.
    """
    asked = sys.stdin.read() if sql == "-" else sql
    if release is None:
        published.print_query(out, asked, format, output)
        return
    from flows.releasing import remote

    with remote.connect(release, out, asked) as db:
        published.print_rows(db, asked, format, output)
