"""The build as plain functions: from a raw folder to a published dataset, doing only what is not done already.

`plan` works out the fingerprint of everything before anything is made; `make_units`, `make_gathered`, `make_stage`
and `publish` each make what the plan asks for and is not there; `build` calls them in order.  Prefect's flow in
`flows.build` calls the same functions.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

from flows import dependencies, settings, units
from flows.ledger import Ledger, StatCache, fingerprint, point, read_json, write_json
from flows.stages.errors import StageError
from flows.units import STEPS, Work
from schemas.data import DataError

if TYPE_CHECKING:
    from flows.sources.catalogue import Catalogue

WHOLE = ("link", "curate", "records", "validate")
"""The stages from folder to folder, after gather and before publish."""

FRESH = ("records",)
"""Stages whose output starts anew: nothing is carried over from their input."""

STOPPED = ("stage-failed", "worker-died")
"""Reasons of rejects that mean: we failed, not the text."""

KEPT = 3
"""Of how many builds the work is kept, so that going back to an earlier text or rule is quick."""

T = TypeVar("T")
Tell = Callable[[str, int, int], None]
"""Called with (stage, done, total) as the work goes on."""


def quiet(stage: str, done: int, total: int) -> None:
    """A `Tell` that tells nothing."""


@dataclass(slots=True)
class Plan:
    """What a build will make: all fingerprints, known before any work is done."""

    raw: Path
    out: Path
    catalogue: Catalogue
    works: list[Work]
    marks: dict[str, str]
    build_info: dict[str, str]


@dataclass(slots=True)
class BuildReport:
    """What a build did and what came of it; `dataset` is None when nothing was published."""

    dataset: Path | None = None
    tables: dict[str, int] = field(default_factory=dict)
    rejects: dict[str, int] = field(default_factory=dict)
    findings: list[dict[str, Any]] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    made: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def errors(self) -> list[dict[str, Any]]:
        """The findings that keep a dataset from being published."""
        return [f for f in self.findings if f["severity"] == "error"]

    @property
    def exit_code(self) -> int:
        """0 when all is well (rejects are no failure), 1 when a check failed or a source had to be stopped."""
        return 1 if self.dataset is None or self.stopped or self.errors else 0


def build(raw: Path, out: Path, workers: int, tell: Tell = quiet) -> BuildReport:
    """Build the dataset of `raw` into `<out>/dataset`; raises UsageError, Locked, DataError or StageError."""
    raw = settings.checked_raw(raw)
    out = settings.checked_out(out, raw)
    with Ledger(out).lock():
        return mended(out, lambda: _build(raw, out, workers, tell))


def _build(raw: Path, out: Path, workers: int, tell: Tell) -> BuildReport:
    report = BuildReport()
    plan = planned(raw, out, report)
    if not is_published(plan):
        for partition in partitions(plan, 1):
            make_units(plan, partition, workers, report, tell)
        make_gathered(plan, report)
        for stage in WHOLE:
            make_stage(plan, stage, report, tell)
    conclude(plan, report, tell)
    return report


def mended(out: Path, make: Callable[[], T]) -> T:
    """The result of `make`; when it fails because kept work is damaged (and looked whole), that is dropped and made again."""
    try:
        return make()
    except (settings.UsageError, StageError, DataError):
        raise
    except Exception:
        if not Ledger(out).mend():
            raise
    return make()


def planned(raw: Path, out: Path, report: BuildReport) -> Plan:
    """Read the catalogue and work out the fingerprint of every step."""
    from flows.sources import catalogue

    with timed(report, "plan"):
        digests = StatCache(out / "work" / "digests.json")
        found = catalogue.load(raw)
        digests.save()
        works = []
        for unit in found.units():
            described = {f.name: getattr(unit, f.name) for f in dataclasses.fields(unit) if f.name != "path"}
            mark = json.dumps(described, sort_keys=True, ensure_ascii=False, default=str)
            marks = {}
            for step in STEPS:
                mark = marks[step] = fingerprint(step, mark, dependencies.digest(step))
            works.append(Work(unit, marks))
        info = {
            "dataset_version": settings.dataset_version(),
            "code_digest": dependencies.code_digest(),
            "raw_digest": fingerprint(*(f"{u.raw_path} {u.sha256}" for u in found.units())),
        }
        plan = Plan(raw, out, found, works, {}, info)
        plan.marks = _whole_marks(plan, [work.marks[STEPS[-1]] for work in works])
    return plan


def is_published(plan: Plan) -> bool:
    """Whether the dataset of this plan is what `<out>/dataset` shows, undamaged."""
    link = plan.out / "dataset"
    folder = Ledger(plan.out).finished("publish", plan.marks["publish"])
    return folder is not None and link.is_symlink() and os.readlink(link) == f"builds/{folder.name}"


def pending(plan: Plan) -> list[Work]:
    """The units whose work is not finished."""
    ledger = Ledger(plan.out)
    return [work for work in plan.works if ledger.finished(STEPS[-1], work.marks[STEPS[-1]]) is None]


def partitions(plan: Plan, number: int) -> list[list[Work]]:
    """The pending units in at most `number` parts of about the same size."""
    parts: list[list[Work]] = [[] for _ in range(number)]
    loads = [0] * number
    for work in sorted(pending(plan), key=lambda w: (-w.unit.n_bytes, w.unit.source_id)):
        lightest = loads.index(min(loads))
        parts[lightest].append(work)
        loads[lightest] += work.unit.n_bytes + 4096
    return [part for part in parts if part]


def make_units(plan: Plan, works: Sequence[Work], workers: int, report: BuildReport, tell: Tell = quiet) -> None:
    """Bring `works` to the end of the last step on `workers` processes."""
    with timed(report, "units"):
        for done, outcome in enumerate(units.run(plan.out, works, workers), 1):
            report.made.update(outcome.seconds.keys())
            tell("units", done, len(works))


def make_gathered(plan: Plan, report: BuildReport) -> Path:
    """Put the work tables of all units together; sets the fingerprints that follow from how the units fared."""
    ledger = Ledger(plan.out)
    with timed(report, "gather"):
        ends = [work.marks[STEPS[-1]] if ledger.finished(STEPS[-1], work.marks[STEPS[-1]]) else work.died for work in plan.works]
        plan.marks = _whole_marks(plan, ends)
        folder = ledger.finished("gather", plan.marks["gather"])
        if folder is None:
            found = plan.catalogue
            ((_, gather),) = dependencies.STAGES["gather"].functions()
            with ledger.making("gather", plan.marks["gather"]) as new:
                gather([ledger.folder(STEPS[-1], mark) for mark in ends], found.rows(), found.coverage_rows(), found.rejects, new)
            report.made["gather"] += 1
            folder = ledger.folder("gather", plan.marks["gather"])
    return folder


def make_stage(plan: Plan, stage: str, report: BuildReport, tell: Tell = quiet) -> Path:
    """Run one whole-table stage on the folder of the stage before it, unless it is done; returns its folder."""
    ledger = Ledger(plan.out)
    before = WHOLE[WHOLE.index(stage) - 1] if stage != WHOLE[0] else "gather"
    inputs = ledger.folder(before, plan.marks[before])
    tell(stage, 0, 1)
    with timed(report, stage):
        folder = ledger.finished(stage, plan.marks[stage])
        if folder is None:
            ((_, function),) = dependencies.STAGES[stage].functions()
            with ledger.making(stage, plan.marks[stage]) as new:
                function(inputs, new)
                if stage not in FRESH:
                    _carry(inputs, new)
            report.made[stage] += 1
            folder = ledger.folder(stage, plan.marks[stage])
    tell(stage, 1, 1)
    return folder


def conclude(plan: Plan, report: BuildReport, tell: Tell = quiet) -> None:
    """Publish when the checks allow it, fill in the report, and remove work that neither this nor the last build needs."""
    ledger = Ledger(plan.out)
    validated = ledger.folder("validate", plan.marks["validate"])
    tell("publish", 0, 1)
    with timed(report, "publish"):
        if (validated / "findings.parquet").is_file():
            report.findings = _read(validated, "findings")
        if not report.errors:
            mark = plan.marks["publish"]
            if ledger.finished("publish", mark) is None:
                ((_, function),) = dependencies.STAGES["publish"].functions()
                with ledger.making("publish", mark, durable=True) as new:
                    function(validated, new, plan.build_info)
                report.made["publish"] += 1
            if not is_published(plan):
                point(plan.out / "dataset", f"builds/{mark}")
            report.dataset = plan.out / "dataset"
        _summarise(report, report.dataset.resolve() if report.dataset else validated)
        report.stopped += [source.source_id for source in plan.catalogue.sources if source.failed]
    _sweep(plan, ledger, report)
    tell("publish", 1, 1)


@contextmanager
def timed(report: BuildReport, stage: str) -> Iterator[None]:
    """Add the wall time of the block to the report."""
    began = perf_counter()
    try:
        yield
    finally:
        report.seconds[stage] = report.seconds.get(stage, 0.0) + perf_counter() - began


def _whole_marks(plan: Plan, ends: Sequence[str]) -> dict[str, str]:
    found = plan.catalogue
    listed = json.dumps([found.rows(), found.coverage_rows(), [dataclasses.astuple(r) for r in found.rejects]], sort_keys=True, default=str)
    mark = fingerprint(listed, *ends)
    marks = {}
    for stage in ("gather", *WHOLE, "publish"):
        extra = json.dumps(plan.build_info, sort_keys=True) if stage == "publish" else ""
        mark = marks[stage] = fingerprint(stage, mark, dependencies.digest(stage), extra)
    return marks


def _carry(inputs: Path, new: Path) -> None:
    """What a stage did not write stays as it was: the same file under a second name, or a copy where links are not to be had."""
    for file in sorted(inputs.iterdir()):
        target = new / file.name
        if not target.exists():
            try:
                os.link(file, target)
            except OSError:
                target.write_bytes(file.read_bytes())


def _read(folder: Path, name: str) -> list[dict[str, Any]]:
    from flows.stages import tables

    rows: list[dict[str, Any]] = tables.read(folder, name).to_pylist()
    return rows


def _summarise(report: BuildReport, folder: Path) -> None:
    import pyarrow.parquet as pq

    for file in sorted(folder.glob("*.parquet")):
        if file.stem != "findings":
            report.tables[file.stem] = pq.read_metadata(file).num_rows
    if (folder / "rejects.parquet").is_file():
        rejects = _read(folder, "rejects")
        report.rejects = dict(sorted(Counter(r["reason"] for r in rejects).items()))
        report.stopped = sorted({r["source_id"] or r["document_id"] or "?" for r in rejects if r["reason"] in STOPPED})


def _sweep(plan: Plan, ledger: Ledger, report: BuildReport) -> None:
    """Keep what the last three builds used; a build that made nothing changes nothing."""
    path = plan.out / "work" / "used.json"
    used = sorted([*([s, m] for work in plan.works for s, m in work.marks.items()), *([s, m] for s, m in plan.marks.items())])
    known = read_json(path)
    history = [h for h in known if h != used] if isinstance(known, list) else []
    if report.made or history == known:
        history = [*history, used][-KEPT:]
        ledger.sweep((stage, mark) for build in history for stage, mark in build)
        write_json(path, history, ledger.temporary)


def main(arguments: Sequence[str] | None = None) -> int:
    """`python -m flows.pipeline`: a build without Prefect, for work on the stages; --until stops after a stage."""
    import argparse
    import sys

    parser = argparse.ArgumentParser(prog="python -m flows.pipeline")
    parser.add_argument("--raw", type=Path, default=settings.RAW)
    parser.add_argument("--out", type=Path, default=settings.OUT)
    parser.add_argument("--workers", type=int, default=settings.default_workers())
    parser.add_argument("--until", choices=("units", "gather", *WHOLE))
    given = parser.parse_args(arguments)
    if given.until is None:
        report = build(given.raw, given.out, given.workers)
    else:
        raw = settings.checked_raw(given.raw)
        out = settings.checked_out(given.out, raw)
        report = BuildReport()
        with Ledger(out).lock():
            plan = planned(raw, out, report)
            for part in partitions(plan, 1):
                make_units(plan, part, given.workers, report)
            if given.until == "units":
                for work in plan.works:
                    print(Ledger(out).folder(STEPS[-1], work.marks[STEPS[-1]]))
            else:
                folder = make_gathered(plan, report)
                for stage in WHOLE[: WHOLE.index(given.until) + 1] if given.until in WHOLE else ():
                    folder = make_stage(plan, stage, report)
                print(folder)
    for line in describe(report):
        print(line, file=sys.stderr)
    return report.exit_code if given.until is None else 0


def describe(report: BuildReport) -> list[str]:
    """The report in a few lines for people."""
    lines = []
    if report.tables:
        lines.append("tables: " + ", ".join(f"{name} {n:,}" for name, n in report.tables.items()))
    if report.rejects:
        lines.append("rejects: " + ", ".join(f"{reason} {n:,}" for reason, n in report.rejects.items()))
    lines += [f"stopped: {source}" for source in report.stopped]
    lines += [f"{f['severity']}: {f['check']}: {f['message']}" for f in report.findings[:20]]
    lines.append("seconds: " + ", ".join(f"{stage} {s:.2f}" for stage, s in report.seconds.items()))
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
