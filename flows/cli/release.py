"""`chancery release`: from a built dataset to what somebody cites."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from flows import server, settings
from flows.releasing import gates, making, store
from flows.releasing.making import Release


def release(
    version: Annotated[str | None, typer.Option(help="Year, month and number, such as 2026.11.0; without the number, the next.")] = None,
    to: Annotated[str | None, typer.Option(help="Folder or s3:// address to publish to.")] = None,
    out: Annotated[Path, typer.Option(help="The folder that was built in; releases are in its folder `releases`.")] = settings.OUT,
    accepted: Annotated[Path, typer.Option(help="The table of accepted findings.")] = gates.ACCEPTED,
    plain: Annotated[bool, typer.Option("--plain", help="Run without Prefect: quicker to start, nothing recorded.")] = False,
) -> None:
    """Release the built dataset: OUT/releases/VERSION, never changed again, and its archive; with --to, publish it.

    Texts and quotes that a licence forbids to pass on are withheld, ids carry over from the release before, and what changed is
    explained.  A release is refused when a check fails, a text without licence would ship, or a table, a source or a column lost
    much, unless `chancery accept` says why.  With --to, a release that is there already is published as it is.  S3 takes its keys
    from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT.  Exit codes: 0 released, 1 refused, 2 wrong use.
    """
    given = version or os.environ.get("CHANCERY_VERSION", "").strip() or None
    there = out / "releases" / (given or "")
    if given and to and there.is_dir() and (there / making.RELEASE).is_file():
        print(f"{there} is there; publishing it as it is")
        print(f"published: {store.publish(there, to)}")
        return
    if plain:
        made = making.make(out, given, accepted, lambda step: print(f"{step} ...", file=sys.stderr), to)
        address = store.publish(made.folder, to) if made.folder and to else None
    else:
        making.checked(out, given)
        made, address = _flow(out, given, to, accepted)
    _show(made, address)
    if made.folder is None:
        raise typer.Exit(1)


def _flow(out: Path, version: str | None, to: str | None, accepted: Path) -> tuple[Release, str | None]:
    with server.available(out / "work"):
        from flows.release import release as flow

        made = flow(str(out), version, to, str(accepted))
    return made, to if made.folder else None


def _show(made: Release, address: str | None) -> None:
    for f in made.findings:
        agreed = f.weight == "acceptable" and f.name in made.agreed
        word = "accepted" if agreed else "warning" if f.weight == "warning" else "refused"
        print(f"{word}: {f.message}")
        if f.weight == "acceptable" and not agreed:
            print(f"  if that is right: chancery accept {f.name} --version {made.version} --reason '...' --author '...'")
    if made.folder is None:
        print(f"not released: {len(made.refused)} findings keep {made.version} back")
        return
    print(f"released: {made.folder}" + (f", after {made.previous}" if made.previous else ", the first"))
    if address:
        print(f"published: {address}")
