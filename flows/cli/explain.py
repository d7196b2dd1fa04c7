"""`chancery explain`: what a record says and why."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows import explaining, settings

_HIGHLIGHT = ("\x1b[7m", "\x1b[0m")


def explain(
    record: Annotated[str, typer.Argument(metavar="RECORD_ID", help="An id, a slug, a name, or the beginning of one that no other has.")],
    out: Annotated[Path, typer.Option(help="The folder that was built in, or a dataset.")] = settings.OUT,
) -> None:
    """Show a record with the statements behind it, chosen or not, and the passages that they quote.

    Works for treaties, events, positions, documents, actors, persons and places.  Every value stands with the numbers of
    the passages that give it; these follow with the quote marked, the source, its citation and its licence.  Exit codes: 0
    shown, 2 no record or more than one answers to RECORD_ID.
    """
    mark = _HIGHLIGHT if sys.stdout.isatty() else ("⟦", "⟧")
    for line in explaining.explain(out, record, mark):
        print(line)
