"""Treaties, events and positions with the evidence for every cell."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from flows.explaining.dataset import Dataset, Found
from flows.stages.records.wording import in_words
from schemas.tables import BY_NAME

Row = dict[str, Any]
_PARTS = {
    "treaties": ("treaty_parties", "treaty_signatories", "treaty_actions", "treaty_articles"),
    "events": ("event_participants",),
    "positions": (),
}
_ENTITY = {
    "actor_id": "actors",
    "person_id": "persons",
    "place_id": "places",
    "treaty_id": "treaties",
    "event_id": "events",
    "document_id": "documents",
}
_AROUND = 300
"""Characters of a long paragraph that are shown on either side of a quote."""


class Passages:
    """The places that evidence points at, numbered as they are met."""

    def __init__(self) -> None:
        self._number: dict[tuple[str, int, int], int] = {}

    def number(self, row: Row) -> str:
        """`[3]` for the place of a row of evidence."""
        if row["document_id"] is None:
            return f"[{row['rule_id']}]"
        place = (row["document_id"], row["start"], row["end"])
        return f"[{self._number.setdefault(place, len(self._number) + 1)}]"

    def lines(self, data: Dataset, mark: tuple[str, str]) -> list[str]:
        """Every place met: the quote in its paragraph, and the source with citation and licence."""
        out = []
        for (document_id, start, end), n in self._number.items():
            found = data.rows(
                "select d.title, d.text, s.title as source, s.citation, s.publisher, s.licence, s.url from documents d "
                "join sources s using (source_id) where document_id = ?",
                document_id,
            )[0]
            out.append(f"[{n}] {found['title'] or document_id} ({document_id}, characters {start} to {end})")
            out.append(f"    {in_context(found['text'], start, end, mark)}")
            cited = found["citation"] or ", ".join(str(v) for v in (found["source"], found["publisher"], found["url"]) if v)
            out += [f"    Source: {cited or 'not described'}", f"    Licence: {found['licence'] or 'unknown'}", ""]
        return out


def in_context(text: str | None, start: int, end: int, mark: tuple[str, str] = ("⟦", "⟧")) -> str:
    """The paragraph around a span with the span marked; of a long one what is near, and a note where the text is withheld."""
    if text is None:
        return "(the licence does not allow the text to be passed on; the span is given)"
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    left, right = text[first:start], text[end:last]
    if len(left) > _AROUND:
        left = "… " + left[-_AROUND:].partition(" ")[2]
    if len(right) > _AROUND:
        right = right[:_AROUND].rpartition(" ")[0] + " …"
    return " ".join(f"{left}{mark[0]}{text[start:end]}{mark[1]}{right}".split())


def evidenced(data: Dataset, found: Found, mark: tuple[str, str]) -> list[str]:
    """The record in words, its values with what is said for and against them, conflicts, and the passages."""
    row, passages = data.row(found), Passages()
    evidence = data.rows(
        "select * from evidence where record_type = ? and record_id = ? order by document_id, start, evidence_id", found.table, found.key
    )
    lines = [_title(data, found, row), f"{found.table} {found.key}" + (f", {row['slug']}" if row.get("slug") else ""), ""]
    lines += [f"Told at {' '.join(dict.fromkeys(passages.number(e) for e in evidence if e['field'] is None))}", ""]
    if "confidence" in row:
        told = f"{_count(row['n_documents'], 'document')} by {_count(row['n_publishers'], 'independent publisher')}"
        lines += [f"{told}, confidence {row['confidence']:.2f}", ""]
    for column in BY_NAME[found.table].columns:
        own = [e for e in evidence if e["field"] == column.name]
        if column.name in (BY_NAME[found.table].key) or (column.derived and not own) or (row[column.name] in (None, []) and not own):
            continue
        lines += _field(data, column.name, row[column.name], own, passages)
    for part in _PARTS[found.table]:
        lines += _part(data, part, found, passages)
    lines += _conflicts(data, found, passages)
    return [*lines, "", "Passages", "", *passages.lines(data, mark)]


def _title(data: Dataset, found: Found, row: Row) -> str:
    if found.table == "events":
        return str(row["headline"])
    if found.table == "treaties":
        signed = f", signed {in_words(row['signed'])}" if row["signed"] else ""
        place = f" in {data.name('places', row['place_id'])}" if row["place_id"] else ""
        return f"{row['name']}: {row['kind']}, {row['status']}{signed}{place if signed else ''}"
    who = data.name("persons", row["person_id"]) or data.name("actors", row["actor_id"]) or "Somebody"
    return " ".join(str(v) for v in (who, row["stance"], row["article"] and f"article {row['article']}:", row["subject"]) if v)


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _shown(data: Dataset, column: str, value: Any) -> str:
    """A value for people: the name behind an id, a date in words as well."""
    if isinstance(value, list):
        return "; ".join(str(v) for v in value)
    table = _ENTITY.get(column)
    return f"{data.name(table, value)} ({value})" if table and value else str(value)


def _field(data: Dataset, column: str, value: Any, own: Iterable[Row], passages: Passages) -> list[str]:
    """A value and the places that give it, then the values that were not chosen with theirs."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for e in own:
        groups.setdefault((e["status"], e["value"] or ""), []).append(e)
    lines = []
    for (status, given), rows in sorted(groups.items(), key=lambda g: (g[0][0] != "accepted", g[0])):
        where = " ".join(dict.fromkeys(passages.number(e) for e in rows))
        printed = "; ".join(dict.fromkeys(p for e in rows if (p := e["value_original"]) and len(p) <= 80 and p != given))
        method = "".join(f", {m}" for m in dict.fromkeys(_how(data, e) for e in rows))
        said = f"{_shown(data, column, given)} {where}" + (f" as “{printed}”" if printed else "") + method
        lines.append(f"{column:<16}{said}" if status == "accepted" else f"{'':<16}{status}: {said}")
    return lines or [f"{column:<16}{_shown(data, column, value)}"]


def _how(data: Dataset, row: Row) -> str:
    """How a value was found: by which rule, or by whose decision and why."""
    why = ""
    if row["method"] == "curated":
        decisions = data.rows("select author, reason from corrections where correction_id = ?", row["rule_id"])
        why = "".join(f" ({d['author']}: {d['reason']})" for d in decisions)
    return f"{row['method']} {row['rule_id']}{why}" if row["rule_id"] else str(row["method"])


def _part(data: Dataset, table: str, found: Found, passages: Passages) -> list[str]:
    rows = data.rows(
        "select * from evidence where record_type = ? and starts_with(record_id, ?) "
        "order by record_id, field nulls first, document_id, start, evidence_id",
        table,
        f"{found.key}|",
    )
    groups: dict[str, list[Row]] = {}
    for e in rows:
        groups.setdefault(e["record_id"], []).append(e)
    lines = ["", table.replace("_", " ")] if groups else []
    names = BY_NAME[table].key[1:]
    for key, own in groups.items():
        cells = dict(zip(names, key.split("|")[1:], strict=False))
        said = ", ".join(_shown(data, c, v) for c, v in cells.items() if v)
        for status in dict.fromkeys(e["status"] for e in own if e["field"] is None):
            told = [e for e in own if e["field"] is None and e["status"] == status]
            where = " ".join(dict.fromkeys(passages.number(e) for e in told))
            decided = "".join(dict.fromkeys(f", {_how(data, e)}" for e in told if e["method"] == "curated"))
            lines.append(f"    {'' if status == 'accepted' else status + ': '}{said} {where}{decided}")
        for field in dict.fromkeys(e["field"] for e in own if e["field"] is not None):
            lines += [f"        {line}" for line in _field(data, field, None, [e for e in own if e["field"] == field], passages)]
    return lines


def _conflicts(data: Dataset, found: Found, passages: Passages) -> list[str]:
    rows = data.rows(
        'select c.*, p.value from (select record_type, record_id, field, unnest("values") as p, chosen, policy from conflicts '
        "where record_id = $1 or starts_with(record_id, $1 || '|')) c order by record_type, record_id, field, p.value, p.evidence_id",
        found.key,
    )
    lines: list[str] = []
    for row in rows:
        evidence = data.rows("select * from evidence where evidence_id = ?", row["p"]["evidence_id"])[0]
        head = f"{row['field']}: documents disagree; {json.dumps(row['chosen'], ensure_ascii=False)} is chosen ({row['policy']})"
        if head not in lines:
            lines += ["", head] if not lines else [head]
        lines.append(f"    {row['value']} {passages.number(evidence)}")
    return ["", "Conflicts", *lines[1:]] if lines else []
