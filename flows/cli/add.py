"""`chancery add`: takes a new text into the raw folder, with a source.yml to be completed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated
from urllib.parse import unquote, urlsplit

import typer

from flows import settings


def add(
    what: Annotated[str, typer.Argument(metavar="FILE_OR_URL", help="A file, or an address (http, https, file, s3).", show_default=False)],
    raw: Annotated[Path, typer.Option(help="Folder of raw texts, one folder per source.")] = settings.RAW,
    source_id: Annotated[str | None, typer.Option("--id", help="Identifier of the source; made from its title if not given.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the proposal and write nothing.")] = False,
) -> None:
    """Add a text: copy or fetch it to RAW/<source_id>/files, and propose its source.yml.

    Title, genre, language and licence are guesses; a comment says what each rests on, and what a person has to settle is
    listed.  Nothing that is there is replaced.  Exit codes: 0 added, 1 the text cannot be read or had, 2 wrong use.
    """
    from flows.sources import propose, source_yml
    from flows.sources.readers import ReadError

    if source_id is not None and not source_yml.is_identifier(source_id):
        raise settings.UsageError(f"--id {source_id}: {source_yml.IDENTIFIER}")
    content, name, url = _content(what)
    try:
        found = propose.propose(content, name, url, source_id)
    except ReadError as error:
        typer.echo(f"chancery: {what}: {error.reason}: {error.detail}", err=True)
        raise typer.Exit(1) from None
    typer.echo(found.text().rstrip("\n"))
    if dry_run:
        return
    _write(raw / found.source_id, found, content)
    folder = raw / found.source_id
    typer.echo(f"\n{folder}: added; settle what is marked TO SETTLE in its source.yml", err=True)


def _content(what: str) -> tuple[bytes, str, str | None]:
    """The bytes of a file or an address, its name, and the address."""
    from flows.fetching import transfer
    from flows.fetching.polite import Manners

    if urlsplit(what).scheme not in ("http", "https", "file", "s3"):
        path = Path(what)
        if path.is_dir():
            raise settings.UsageError(f"{what}: a folder; add its files one by one, or build it as it is: `chancery build --raw {what}`")
        if not path.is_file():
            raise settings.UsageError(f"{what}: no such file; name a file or an address (http, https, file, s3)")
        return path.read_bytes(), path.name, None
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "part"
        try:
            with transfer.client() as http:
                transfer.transfer(what, part, transfer.Validators(), Manners(), http)
        except transfer.FetchError as error:
            typer.echo(f"chancery: {what}: {error}", err=True)
            raise typer.Exit(1) from None
        split = urlsplit(what)
        return part.read_bytes(), unquote(split.path.rstrip("/").rsplit("/", 1)[-1]) or split.netloc, what


def _write(folder: Path, found: object, content: bytes) -> None:
    from flows.sources import seal
    from flows.sources.propose import Proposal

    assert isinstance(found, Proposal)
    if folder.exists():
        raise settings.UsageError(f"{folder}: is there already; choose another identifier with --id")
    (folder / "files").mkdir(parents=True)
    (folder / "files" / found.file_name).write_bytes(content)
    (folder / "source.yml").write_text(found.text(), encoding="utf-8")
    seal.seal(folder)
