"""The dataset against a reader's answers: the work of `chancery eval`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from flows.evaluate import facts, gold
from flows.evaluate.counting import Cell, counts
from flows.evaluate.dataset import Contents
from flows.evaluate.differences import misses
from flows.evaluate.figures import SHARES, Count, Figure, figure
from flows.evaluate.pairing import compare

_SCOPES = ("all", "attribute", "type", "action", "confidence", "document", "rule")
_PRECISION_ONLY = ("confidence", "rule")
_RECORDS = ("documents", "treaties", "events", "positions", "moves")


@dataclass(slots=True)
class Evaluation:
    """The figures, in the order in which they are shown; what was missed or wrong, line by line; answers without a document."""

    figures: list[Figure] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    unpaired: list[str] = field(default_factory=list)
    documents: int = 0
    dataset_version: str = ""
    rules_digest: str = ""


def evaluate(out: Path, answers: Path) -> Evaluation:
    """Compare the dataset in `out`, or built there, with the answers in a folder or file, or with a table of facts (CSV).

    An answer without a document counts as missed altogether.  Raises UsageError when there is no dataset or no answer,
    gold.GoldError when an answer is malformed.
    """
    if answers.suffix == ".csv":
        figures, lines, info = facts.evaluate(out, answers)
        return Evaluation(figures, lines, [], 0, info["dataset_version"], info["rules_digest"])
    wanted = gold.load(answers)
    contents = Contents(out)
    done = Evaluation(documents=len(wanted), dataset_version=contents.info["dataset_version"], rules_digest=contents.info["rules_digest"])
    counted: dict[Cell, dict[str, Count]] = defaultdict(lambda: defaultdict(Count))
    for name, answer in wanted.items():
        if name not in contents:
            done.unpaired.append(name)
        compared = compare(name, answer, contents.content(name))
        for cell, count in counts(compared):
            counted[cell][name] += count
        done.misses += [f"{name}: {line}" for line in misses(compared)]
    cells = sorted(counted, key=lambda cell: (_place(cell), _weight(cell, counted[cell]), cell[2]))
    done.figures = [figure(*cell, counted[cell].values(), ("precision",) if cell[0] in _PRECISION_ONLY else SHARES) for cell in cells]
    return done


def _place(cell: Cell) -> tuple[int, int, str]:
    return _SCOPES.index(cell[0]), _RECORDS.index(cell[1].partition(".")[0]), cell[1]


def _weight(cell: Cell, counted: dict[str, Count]) -> int:
    """Of types, actions and rules the most frequent come first; the others go by name."""
    return -sum(c.gold + c.found for c in counted.values()) if cell[0] in ("type", "action", "rule") else 0


__all__ = ["Evaluation", "evaluate"]
