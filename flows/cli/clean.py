"""`chancery clean`: remove what no policy keeps."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from flows import settings
from flows.ledger import Ledger
from flows.scheduling import retention


def clean(
    out: Annotated[Path, typer.Option(help="The folder that is built in.")] = settings.OUT,
    builds: Annotated[int, typer.Option(min=1, help="How many builds are kept, with the work that they used.")] = retention.BUILDS,
    raw: Annotated[Path, typer.Option(help="Folder of raw texts; of a fetched file, old versions beside it go.")] = settings.RAW,
    versions: Annotated[int, typer.Option(min=0, help="How many of those versions are kept.")] = retention.VERSIONS,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be removed.")] = False,
) -> None:
    """Remove old builds, work that no kept build used, and what killed runs left behind.

    Never touched: the published dataset, what it was made from, releases, and the texts that are read. All else can be made or
    fetched again.
    Exit codes: 0 done, 1 a build is at work in the folder, 2 wrong use.
    """
    if not (out / "work").is_dir():
        raise settings.UsageError(f"{out}: nothing was built here; --out names the folder that is built in")
    out = out.resolve()
    ledger = Ledger(out)
    with ledger.lock():
        found = retention.plan(out, builds, raw.resolve(), versions)
        for why in sorted({item.why for item in found.remove}):
            items = [item for item in found.remove if item.why == why]
            print(f"{why}: {len(items):,}, {retention.size(sum(item.n_bytes for item in items))}")
            if dry_run:
                print(*(f"  {os.path.relpath(item.path)}" for item in items), sep="\n")
        if dry_run:
            print(f"would free {retention.size(found.n_bytes)}; nothing was removed")
        else:
            print(f"freed {retention.size(retention.carry_out(ledger, found))}")
