"""Measure recognition and extraction: `python -m tests.benchmarks.extraction [--raw DIR ...] [--best N] [--profile FILE]`.

Plain text in, records out, in this one process and without Prefect. Takes the plain text files of the folders given: by default those of
the bundled `raw` and of `$CHANCERY_REFERENCE/raw`. Prints processor seconds and megabytes of text per second by stage, of the best of N
rounds; a round without a clock goes first, so that tables and patterns are loaded, and what loading the gazetteer takes is told apart.
Use a machine with nothing else to do.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flows import settings
from flows.dependencies import STAGES
from flows.pipeline import WHOLE
from flows.sources import catalogue
from flows.sources.catalogue import Catalogue, Unit
from flows.sources.media import media_type
from flows.stages import recognise, unit
from flows.stages.model import Document
from flows.stages.recognise.gazetteer import Gazetteer
from flows.units import settle

STEPS = ("read", "clean", "segment", "dates", "recognise", "extract")
"""What is done for one text after another: together the speed that counts."""
TABLES = ("save", "gather", "link", "curate", "records")
"""From statements on disk to the tables of records, once for all texts together."""
assert WHOLE[:3] == TABLES[2:]


def texts(raw: Path) -> tuple[Catalogue, list[Unit]]:
    """The catalogue of a folder, and its files that are plain text."""
    found = catalogue.load(raw)
    return found, [u for u in found.units() if not u.mapping and media_type(u.path.read_bytes()) == "text/plain"]


@contextmanager
def timed_dates(spent: dict[str, float]) -> Iterator[None]:
    """Count what finding dates takes as a step of its own, though recognition calls it."""
    find = recognise.dates.find

    def timed(doc: Document) -> Any:
        began = time.process_time()
        out = list(find(doc))
        spent["dates"] += time.process_time() - began
        return out

    recognise.dates.find = timed
    try:
        yield
    finally:
        recognise.dates.find = find


def one_round(folders: list[tuple[Catalogue, list[Unit]]]) -> dict[str, float]:
    """Processor seconds by stage for one pass over everything."""
    spent: dict[str, float] = defaultdict(float)

    def clocked(name: str, function: Callable[..., Any], *given: Any) -> Any:
        began = time.process_time()
        out = function(*given)
        spent[name] += time.process_time() - began
        return out

    for found, units in folders:
        with tempfile.TemporaryDirectory() as temporary, timed_dates(spent):
            made = []
            for number, one in enumerate(units):
                (_, read), *steps = STAGES["read"].functions()
                found_in = clocked("read", lambda one, read=read: list(read(one)), one)
                documents = [item for item in found_in if isinstance(item, Document)]
                for name, step in (*steps, *STAGES["recognise"].functions(), *STAGES["extract"].functions()):
                    clocked(name, unit.apply, [(name, step)], documents)
                made.append(Path(temporary) / f"unit-{number}")
                made[-1].mkdir()
                clocked("save", unit.save, found_in, made[-1])
            folder = Path(temporary) / "gather"
            folder.mkdir()
            ((_, gather),) = STAGES["gather"].functions()
            clocked("gather", gather, made, found.rows(), found.coverage_rows(), found.rejects, folder)
            for stage in TABLES[2:]:
                before, folder = folder, Path(temporary) / stage
                folder.mkdir()
                ((_, function),) = STAGES[stage].functions()
                clocked(stage, function, before, folder)
                for file in before.iterdir():
                    if not (folder / file.name).exists() and stage != "records":
                        os.link(file, folder / file.name)
    spent["recognise"] -= spent["dates"]
    return spent


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.extraction")
    parser.add_argument("--raw", type=Path, action="append", help="a folder of texts; may be given more than once")
    parser.add_argument("--best", type=int, default=5, metavar="N", help="rounds, of which the quickest counts (5)")
    parser.add_argument("--profile", type=Path, metavar="FILE", help="write the profile of one more round, for pstats")
    given = parser.parse_args()
    reference = Path(os.environ.get("CHANCERY_REFERENCE", settings.ROOT.parent / "shared")) / "raw"
    raws = given.raw or [settings.ROOT / "raw", *(sorted(p for p in reference.iterdir() if p.is_dir()) if reference.is_dir() else [])]
    folders = [texts(raw) for raw in raws]
    size = sum(u.n_bytes for _, units in folders for u in units) / 1e6
    print(f"{sum(len(units) for _, units in folders)} texts, {size:.2f} MB")
    one_round(folders)
    began = time.process_time()
    Gazetteer()
    print(f"loading the gazetteer {time.process_time() - began:9.2f} s, once in each process")
    settle()  # as the processes of a build do
    best = min((one_round(folders) for _ in range(max(1, given.best))), key=lambda spent: sum(spent[s] for s in STEPS))
    for name, parts in ("texts to statements", STEPS), ("statements to records", TABLES), ("texts to records", (*STEPS, *TABLES)):
        if name != "texts to records":
            for part in parts:
                print(f"  {part:22} {best[part]:7.2f} s {size / max(best[part], 1e-6):8.2f} MB/s")
        took = sum(best[part] for part in parts)
        print(f"{name:24} {took:7.2f} s {size / took:8.2f} MB/s")
    if given.profile:
        profile = cProfile.Profile()
        profile.runcall(one_round, folders)
        profile.dump_stats(given.profile)


if __name__ == "__main__":
    main()
