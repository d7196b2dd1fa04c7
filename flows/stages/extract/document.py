"""What a document says of itself, as statements with their spans: record `d` of the table documents.

Only what stands in the text becomes a statement; what the catalogue says of a document stays in its metadata.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from flows.stages.accents import unaccented
from flows.stages.genres import CONVERSATION, TALKS, TREATY_TEXT
from flows.stages.header_rules import one
from flows.stages.model import Document, Mention, Statement
from flows.stages.recognise import world
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.papers import seat
from flows.stages.recognise.people import slug
from schemas import data

RECORD, LOCAL_ID = "documents", "d"
_CONFIDENCE = {"title": 0.95, "issued": 0.97, "place_id": 0.95, "author": 0.9, "recipient": 0.9, "archive_ref": 0.9}
_TITLES = re.compile(r"\b(?:(?:Mr|Mrs|Ms|Dr|Gen|Amb|Col|M)\.? )+")


def _inside(doc: Document, kind: str, start: int, end: int) -> list[Mention]:
    return [m for m in doc.mentions if m.kind == kind and m.start >= start and m.end <= end]


@cache
def place_names() -> dict[str, str]:
    """Names of places in small letters; of two places with one name the first by id."""
    out: dict[str, str] = {}
    for place_id, place in sorted(gazetteer().places.items()):
        for name in (place.name, *place.names):
            out.setdefault(name.casefold(), place_id)
    return out


@cache
def _no_places() -> tuple[re.Pattern[str], ...]:
    """What stands for a place in datelines and names none."""
    return tuple(re.compile(r["pattern"], re.IGNORECASE) for r in data.rows("rules/no_places", "rule_id", "pattern"))


def _place(doc: Document) -> str | None:
    """The place of the dateline in the gazetteer: by the mention that stands there, else by its name, whole or up to a comma."""
    span = doc.meta.get("place_span")
    for mention in _inside(doc, "place", *span) if span else ():
        if mention.ref_id:
            return mention.ref_id
    printed = str(doc.meta.get("place", "")).strip(" []()")
    name, _, beside = printed.partition(",")
    printed = printed.rstrip(".")
    known = place_names().get(printed.casefold()) or seat(printed) or place_names().get(name.strip().casefold())
    room = one("room").search(printed) is not None
    if room and not known:
        return place_names().get(beside.rpartition(",")[2].strip().casefold())
    sure = doc.meta.get("markup") or (doc.genre in TALKS and any(doc.meta.get(key) for key in ("kind", "authors", "recipients")))
    if known or not printed or not sure or any(p.fullmatch(printed) for p in _no_places()):
        return known
    # Markup, or the dateline of a letter, is sure that it is a place: a town of today's world, or one that only this text knows.
    return world.town(name.strip(), [w for w in (beside.strip(),) if w]) or slug(printed)


def _over(doc: Document, person: dict[str, Any]) -> Iterator[Mention]:
    """The persons that recognition found where one is printed."""
    return (m for m in doc.mentions if m.kind == "person" and m.start < person["end"] and person["start"] < m.end)


def _name(doc: Document, person: dict[str, Any]) -> str:
    """A person's full name where recognition knows who it is and the printed name is part of it, else as printed."""
    printed = _TITLES.sub("", str(person["name"])).strip()
    for mention in _over(doc, person):
        known = gazetteer().persons.get(mention.ref_id or "")
        if known is not None and known.surname and unaccented(known.surname.split()[-1]).casefold() in unaccented(printed).casefold():
            return known.name
    return printed


def _meant(doc: Document, person: dict[str, Any]) -> str | None:
    """Whom the opening of a telegram means by name or office; None where nobody is known."""
    return next((gazetteer().persons[m.ref_id].name for m in _over(doc, person) if m.ref_id in gazetteer().persons), None)


def _people(doc: Document, field: str, key: str) -> list[Statement]:
    return [
        Statement(
            LOCAL_ID,
            RECORD,
            field,
            (_meant(doc, p) if p.get("attention") else None) or _name(doc, p),
            doc.text[p["start"] : p["end"]],
            p["start"],
            p["end"],
            f"document.{field}",
            _CONFIDENCE[field],
        )
        for p in doc.meta.get(key, ())
        if "start" in p and not (p.get("attention") and _meant(doc, p) is None)
    ]


def teller(doc: Document, person_id: str | None) -> None:
    """Append the author of a record of a talk whose head names none, or only his office: who was there and tells it as "I"."""
    told = [s for s in doc.statements if s.record_type == RECORD and s.field == "author"]
    if doc.genre != CONVERSATION or any(not one("office-alone").match(s.value or "") for s in told):
        return
    own = next((m for m in doc.mentions if m.ref_id == person_id), None)
    known = gazetteer().persons.get(person_id or "")
    if person_id and (own is not None or (known is not None and told)):
        start, end = (told[0].start, told[0].end) if told or own is None else (own.start, own.end)
        name = known.name if known else _TITLES.sub("", own.surface if own is not None else "")
        doc.statements[:] = [s for s in doc.statements if s not in told]
        doc.statements.append(Statement(LOCAL_ID, RECORD, "author", name, doc.text[start:end], start, end, "document.author", 0.6))


def dated_by_treaty(doc: Document, signed: tuple[str, int, int] | None, place: tuple[str, int, int] | None) -> None:
    """Append the day and the place of the signature as those of the text of a treaty, where its head names none; spans are those told.

    The day of the first of several notes is not that of the agreement which they make.
    """
    if doc.genre != TREATY_TEXT:
        return
    if signed is not None:
        early = [s for s in doc.statements if s.record_type == RECORD and s.field == "issued" and (s.value or "") < signed[0]]
        doc.statements[:] = [s for s in doc.statements if s not in early]
    told = {s.field for s in doc.statements if s.record_type == RECORD}
    for field, found in (("issued", signed), ("place_id", place)):
        if found is not None and field not in told:
            value, start, end = found
            doc.statements.append(Statement(LOCAL_ID, RECORD, field, value, doc.text[start:end], start, end, "document.treaty", 0.8))


def extract(doc: Document) -> None:
    """Append the statements on title, issued, place_id, author, recipient and archive_ref that the header gave spans for."""
    meta, out = doc.meta, []
    method = "markup" if meta.get("markup") else "rule"
    if span := meta.get("title_span"):
        out.append(Statement(LOCAL_ID, RECORD, None, None, doc.text[span[0] : span[1]], span[0], span[1], "document", 1.0))
    for field, value in (("title", doc.title), ("issued", meta.get("issued")), ("archive_ref", meta.get("archive_ref"))):
        if value and (span := meta.get(f"{field}_span")):
            out.append(
                Statement(
                    LOCAL_ID,
                    RECORD,
                    field,
                    str(value),
                    doc.text[span[0] : span[1]],
                    span[0],
                    span[1],
                    f"document.{field}",
                    _CONFIDENCE[field],
                )
            )
    if (span := meta.get("place_span")) and (place_id := _place(doc)):
        out.append(
            Statement(
                LOCAL_ID,
                RECORD,
                "place_id",
                place_id,
                doc.text[span[0] : span[1]],
                span[0],
                span[1],
                "document.place",
                _CONFIDENCE["place_id"],
            )
        )
    out += _people(doc, "author", "authors") + _people(doc, "recipient", "recipients")
    for statement in out:
        statement.method = method
    doc.statements += out
