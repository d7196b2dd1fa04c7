"""Records that are none.

The statements of a refused record leave the tables, other records lose what they say about it, and it becomes a row of `rejects` with
the reason that the person gave.  Where a decision is about the words of one document, the record stays if others tell of it too.
"""

from __future__ import annotations

from flows.stages.curate.aim import Statements, order
from flows.stages.curation import Decision
from flows.stages.model import Reject


def apply(decision: Decision, told: Statements) -> list[Reject]:
    """Take what the decision is about out of the statements; the rejects that tell of it.  StageError if it finds no such record."""
    target = told.aimed(decision)
    if target.idle:
        return [target.reject(told, f"{decision.where}: nothing is read as {target.shown} that could be refused; take the line out")]
    at = min(target.rows, key=order)
    told.drop(told.owner(target))
    detail = f"{target.shown}: {decision['reason']} ({decision['author']})"
    return [Reject(told.source_of.get(at["document_id"]), at["document_id"], "curate", "refused", detail, at["start"], at["end"])]
