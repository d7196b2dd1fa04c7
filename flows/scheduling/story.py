"""A run as a page for people: what changed upstream, what was built, counts and their trend, what was rejected, and the time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.report import BuildReport
from flows.scheduling.changes import Changes
from flows.scheduling.history import Run

TREND = 5
"""How many builds the trend of a count goes back."""


def page(report: BuildReport, changes: Changes, before: Sequence[Run]) -> str:
    """The story of a build in Markdown; `before` are the builds that published something, oldest first."""
    last = before[-1] if before else {}
    lines = [f"**{headline(report)}**", ""]
    lines += ["## Upstream", "", f"{changes}." if last else "The first build."]
    for word, names in (("new", changes.files.new), ("changed", changes.files.changed), ("gone", changes.files.gone)):
        lines += [f"- {word}: `{name}`" for name in names[:10]] + ([f"- {word}: {len(names) - 10:,} more"] if len(names) > 10 else [])
    lines += ["", "## Built", "", ", ".join(f"{n:,} {name}" for name, n in sorted(report.made.items())) or "Nothing: all of it was there."]
    lines += [f"- {table}: {found}" for table, found in changes.records.items() if found]
    lines += [f"- conflicts: {changes.conflicts}"] if changes.conflicts else []
    lines += _counted("Rows", "table", report.tables, [run.get("tables") or {} for run in before])
    lines += _counted("Rejects", "reason", report.rejects, [run.get("rejects") or {} for run in before])
    found: dict[str, int] = {}
    for finding in report.findings:
        name = f"{finding['severity']} {finding['check']}"
        found[name] = found.get(name, 0) + 1
    lines += _counted("Checks", "what they found", found, [run.get("checks") or {} for run in before])
    lines += _timed(report.seconds, last.get("seconds") or {})
    return "\n".join(lines) + "\n"


def headline(report: BuildReport) -> str:
    """What came of a build, in one line."""
    if report.dataset is None:
        return "Not published: " + "; ".join(f["message"] for f in report.errors[:3])
    said = "Built and published" if report.made else "Nothing to do: texts and rules are as they were"
    return said + (f"; stopped: {', '.join(report.stopped)}" if report.stopped else "")


def change(now: int, before: int | None) -> str:
    """`+3`, `-3`, `=` or, for something that was not counted before, `new`."""
    if before is None:
        return "new"
    return "=" if now == before else f"{now - before:+,}"


def _counted(title: str, what: str, now: Mapping[str, int], past: Sequence[Mapping[str, int]]) -> list[str]:
    names = [*now, *sorted(set(past[-1]) - set(now))] if past else list(now)
    lines = ["", f"## {title}", ""]
    if not names:
        return [*lines, "None."]
    lines += [f"| {what} | n | change | the last {TREND} |", "|---|---:|---:|---|"]
    for name in names:
        n = now.get(name, 0)
        known = past[-1].get(name, 0) if past else None
        trend = " ".join(f"{run.get(name, 0):,}" for run in past[-TREND + 1 :])
        lines.append(f"| {name} | {n:,} | {change(n, known)} | {trend} {n:,} |")
    return lines


def _timed(seconds: Mapping[str, float], before: Mapping[str, float]) -> list[str]:
    lines = ["", "## Time", "", "| stage | seconds | last run |", "|---|---:|---:|"]
    lines += [f"| {name} | {s:.2f} | {f'{before[name]:.2f}' if name in before else ''} |" for name, s in seconds.items()]
    return [*lines, f"| all | {sum(seconds.values()):.2f} | {f'{sum(before.values()):.2f}' if before else ''} |"]
