"""Documents, actors, persons and places: what they are and which records speak of them."""

from __future__ import annotations

from typing import Any

from flows.explaining.dataset import Dataset, Found
from flows.stages.records.wording import in_words

_MOST = 40
"""Records of each kind that are listed."""
Mark = tuple[str, str]
_TENURE = """office || coalesce(' from ' || o."from", '') || coalesce(' to ' || o."to", '')"""


def _facts(row: dict[str, Any], *columns: str) -> list[str]:
    return [f"{c:<16}{'; '.join(row[c]) if isinstance(row[c], list) else row[c]}" for c in columns if row[c] not in (None, [])]


def _records(data: Dataset, title: str, sql: str, *values: Any) -> list[str]:
    """A heading and the records that a query gives as (key, name, date)."""
    rows = data.rows(sql, *values)
    lines = [f"{r['key']}  {r['name']}{', ' + in_words(r['date']) if r['date'] else ''}" for r in rows[:_MOST]]
    more = [f"... and {len(rows) - _MOST} more"] if len(rows) > _MOST else []
    return ["", f"{title} ({len(rows)})", *(f"    {line}" for line in lines + more)] if rows else []


def document(data: Dataset, found: Found, mark: Mark) -> list[str]:
    """A document: its data and source, and the records that it tells of."""
    del mark
    row = data.row(found)
    source = data.rows("select * from sources where source_id = ?", row["source_id"])[0]
    lines = [row["title"] or found.key, f"documents {found.key}", ""]
    lines += _facts(row, "genre", "authors", "recipients", "issued", "place_id", "archive_ref", "language", "n_chars", "raw_path")
    lines += ["", "source"] + [f"    {line}" for line in _facts(source, "title", "publisher", "citation", "licence", "url", "sha256")]
    told = "select distinct record_id from evidence where record_type = '{0}' and document_id = ?"
    lines += _records(
        data, "Treaties", f"select treaty_id as key, name, signed as date from treaties where treaty_id in ({told.format('treaties')}) "
        "order by signed_start nulls last, key", found.key,
    )  # fmt: skip
    lines += _records(
        data, "Events", f"select event_id as key, headline as name, null as date from events where event_id in ({told.format('events')}) "
        "order by date_start nulls last, key", found.key,
    )  # fmt: skip
    lines += _records(
        data, "Positions", "select position_id as key, concat_ws(' ', coalesce(person_id, actor_id), stance, subject) as name, date "
        "from positions where document_id = ? order by date_start nulls last, key", found.key,
    )  # fmt: skip
    return lines + _records(
        data, "Not read", "select reason as key, coalesce(detail, '') as name, null as date from rejects where document_id = ? "
        "order by start nulls first, reject_id", found.key,
    )  # fmt: skip


def actor(data: Dataset, found: Found, mark: Mark) -> list[str]:
    """An actor: its codes and validity, treaties and events."""
    del mark
    row = data.row(found)
    lines = [row["name"], f"actors {found.key}", ""]
    lines += _facts(row, "kind", "cow_code", "gw_code", "iso3", "valid_from", "valid_to", "predecessor_id")
    sql = f"select o.person_id as key, p.name || ', ' || {_TENURE} as name, null as date from offices o join persons p using (person_id)"
    lines += _records(data, "Offices", sql + ' where actor_id = ? order by o."from", key, office', found.key)
    return lines + _in_records(data, "actor_id", found.key)


def person(data: Dataset, found: Found, mark: Mark) -> list[str]:
    """A person: offices, signatures and events."""
    del mark
    row = data.row(found)
    lines = [row["name"], f"persons {found.key}", "", *_facts(row, "sort_name", "wikidata")]
    sql = f"select o.actor_id as key, {_TENURE} as name, null as date from offices o"
    lines += _records(data, "Offices", sql + ' where person_id = ? order by o."from", key, office', found.key)
    return lines + _in_records(data, "person_id", found.key)


def place(data: Dataset, found: Found, mark: Mark) -> list[str]:
    """A place: where it is and what happened there."""
    del mark
    row = data.row(found)
    lines = [row["name"], f"places {found.key}", "", *_facts(row, "names", "latitude", "longitude", "country_code")]
    treaties = "select treaty_id as key, name, signed as date from treaties where place_id = ? order by signed_start, key"
    events = "select event_id as key, headline as name, null as date from events where place_id = ? order by date_start, key"
    return lines + _records(data, "Treaties", treaties, found.key) + _records(data, "Events", events, found.key)


def _in_records(data: Dataset, column: str, key: str) -> list[str]:
    table = "treaty_parties" if column == "actor_id" else "treaty_signatories"
    lines = _records(
        data, "Treaties", f"select treaty_id as key, name, signed as date from treaties where treaty_id in (select treaty_id from {table} "
        f"where {column} = ?) order by signed_start nulls last, key", key,
    )  # fmt: skip
    lines += _records(
        data, "Events", "select event_id as key, headline as name, null as date from events where event_id in (select event_id from "
        f"event_participants where {column} = ?) order by date_start nulls last, key", key,
    )  # fmt: skip
    return lines + _records(
        data, "Positions", f"select position_id as key, concat_ws(' ', stance, subject) as name, date from positions where {column} = ? "
        "order by date_start nulls last, key", key,
    )  # fmt: skip
