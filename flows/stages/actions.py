"""What kinds of acts there are: the codes of `vocab/actions.csv` with their types, and the classes of `rules/action_classes.csv`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from schemas.data import DataError, rows

ACTIONS = "vocab/actions"
CLASSES = "rules/action_classes"


@cache
def acts(class_id: str) -> frozenset[str]:
    """The actions of a class; DataError where the table has no such class."""
    try:
        return classes()[class_id]
    except KeyError:
        raise DataError(f"schemas/{CLASSES}.csv: no class {class_id!r}; add a row for it") from None


def event_type(action: str) -> str:
    """The PLOVER type of an action; DataError where the vocabulary has no such action."""
    try:
        return event_types()[action]
    except KeyError:
        raise DataError(f"schemas/{ACTIONS}.csv: no action {action!r}; add a row for it") from None


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """Class -> its actions: those it names, those of its event types, and those of the classes above it that it takes in.

    Raises DataError with the line for what is not known, a class without an action, and one that is there twice.
    """
    of_type: dict[str, frozenset[str]] = {}
    for action, kind in event_types().items():
        of_type[kind] = of_type.get(kind, frozenset()) | {action}
    found: dict[str, frozenset[str]] = {}
    columns = {"actions": {a: frozenset((a,)) for a in event_types()}, "types": of_type, "classes": found}
    for line, row in enumerate(rows(CLASSES, "class_id", *columns), 2):
        where, members = f"schemas/{CLASSES}.csv:{line}: {row['class_id']}", set[str]()
        for column, known in columns.items():
            for word in row[column].split():
                if word not in known:
                    told = "no class above this one" if column == "classes" else f"not in schemas/{ACTIONS}.csv"
                    raise DataError(f"{where}: {column}: {word!r} is {told}; correct the cell")
                members |= known[word]
        if not members:
            raise DataError(f"{where}: no action; name one, or drop the row")
        if row["class_id"] in found:
            raise DataError(f"{where}: this class is there already; give it another name")
        found[row["class_id"]] = frozenset(members)
    return found


@cache
def event_types() -> Mapping[str, str]:
    """Action -> PLOVER event type."""
    return {r["action"]: r["event_type"] for r in rows(ACTIONS, "action", "event_type")}


@cache
def treaty_actions() -> Mapping[str, str]:
    """Action -> what is done by it to the treaty it is done on, in the words of `vocab/treaty_actions.csv`."""
    return {r["event_action"]: r["action"] for r in rows("vocab/treaty_actions", "action", "event_action") if r["event_action"]}
