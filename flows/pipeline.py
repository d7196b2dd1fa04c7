"""The build as plain functions: from a raw folder to a published dataset, doing only what is not done already.

`plan` works out the fingerprint of everything before anything is made; `make_units`, `make_gathered`, `make_stage`
and `publish` each make what the plan asks for and is not there; `build` calls them in order.  Prefect's flow in
`flows.build` calls the same functions.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from flows import dependencies, manifest, settings, units
from flows.ledger import Ledger, StatCache, fingerprint, point, write_json
from flows.report import BuildReport, describe, summarise, timed
from flows.stages.errors import StageError
from flows.units import STEPS, Work
from schemas.data import DataError

if TYPE_CHECKING:
    from flows.sources.catalogue import Catalogue

WHOLE = ("link", "curate", "records", "validate")
"""The stages from folder to folder, after gather and before publish."""

FRESH = ("records",)
"""Stages whose output starts anew: nothing is carried over from their input."""

PART_BYTES = 16 * 2**20
"""Raw text per part: some ten seconds of work, as a task costs Prefect more than a small file costs us."""

PARTS = 24
"""The most parts that the units are divided into, however many there are."""

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
    parts: list[list[Work]] = field(default_factory=list)


def build(raw: Path, out: Path, workers: int, tell: Tell = quiet) -> BuildReport:
    """Build the dataset of `raw` into `<out>/dataset`; raises UsageError, Locked, DataError or StageError."""
    raw = settings.checked_raw(raw)
    out = settings.checked_out(out, raw)
    with Ledger(out).lock():
        return build_held(raw, out, workers, tell)


def build_held(raw: Path, out: Path, workers: int, tell: Tell = quiet) -> BuildReport:
    """The same for whoever holds the folder `out` already, with both folders checked."""
    return mended(out, lambda: _build(raw, out, workers, tell))


def _build(raw: Path, out: Path, workers: int, tell: Tell) -> BuildReport:
    report = BuildReport()
    plan = planned(raw, out, report)
    if not is_published(plan):
        for part in plan.parts:
            make_units(plan, part, workers, report, tell)
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
        found = catalogue.load(raw, digests.sha256)
        for reject in found.rejects:
            reject.detail = reject.detail.replace(f"{raw}/", "")  # where the folder lies is no part of the dataset
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
            "rules_digest": dependencies.rules_digest(),
            "raw_digest": fingerprint(*(f"{u.raw_path} {u.sha256}" for u in found.units())),
            "manifest": manifest.text(),
        }
        plan = Plan(raw, out, found, works, {}, info)
        plan.marks = _whole_marks(plan, [work.marks[STEPS[-1]] for work in works])
        if not is_published(plan):
            plan.parts = _parts(plan)
    return plan


def is_published(plan: Plan) -> bool:
    """Whether the dataset of this plan is what `<out>/dataset` shows, undamaged."""
    link = plan.out / "dataset"
    folder = Ledger(plan.out).finished("publish", plan.marks["publish"])
    return folder is not None and link.is_symlink() and os.readlink(link) == f"builds/{folder.name}"


def is_current(raw: Path, out: Path) -> bool:
    """Whether a build would find everything done; nothing is made or changed, except that digests are remembered."""
    with Ledger(out).lock():
        return is_published(planned(raw, out, BuildReport()))


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
            units.settle()
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
            from flows.stages import tables

            report.findings = tables.read(validated, "findings").to_pylist()
            report.checks = validated / "report.md"
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
        summarise(report, report.dataset.resolve() if report.dataset else validated)
        told = {r.source_id: r.detail for r in reversed(plan.catalogue.rejects)}
        report.stop({s.source_id: told.get(s.source_id, "") for s in plan.catalogue.sources if s.failed})
    _sweep(plan, ledger, report)
    tell("publish", 1, 1)


def _whole_marks(plan: Plan, ends: Sequence[str]) -> dict[str, str]:
    found = plan.catalogue
    listed = json.dumps([found.rows(), found.coverage_rows(), [dataclasses.astuple(r) for r in found.rejects]], sort_keys=True, default=str)
    mark = fingerprint(listed, *ends)
    marks = {}
    for stage in ("gather", *WHOLE, "publish"):
        extra = json.dumps(plan.build_info, sort_keys=True) if stage == "publish" else ""
        mark = marks[stage] = fingerprint(stage, mark, dependencies.digest(stage), extra)
    return marks


def _parts(plan: Plan) -> list[list[Work]]:
    """The units whose work is not finished, in parts of about the same size."""
    ledger = Ledger(plan.out)
    works = [work for work in plan.works if ledger.finished(STEPS[-1], work.marks[STEPS[-1]]) is None]
    number = min(PARTS, 1 + sum(work.unit.weight for work in works) // PART_BYTES)
    parts: list[list[Work]] = [[] for _ in range(number)]
    loads = [0] * number
    for work in sorted(works, key=lambda w: (-w.unit.weight, w.unit.source_id)):
        lightest = loads.index(min(loads))
        parts[lightest].append(work)
        loads[lightest] += work.unit.weight
    return [part for part in parts if part]


def _carry(inputs: Path, new: Path) -> None:
    """What a stage did not write stays as it was: the same file under a second name, or a copy where links are not to be had."""
    for file in sorted(inputs.iterdir()):
        target = new / file.name
        if not target.exists():
            try:
                os.link(file, target)
            except OSError:
                target.write_bytes(file.read_bytes())


def _sweep(plan: Plan, ledger: Ledger, report: BuildReport) -> None:
    """Keep what the last three builds used; a build that made nothing changes nothing."""
    used = sorted([*((s, m) for work in plan.works for s, m in work.marks.items()), *plan.marks.items()])
    known = ledger.history()
    history = [h for h in known if h != used]
    if report.made or history == known:
        history = [*history, used][-KEPT:]
        ledger.sweep(pair for build in history for pair in build)
        write_json(ledger.used, history, ledger.temporary)


def until(last: str, raw: Path, out: Path, workers: int) -> list[Path]:
    """The folders that the stage `last` made (for `units` one per raw file), with nothing done beyond it."""
    raw = settings.checked_raw(raw)
    out = settings.checked_out(out, raw)
    report, ledger = BuildReport(), Ledger(out)
    with ledger.lock():
        plan = planned(raw, out, report)
        for part in plan.parts:
            make_units(plan, part, workers, report)
        if last == "units":
            return [ledger.folder(STEPS[-1], work.marks[STEPS[-1]]) for work in plan.works]
        folder = make_gathered(plan, report)
        for stage in WHOLE[: WHOLE.index(last) + 1] if last in WHOLE else ():
            folder = make_stage(plan, stage, report)
    return [folder]


def main() -> int:
    """`python -m flows.pipeline`: a build without Prefect, for work on the stages; --until stops after a stage."""
    import argparse
    import sys

    parser = argparse.ArgumentParser(prog="python -m flows.pipeline")
    parser.add_argument("--raw", type=Path, default=settings.RAW)
    parser.add_argument("--out", type=Path, default=settings.OUT)
    parser.add_argument("--workers", type=int, default=settings.default_workers())
    parser.add_argument("--until", choices=("units", "gather", *WHOLE))
    given = parser.parse_args()
    if given.until:
        print(*until(given.until, given.raw, given.out, given.workers), sep="\n")
        return 0
    report = build(given.raw, given.out, given.workers)
    print(*describe(report), sep="\n", file=sys.stderr)
    return report.exit_code


if __name__ == "__main__":
    raise SystemExit(main())
