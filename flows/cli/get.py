"""`chancery get`: a published release, whole and verified."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from flows import settings


def get(
    version: Annotated[str, typer.Argument(help="The release, or `latest`.")] = "latest",
    source: Annotated[str | None, typer.Option("--from", help="Folder or address of the releases; default CHANCERY_RELEASES.")] = None,
    to: Annotated[Path, typer.Option(help="Folder to put it in, under its version.")] = settings.OUT / "releases",
) -> None:
    """Get a release: resumes where it was left, verifies every checksum, and prints how to cite it.

    What is tampered with or partial is refused.  Without this program: `curl` the files and `sha256sum -c SHA256SUMS`.  Exit codes: 0 it
    is there and whole, 1 damaged or not to be had, 2 no such release.
    """
    from flows.releasing import fetch

    place = source or os.environ.get("CHANCERY_RELEASES", "").strip()
    if not place:
        raise settings.UsageError("where from? say --from ADDRESS, or set CHANCERY_RELEASES")
    got = fetch.get(version, place, to)
    print(f"{got.version}: {got.folder}, every checksum holds; {got.fetched:,} bytes fetched")
    print(f"cite as: {got.citation}")
