"""`chancery fetch`: brings catalogued sources into the raw folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows import server, settings

if TYPE_CHECKING:
    from flows.fetching.wanted import Card


def fetch(
    names: Annotated[list[str] | None, typer.Argument(help="Sources to fetch; without any, those in RAW are looked after.")] = None,
    raw: Annotated[Path, typer.Option(help="Folder of raw texts, one folder per source.")] = settings.RAW,
    known: Annotated[Path, typer.Option(help="Folder of cards of sources that can be fetched.")] = settings.ROOT / "schemas" / "sources",
    listed: Annotated[bool, typer.Option("--list", help="Only list the sources that can be fetched, and fetch nothing.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Ask nobody; only verify the files that are there.")] = False,
    interval: Annotated[float, typer.Option(min=0.0, help="Seconds between two requests to one host.")] = 0.5,
    plain: Annotated[bool, typer.Option("--plain", help="Do not run as a Prefect flow even where a server is set up.")] = False,
) -> None:
    """Fetch the files of sources from their addresses, with their SHA-256 recorded in raw/<source_id>/source.yml.

    A transfer that broke off goes on where it was.  A file whose address gives other bytes than before stays as it is: the
    new one is put beside it and reported.  RAW/.fetch/log.jsonl tells of every request.  Exit codes: 0 all files are there
    and as they were, 1 a file is missing, damaged, changed or could not be had, 2 wrong use.
    """
    from flows.fetching import run, wanted

    if listed:
        _list(wanted.known_cards(raw, known))
        return
    if not raw.is_dir():
        raise settings.UsageError(f"{raw}: no such folder; --raw names the folder of raw texts")
    found = wanted.cards(raw, known, names or ())
    if plain or offline or not server.is_configured():
        report = run.run(run.fetching(raw, interval), found, offline)
    else:
        from flows.fetch import fetch as flow

        report = flow(str(raw), tuple(c.source_id for c in found), str(known), interval)
    for line in report.lines():
        print(line)
    if report.exit_code:
        raise typer.Exit(report.exit_code)


def _list(cards: list[Card]) -> None:
    """A row for each source: whether it is there, how many files it has, its licence and title."""
    rows = [("source", "in raw", "files", "licence", "title")]
    for card in cards:
        licence = card.value["licence"] + ("" if card.value["redistributable"] else " (text not to be passed on)")
        rows.append((card.source_id, "yes" if card.own else "no", str(len(card.files())), licence, card.value["title"]))
    widths = [max(len(r[i]) for r in rows) for i in range(4)]
    for row in rows:
        print("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]))
