"""`chancery check`: whether the dataset holds what it promises."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from flows import published, settings
from flows.scheduling import retention


def check(
    out: Annotated[Path, typer.Option(help="The folder that was built in, or a dataset.")] = settings.OUT,
    release: Annotated[str | None, typer.Option(help="A release instead: version in OUT/releases, folder, or address.")] = None,
) -> None:
    """Check the published dataset: every table against its schema, then across tables.

    Every byte is compared with what was written first; a damaged file is named, and the next build makes the dataset anew.
    Prints each broken promise with table, column, key, value, place in the document and what to do.  Exit codes: 0 no
    errors (warnings are printed), 1 errors, 2 no dataset.  With --release every checksum of the release is verified first; from an
    address it is fetched whole, and thrown away.
    """
    if release is None:
        folder = published.folder(out)
        if damaged := retention.damaged(out.resolve()):
            print(f"BROKEN: damaged: {', '.join(damaged)}; run `chancery build`, which makes the dataset anew")
            raise typer.Exit(1)
        _check(folder)
        return
    from flows.releasing import fetch, remote

    place = remote.place(release, out)
    with tempfile.TemporaryDirectory() as spare:
        if isinstance(place, str):
            source, _, version = place.rpartition("/")
            place = fetch.get(version, source, Path(spare)).folder
        else:
            fetch.verify(place)
        _check(place)


def _check(folder: Path) -> None:
    from flows.stages import checks, validate  # imports pandera, half a second that --help need not wait for
    from schemas.tables import TABLES

    report = validate.check(folder)
    if report.rows:
        print(report.markdown())
    n = len(TABLES) + len(checks.load()) + len(checks.declared())
    print(f"{'BROKEN' if report.errors else 'holds'}: {n} checks, {report.summary()}")
    if report.errors:
        raise typer.Exit(1)
