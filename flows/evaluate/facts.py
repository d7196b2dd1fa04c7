"""The dataset against a table of well-known facts: are they there, on their day, with all who took part?

A table has one row per fact: `fact_id`, `record` (treaty or event), `kind` (kinds of a treaty or actions of an event, any of
which will do), `date` (EDTF), `actor_ids` (all must be there), `place_ids` (one must, if any is given); codes parted by blanks.
What a dataset has beyond the facts is not judged, so there is no precision.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flows.evaluate.figures import Count, Figure, figure
from flows.evaluate.gold import GoldError
from flows.explaining import Dataset
from flows.settings import UsageError
from flows.stages.edtf import is_date

COLUMNS = ("fact_id", "record", "kind", "date", "actor_ids", "place_ids")
_RECORDS = {
    "treaty": """
        select treaty_id as key, kind, signed as date, place_id, (
            select list(distinct actor_id order by actor_id) from treaty_parties p where p.treaty_id = t.treaty_id) as actors
        from treaties t where signed is not null order by 1""",
    "event": """
        select event_id as key, action as kind, date, place_id, (
            select list(distinct actor_id order by actor_id) from event_participants p
            where p.event_id = e.event_id and actor_id is not null) as actors
        from events e where date is not null and realis = 'actual' order by 1""",
}
_TABLES = {"treaty": "treaties", "event": "events"}
Row = dict[str, Any]


def load(file: Path) -> list[Row]:
    """The facts of a table; GoldError with every fault of it, UsageError when there is no such file."""
    try:
        with file.open(newline="", encoding="utf-8-sig") as lines:
            reader = csv.DictReader(lines)
            missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
            if missing:
                raise GoldError(f"{file}: line 1: column {', '.join(missing)} missing; a table of facts has {', '.join(COLUMNS)}")
            rows: list[Row] = [{**row, "line": reader.line_num} for row in reader]
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror}); give a folder of answers or a table of facts") from None
    faults = []
    for row in rows:
        if row["record"] not in _RECORDS:
            faults.append(f"{file}: line {row['line']}: record {row['record']!r}; use treaty or event")
        if not is_date(row["date"]):
            faults.append(f"{file}: line {row['line']}: {row['date']!r} is no EDTF date; give one such as 1942-05-26")
    if faults:
        raise GoldError("\n".join(faults))
    return rows


def evaluate(out: Path, file: Path) -> tuple[list[Figure], list[str], Row]:
    """Figures of scope `fact`, lines about the facts that are not there, and the dataset's build_info."""
    rows = load(file)
    data = Dataset(out)
    try:
        info = data.rows("select * from build_info")[0]
        by_date: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for record, sql in _RECORDS.items():
            for found in data.rows(sql):
                by_date[record, found["date"]].append(found)
    finally:
        data.close()
    counted: dict[tuple[str, str], list[Count]] = defaultdict(list)
    misses = []
    for row in rows:
        wanted = {name: frozenset((row[name] or "").split()) for name in ("kind", "actor_ids", "place_ids")}
        best = _best(wanted, by_date[row["record"], row["date"]])
        there = best is not None and wanted["actor_ids"] <= set(best["actors"] or ())
        table = _TABLES[row["record"]]
        counted[table, "day and all parties"].append(Count(1, best is not None, there))
        counted[table, "and kind or action"].append(Count(1, best is not None, bool(there and best and best["kind"] in wanted["kind"])))
        if wanted["place_ids"]:
            counted[table, "and place"].append(Count(1, best is not None, bool(there and best and best["place_id"] in wanted["place_ids"])))
        if not there:
            has = f"on this day only {best['key']} with {', '.join(best['actors'] or ()) or 'nobody'}" if best else "nothing on this day"
            misses.append(f"{row['fact_id']}: {row['record']} of {row['date']} with {row['actor_ids'] or 'nobody named'}: {has}")
    figures = [
        figure("fact", table, key, [sum(counts, Count())], ("recall",)) for (table, key), counts in sorted(counted.items(), reverse=True)
    ]
    return figures, misses, info


def _best(wanted: dict[str, frozenset[str]], near: Sequence[Row]) -> Row | None:
    """The record of the day that agrees best: in its actors, with few others, in kind, in place."""

    def agreement(row: Row) -> tuple[int, int, bool, bool, str]:
        actors = frozenset(row["actors"] or ())
        here = row["kind"] in wanted["kind"], row["place_id"] in wanted["place_ids"]
        return len(actors & wanted["actor_ids"]), -len(actors - wanted["actor_ids"]), *here, row["key"]

    return max(near, key=agreement, default=None)
