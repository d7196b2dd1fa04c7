"""What a build did and what came of it, for the caller, for people and for the flow's artifacts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

STOPPED = ("reader-failed", "stage-failed", "worker-died")
"""Reasons of rejects that mean: we failed, not the text."""

SHOWN = 20
"""How many failed checks are shown one by one; all are in the report of the checks."""


@dataclass(slots=True)
class BuildReport:
    """What a build did and what came of it.

    `dataset` is None when nothing was published, `checks` is the report of the checks, and `reasons` says why a source was `stopped`.
    """

    dataset: Path | None = None
    checks: Path | None = None
    tables: dict[str, int] = field(default_factory=dict)
    rejects: dict[str, int] = field(default_factory=dict)
    findings: list[dict[str, Any]] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    made: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)

    def __add__(self, other: BuildReport) -> BuildReport:
        """Both reports as one: what the second knows of the result counts, work and time are added up."""
        return BuildReport(
            other.dataset or self.dataset,
            other.checks or self.checks,
            self.tables | other.tables,
            other.rejects or self.rejects,
            self.findings + other.findings,
            sorted({*self.stopped, *other.stopped}),
            self.reasons | other.reasons,
            self.made + other.made,
            {name: self.seconds.get(name, 0.0) + other.seconds.get(name, 0.0) for name in self.seconds | other.seconds},
        )

    @property
    def errors(self) -> list[dict[str, Any]]:
        """The findings that keep a dataset from being published."""
        return [f for f in self.findings if f["severity"] == "error"]

    @property
    def messages(self) -> list[str]:
        """The same as sentences: which check, where, the value, its place in a document, and what to do."""
        from flows.stages.findings import Finding, line

        return [f"{f['check']}: {line(Finding(**f))}" for f in self.errors]

    @property
    def failure(self) -> str:
        """Why the build failed, in one line: what had to be stopped and the first failed checks."""
        return "; ".join([*(f"stopped: {source}" for source in self.stopped), *self.messages[:SHOWN]])

    def stop(self, reasons: Mapping[str, str]) -> None:
        """Enter sources that had to be stopped, each with why."""
        self.reasons |= {source: why for source, why in reasons.items() if source not in self.reasons}
        self.stopped = sorted({*self.stopped, *reasons})

    @property
    def exit_code(self) -> int:
        """0 when all is well (rejects are no failure), 1 when a check failed or a source had to be stopped."""
        return 1 if self.dataset is None or self.stopped or self.errors else 0


@contextmanager
def timed(report: BuildReport, stage: str) -> Iterator[None]:
    """Add the wall time of the block to the report."""
    began = perf_counter()
    try:
        yield
    finally:
        report.seconds[stage] = report.seconds.get(stage, 0.0) + perf_counter() - began


def summarise(report: BuildReport, folder: Path) -> None:
    """Fill in row counts, rejects by reason and what had to be stopped, from the published tables in `folder`."""
    import pyarrow.parquet as pq

    from flows.stages import tables

    files = sorted(file for file in folder.glob("*.parquet") if file.stem != "findings")
    report.tables = {file.stem: pq.read_metadata(file).num_rows for file in files}
    if "rejects" in report.tables:
        rejects = tables.read(folder, "rejects", ["source_id", "document_id", "reason", "detail"]).to_pylist()
        report.rejects = dict(sorted(Counter(r["reason"] for r in rejects).items()))
        stopped = [r for r in rejects if r["reason"] in STOPPED]
        report.stopped, report.reasons = [], {}
        report.stop({r["source_id"] or r["document_id"] or "?": r["detail"] or r["reason"] for r in reversed(stopped)})


def describe(report: BuildReport) -> list[str]:
    """The report in a few lines for people, the most important last."""
    lines = [f"error: {message}" for message in report.messages[:SHOWN]]
    if len(report.errors) > SHOWN:
        lines.append(f"... and {len(report.errors) - SHOWN:,} more errors")
    if report.findings:
        counts = Counter(f"{f['severity']} {f['check']}" for f in report.findings)
        lines.append("checks:  " + ", ".join(f"{what} {n:,}" for what, n in sorted(counts.items())) + f"; all are in {report.checks}")
    for source in report.stopped[:SHOWN]:
        why = report.reasons.get(source)
        lines.append(f"stopped: {source}: {' '.join(why.split())}" if why else f"stopped: {source} (see the table rejects)")
    if len(report.stopped) > SHOWN:
        lines.append(f"... and {len(report.stopped) - SHOWN:,} more sources, all in the table rejects")
    if report.tables:
        lines.append("tables:  " + ", ".join(f"{name} {n:,}" for name, n in report.tables.items()))
    lines.append("rejects: " + (", ".join(f"{reason} {n:,}" for reason, n in report.rejects.items()) or "none"))
    made = ", ".join(f"{name} {n:,}" for name, n in report.made.items())
    lines.append("made:    " + (made or "nothing, all of it was there"))
    if report.dataset is None:
        lines.append("not published: a check failed; the dataset published before, if any, is unchanged")
    else:
        lines.append(f"dataset: {report.dataset}")
    return lines
