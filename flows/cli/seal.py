"""`chancery seal`: writes the checksums of a source's files into its source.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.settings import UsageError
from flows.sources import seal as sealing
from flows.sources import source_yml
from flows.sources.catalogue import CatalogueError


def seal(
    folders: Annotated[list[Path], typer.Argument(help="Folders of sources, such as raw/my-source.", show_default=False)],
) -> None:
    """Write SHA-256 and size of every file of a source into its source.yml, and an entry for every new file below files/.

    A missing source.yml is made, to be filled in.  To add a text: copy it to raw/<source_id>/files/, run this, describe
    the source in source.yml.  Exit codes: 0 sealed, 1 source.yml has something wrong in it, 2 no such folder.
    """
    wrong = 0
    for folder in folders:
        try:
            for line in sealing.seal(folder):
                typer.echo(line)
        except UsageError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(2) from None
        except CatalogueError as error:
            typer.echo(str(error), err=True)
            wrong += 1
            continue
        _, problems = source_yml.parse(folder / "source.yml")
        for problem in problems:
            typer.echo(str(problem), err=True)
        wrong += len(problems)
    if wrong:
        raise typer.Exit(1)
