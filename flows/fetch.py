"""Fetching as a Prefect flow: a task for each source, one after the other, as many of them share a host.

Thin by design: what a task does is `flows.fetching`.
"""

from __future__ import annotations

from pathlib import Path

from prefect import flow, task

from flows import settings
from flows.fetching import run
from flows.fetching.run import FetchReport
from flows.fetching.wanted import cards

KNOWN = settings.ROOT / "schemas" / "sources"


@task(task_run_name="fetch {name}")
def source(raw: str, name: str, known: str, interval: float) -> FetchReport:
    """Fetch the files of one source."""
    return run.run(run.fetching(Path(raw), interval), cards(Path(raw), Path(known), [name]))


@flow(name="fetch")
def fetch(raw: str = str(settings.RAW), names: tuple[str, ...] = (), known: str = str(KNOWN), interval: float = 0.5) -> FetchReport:
    """Fetch the named sources into `raw`, or, without names, look whether those that are there have changed."""
    report = FetchReport()
    for card in cards(Path(raw), Path(known), names):
        if card.files():
            report.outcomes += source(raw, card.source_id, known, interval).outcomes
    return report
