"""What the dataset says of one record and why, as lines of text: the work of `chancery explain`."""

from __future__ import annotations

from pathlib import Path

from flows.explaining.dataset import Dataset, Found
from flows.explaining.entities import actor, document, person, place
from flows.explaining.records import evidenced

_TELL = {
    "treaties": evidenced,
    "events": evidenced,
    "positions": evidenced,
    "documents": document,
    "actors": actor,
    "persons": person,
    "places": place,
}


def explain(out: Path, name: str, mark: tuple[str, str] = ("⟦", "⟧")) -> list[str]:
    """Lines about the record `name` of the dataset in `out`, or built there; `mark` goes around the quotes in their passages.

    Raises UsageError when no record, or more than one, answers to the name.
    """
    data = Dataset(out)
    try:
        found = data.find(name)
        lines = [f"{name} is now {found.key}.", ""] if found.redirected else []
        return lines + _TELL[found.table](data, found, mark)
    finally:
        data.close()


__all__ = ["Dataset", "Found", "explain"]
