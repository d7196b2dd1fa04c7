"""`chancery accept`: lets a finding pass that keeps a release back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.releasing import gates, versions


def accept(
    finding: Annotated[str, typer.Argument(help="The name of the finding, as `chancery release` prints it, such as lost:mentions.")],
    version: Annotated[str, typer.Option(help="The release that it may pass in; later ones are held to it again.")],
    reason: Annotated[str, typer.Option(help="Why it is right; printed in the notes of the release.")],
    author: Annotated[str, typer.Option(help="Who says so.")],
    file: Annotated[Path, typer.Option(help="The table of accepted findings.")] = gates.ACCEPTED,
) -> None:
    """Accept a finding that keeps a release back, for one version and with a reason.

    The row goes to schemas/releases/accepted.csv, to be committed.  Broken checks and unlicensed texts cannot be accepted.  Exit codes:
    0 recorded, 2 wrong use.
    """
    versions.order(version)
    gates.accept(version, finding, reason, author, file)
    print(f"accepted for {version}: {finding}, in {file}")
