"""`chancery eval`: how much of what a careful reader finds the dataset has."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows import published, settings


def eval(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="A folder with one JSON file per document, one such file, or a table of facts (CSV).")
    ],
    out: Annotated[Path, typer.Option(help="The folder that was built in, or a dataset.")] = settings.OUT,
    format: Annotated[published.Format, typer.Option(help="How to print the figures.")] = published.Format.table,
    output: Annotated[Path | None, typer.Option(help="File to write to instead of the terminal.")] = None,
    misses: Annotated[int, typer.Option(min=0, metavar="N", help="Also list up to N differences, on standard error.")] = 0,
    record: Annotated[str, typer.Option(metavar="NAME", help="Keep the figures of this set of answers in schemas/accuracy.")] = "",
    about: Annotated[str, typer.Option(help="With --record: what the answers are; needed the first time.")] = "",
    taken: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="With --record: the day of the measurement.")] = "",
) -> None:
    """Measure the dataset against a reader's answers: precision, recall and F1 with 95 % intervals.

    For treaties, events and positions as a whole, by attribute, by action, by document; and for every rule how often it
    read something and how often the reader agrees.  An answer belongs to the document whose file has the same name; its
    format is in schemas/gold.schema.json.  Of a table of facts (CSV with fact_id, record, kind, date, actor_ids and
    place_ids) it is measured how many are there.  What is recorded is published with the dataset in accuracy.md.  Exit
    codes: 0 measured, 1 an answer is malformed or has no document (then all of it counts as missed), 2 no dataset or no
    answers.
    """
    from flows.evaluate import evaluate, printing, recording
    from flows.evaluate.gold import GoldError

    if (about or taken) and not record:
        raise settings.UsageError("--about and --taken say what is recorded: give the name of the set with --record")
    try:
        done = evaluate(out, gold)
    except GoldError as error:
        print(f"chancery: {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    if record:
        kept = recording.record(done, record, about, taken)
        print(f"{kept} figures of {record} recorded in schemas/accuracy", file=sys.stderr)
    if format is published.Format.table and output is None:
        for line in printing.lines(done):
            print(line)
    else:
        published.print_query(out, "from figures", format, output, tables={"figures": printing.table(done)})
    for line in done.misses[:misses]:
        print(f"- {line}", file=sys.stderr)
    if misses and len(done.misses) > misses:
        print(f"- and {len(done.misses) - misses:,} more", file=sys.stderr)
    for name in done.unpaired:
        print(
            f"chancery: {name}.json: no document of the dataset comes from a file of this name; its rows count as missed", file=sys.stderr
        )
    if done.unpaired:
        raise typer.Exit(1)
