"""`accuracy.md`: what was measured on what, with what result, and what is known to be missed.

The answers of readers are not part of the project.  What `chancery eval --record` measured on them is, as rows of
schemas/accuracy/sets.csv and measured.csv; what is missed is written by hand in schemas/accuracy/missed.csv.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from schemas.data import rows

Row = Mapping[str, str]
FILE = "accuracy.md"
_HEADS = {
    "all": "What was found",
    "fact": "Facts that the dataset has",
    "attribute": "Of the records that were found, their attributes",
    "confidence": "By confidence: how many of the records that are as sure of themselves are right",
    "type": "By type of event",
    "action": "By action of events, kind of treaties and stance of positions",
}
_SHARES = {"precision": "precision", "recall": "recall", "f1": "F1"}
_COUNTS = {"right": "right", "found": "in the dataset", "gold": "by the reader"}
_INTRODUCTION = """\
# How accurate this dataset is

A reader wrote down what a text says, without seeing the dataset, and the two were compared.  **Precision** is the share of
what the dataset has that the reader has too, **recall** the share of what the reader has that the dataset has too, and **F1** the
share of what both have in the mean of the two.  In parentheses stands the 95 % interval: the wider one of Wilson's, which
takes every record for itself, and of a jackknife over documents, which knows that records of one document are alike.  It
says how far the figure may be off for other texts of the same kind; for texts of another kind it says nothing.

A treaty counts as found when a name agrees and the signing dates do not clash, or when the dates agree and half of the parties;
an event when its type and a participant agree and the two quotes share half of their words; a position when the speaker, the
article and the stance agree and the quotes do so; a move is a position whatever its stance.  An attribute is counted where
the record was found: a date is right when it is the same to the day or as open as the reader's, and `date_compatible` when the two can
speak of the same day.  The tables by confidence tell which `confidence` to ask for: what is gained in precision is lost in recall.
"""


def accuracy(build_info: Mapping[str, str]) -> str | None:
    """The text in Markdown for a dataset with this `rules_digest`; None when nothing was measured and nothing is known to be missed."""
    sets = {row["set"]: row for row in rows("accuracy/sets", "set", "about", "taken", "rules_digest")}
    measured = rows("accuracy/measured", "set", "scope", "record", "key", "right", "found", "gold")
    missed = rows("accuracy/missed", "id", "record", "missed", "why", "example")
    if not measured and not missed:
        return None
    lines = [_INTRODUCTION]
    if not measured:
        lines += ["Nothing has been measured yet.", ""]
    for name, figures in groupby(measured, key=lambda row: row["set"]):
        lines += _set(sets[name], list(figures), build_info["rules_digest"])
    lines += _missed(missed)
    return "\n".join(lines)


def _set(about: Row, figures: Sequence[Row], rules: str) -> list[str]:
    """The figures of one set of answers."""
    first = figures[0]
    same = (
        "those of this dataset" if about["rules_digest"] == rules else f"which have changed since: those of this dataset are `{rules[:12]}`"
    )
    if first["scope"] == "fact":
        facts = sum(int(row["gold"]) for row in figures if row["key"] == first["key"])
        measured = f"{facts} facts; what the dataset has beyond them is not judged."
    else:
        documents = max(int(row["documents"]) for row in figures)
        measured = f"{documents} document{'' if documents == 1 else 's'}."
    taken = f" Taken on {about['taken']}." if about["taken"] else ""
    lines = [f"## {about['set']}", "", about["about"], ""]
    lines += [f"{measured} Rules `{about['rules_digest'][:12]}`, {same}.{taken}", ""]
    for scope, head in _HEADS.items():
        told = [row for row in figures if row["scope"] == scope]
        if told:
            lines += [f"### {head}", "", *_table(scope, told), ""]
    return lines


def _table(scope: str, told: Sequence[Row]) -> list[str]:
    """The figures of a scope; of facts only the share that is there, of a confidence only the share that is right."""
    shares, counts = _SHARES, _COUNTS
    if scope == "fact":
        shares, counts = {"recall": "share"}, {"right": "in the dataset", "gold": "facts"}
    elif scope == "confidence":
        shares, counts = {"precision": "right"}, {"right": "right", "found": "in the dataset"}
    lines = [f"| | {' | '.join([*shares.values(), *counts.values()])} |", f"|---|{'---|' * len(shares)}{'--:|' * len(counts)}"]
    for row in told:
        name = row["record"] if not row["key"] else f"{row['record']}: {row['key']}"
        cells = [name, *(_share(row, measure) for measure in shares), *(row[count] for count in counts)]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _share(row: Row, measure: str) -> str:
    if not row[measure]:
        return "–"
    return f"{float(row[measure]):.2f} ({float(row[f'{measure}_low']):.2f}–{float(row[f'{measure}_high']):.2f})"


def _missed(missed: Sequence[Row]) -> list[str]:
    if not missed:
        return []
    lines = ["## What is known to be missed", "", "| what | why | for example |", "|---|---|---|"]
    cells = (tuple(row[c].replace("|", "\\|") for c in ("record", "missed", "why", "example")) for row in missed)
    lines += [f"| {record}: {what} | {why} | {example} |" for record, what, why, example in cells]
    return [*lines, ""]
