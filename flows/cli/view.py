"""`chancery view`: one document with everything that was read from it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows import settings


def view(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its id, title or file name, or the beginning of one.")],
    out: Annotated[Path, typer.Option(help="The folder that was built in, or a dataset.")] = settings.OUT,
    gold: Annotated[Path | None, typer.Option(metavar="FILE_OR_DIR", help="A reader's answers, shown beside the records.")] = None,
    to: Annotated[Path | None, typer.Option(metavar="FILE.html", help="Where to write the page; default DOCUMENT_ID.html.")] = None,
) -> None:
    """Write one page that shows a document with every mention, record and reject in its text.

    The page is one file that needs no network: kinds can be switched on and off, a record leads to the words that tell of
    it and back, and with --gold every row of a reader stands beside the record that agrees with it, or alone.  Exit codes:
    0 written, 1 the answers are malformed, 2 no such document, or more than one.
    """
    from flows import viewing
    from flows.evaluate.gold import GoldError

    try:
        document_id, page = viewing.view(out, document, gold)
    except GoldError as error:
        print(f"chancery: {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    path = to or Path(f"{document_id.replace('/', '-')}.html")
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise settings.UsageError(f"{path}: cannot be written ({error.strerror}); choose another file with --to") from None
    print(path)
