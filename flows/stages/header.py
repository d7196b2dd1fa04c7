"""What the head and the foot of a document say of it: title, date and place, who wrote to whom, who was there, where it is kept.

Everything is read off the passages that segmentation marked.  The catalogue's own word on a document comes first; a date
of publication is kept apart as `published` and is nobody's date of writing.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from flows.stages import addresses, correspondents, dateline, front_matter, header_rules
from flows.stages.genres import CORRESPONDENCE, RECORDS, RETOLD, TREATY_TEXT
from flows.stages.grammar.lexis import word_class
from flows.stages.header_rules import rules
from flows.stages.model import Document, Passage
from flows.stages.structure import is_letterhead
from schemas.phrases import phrase

_NUMBER = re.compile(r"(?:No\. )?\d{1,4}[A-Za-z]?\.\s+")
_SOURCE_NOTE = re.compile(r"(?:\[?[Ss]ource\s*:\s*)?(?P<ref>\S.{2,250}?)(?=\.(?:\s|$)|\]|$)", re.DOTALL)
_TITLE = 3
"""Passages at the head of a treaty's text of which one is its title: its number in a series, its sides, its name."""
_HEAD, _LINE = 6, 400  # passages at the head of a record, and characters of one, that may say when the meeting was held
_STOP = re.compile(r"[A-Za-z]{4,}\.\Z")
"""A stop behind a name, and no shortened word."""
_MARKS = re.compile(r"\s*(?:\[[^\]]*\]|\d{1,2})\s*\Z")


def _strip(doc: Document, passage: Passage) -> tuple[str, int]:
    piece = doc.text[passage.start : passage.end]
    return piece.strip(), passage.start + len(piece) - len(piece.lstrip())


def _title(doc: Document) -> tuple[str, int] | None:
    span = _treaty_title(doc) or doc.meta.get("title_span")
    if span is None:
        return None
    text = doc.text[span[0] : span[1]]
    lead = len(text) - len(text.lstrip())
    number = _NUMBER.match(text, lead)
    at = number.end() if number else lead
    if not text[at:].strip():
        return None
    doc.meta["title_span"] = [span[0] + at, span[0] + len(text.rstrip())]
    return text[at:].rstrip(), span[0] + at


def _treaty_title(doc: Document) -> list[int] | None:
    """The title of a treaty's text: the first of its first lines that begins as the name of a treaty does, however long it is."""
    if doc.genre != TREATY_TEXT:
        return None
    head = (p for p in doc.passages[:_TITLE] if p.end - p.start < _LINE and doc.text[p.start : p.end].strip()[-1:] not in (",", ":"))
    return next(([p.start, p.end] for p in head if phrase("rules/treaty_phrases", "title-kind").match(doc.text, p.start, p.end)), None)


def _date_and_place(doc: Document, title: tuple[str, int] | None) -> None:
    if doc.genre in RETOLD and not doc.meta.get("markup"):
        read = next((r for p in doc.passages[:2] if (r := dateline.of_newspaper(*_strip(doc, p)))), None)
        if read and read.issued:
            doc.meta["issued"], doc.meta["issued_span"] = read.issued, list(read.issued_span or ())
        return
    lines = [_strip(doc, p) for p in doc.passages if p.kind == "dateline"]
    found = [d for d in (dateline.read(*line) for line in lines) if d]
    titled = dateline.in_title(*title) if title else None
    if titled and doc.genre in RECORDS:
        found.append(titled)  # the day of a meeting, before that on which its record went round
    # A dateline at the foot (before the signature) counts where the head has none.
    if not any(d.issued for d in found):
        tail = [p for p in doc.passages[-6:] if p.kind in ("signature", "paragraph", "heading", "note")]
        found += [d for d in (dateline.read(*_strip(doc, p)) for p in tail if p.end - p.start < 120) if d and d.issued]
    found += [titled] if titled else []
    if doc.genre in RECORDS and not any(d.issued for d in found):
        heads = [p for p in doc.passages[:_HEAD] if p.end - p.start < _LINE]
        found += [d for d in (dateline.of_record(*_strip(doc, p)) for p in heads) if d]
    for read in found:
        if read.issued and "issued" not in doc.meta:
            doc.meta["issued"], doc.meta["issued_span"] = read.issued, list(read.issued_span or ())
        if read.place and "place" not in doc.meta:
            doc.meta["place"], doc.meta["place_span"] = read.place, list(read.place_span or ())


def _office(doc: Document) -> None:
    """The town on whose paper a letter or a record is written, or that of its office, where the dateline names none."""
    if "place" in doc.meta or doc.genre in RETOLD:
        return
    head = doc.passages[:4]
    for passage, following in pairwise(head):
        text, start = _strip(doc, passage)
        if following.kind == "dateline" and addresses.is_town(text):
            doc.meta["place"], doc.meta["place_span"] = text.rstrip(".,"), [start, start + len(text.rstrip(".,"))]
            return
    for passage in head:
        text, start = _strip(doc, passage)
        m = header_rules.first("letterhead", text, whole=True) if passage.kind in ("front", "heading", "paragraph") else None
        if m and is_letterhead(text):
            start += m.start("office")
            parts = [part.strip(" .") for part in m["office"].split(",")]
            name = next((part for part in parts[1:] if addresses.is_town(part)), parts[0])
            start += m["office"].index(name)
            doc.meta["place"], doc.meta["place_span"] = name, [start, start + len(name)]
            return


def _seated(doc: Document) -> None:
    """Those whom a sentence at the head of a record names by their states: There were present: for Norway, M. Berg; for Persia, ..."""
    if doc.genre not in RECORDS or "participants" in doc.meta:
        return
    for passage in doc.passages[:_HEAD]:
        text, start = _strip(doc, passage)
        m = header_rules.first("seated", text) if passage.kind in ("paragraph", "front") else None
        present = correspondents.participant(m["people"], start + m.start("people"), None) if m else []
        if len({p["side"] for p in present if "side" in p}) > 1:
            doc.meta["participants"] = present
            doc.meta["participants_span"] = [start, start + len(text)]
            return


def _signer(doc: Document, foot: int) -> list[dict[str, Any]]:
    """Who signed, before the passage `foot` at which the address begins; a town under the name is nobody."""
    out = []
    for passage in doc.passages[:foot][-8:]:
        text, start = _strip(doc, passage)
        nobody = doc.genre == CORRESPONDENCE and (addresses.is_town(text) or addresses.is_address(text))
        if passage.kind != "signature" or nobody:
            continue
        if written := header_rules.first("initials", text, whole=True):
            at = start + written.start("name")
            out.append({"name": written["name"], "start": at, "end": at + len(written["name"]), "signed": True})
            continue
        if m := header_rules.first("interpreter", text):
            doc.meta["interpreter"] = text[m.end() :].rstrip(".")
            continue
        lead = header_rules.first("signed", text)
        if lead is None and header_rules.first("close", text, whole=True):
            continue
        name = _MARKS.sub("", text[lead.end() if lead else 0 :]).strip(" ,")
        name = name[:-1] if _STOP.search(name) else name
        if name and not (out and header_rules.one("office-alone").fullmatch(name)):  # what he is, under his name
            at = start + text.index(name)
            out.append({"name": name, "start": at, "end": at + len(name), "signed": True})
    return out[:2]


def _initials(name: str) -> str:
    """The first letters of a name, or the letters of one that is only initials: J.D.H."""
    words = header_rules.one("honorific").sub("", name).replace(".", ". ").split()
    return "".join(w[0] for w in words) if len(words) > 1 else name


def _note(doc: Document) -> None:
    """Who writes to whom in a note of one body to another, as its first words say."""
    for passage in doc.passages[:8]:
        if passage.kind == "paragraph":
            authors, recipients = correspondents.of_note(*_strip(doc, passage))
            paper = header_rules.first("paper", doc.title or "") is not None
            if authors and (recipients or paper):
                doc.meta["authors"], doc.meta["third_person"] = authors, True
            if authors and recipients:
                doc.meta["recipients"] = recipients
            return


def _talk_below(doc: Document) -> list[dict[str, Any]]:
    """Those between whom a talk was, where a line in capitals under the title says so: RECORD OF A CONVERSATION BETWEEN ..."""
    lines = (_strip(doc, p) for p in doc.passages[1:_HEAD] if doc.genre in RECORDS)
    return next((talk for text, at in lines if text.isupper() and (talk := correspondents.of_talk(text, at))), [])


def _parties(doc: Document, title: tuple[str, int] | None) -> None:
    if title and doc.genre != TREATY_TEXT:
        text, start = title
        keeper, other = correspondents.of_keeper(text, start)
        if m := header_rules.first("diary", text, whole=True):
            doc.meta.setdefault("authors", correspondents.people(m["rest"], start + m.start("rest")))
        if keeper and other:
            doc.meta.setdefault("authors", keeper)
            doc.meta.setdefault("participants", [*keeper, *other])
        elif talk := correspondents.of_talk(text, start):
            doc.meta.setdefault("participants", talk)
        elif below := _talk_below(doc):
            doc.meta.setdefault("participants", below)
        else:
            form = next((r.rule_id for r in rules("title") if r.pattern.match(text)), None)
            if form:
                authors, recipients = correspondents.of_title(text, start, form.removeprefix("title."))
                if authors:
                    doc.meta.setdefault("authors", authors)
                if recipients:
                    doc.meta.setdefault("recipients", recipients)
    if doc.genre == CORRESPONDENCE and "authors" not in doc.meta and "recipients" not in doc.meta:
        _note(doc)
    foot, addressee = addresses.at_foot(doc) if doc.genre == CORRESPONDENCE else (len(doc.passages), None)
    signed = _signer(doc, foot) if doc.genre not in RETOLD and doc.genre != TREATY_TEXT else []
    authors = doc.meta.get("authors", [])
    for signer in signed:
        surname = [w for w in signer["name"].split() if w.strip(".,") not in word_class("behind-surnames")][-1:] or [signer["name"]]
        last = surname[0].strip(",").lower()
        if not any(last in a["name"].lower() or _initials(signer["name"]) == _initials(a["name"]) for a in authors):
            authors = [*authors, signer]
    if authors:
        doc.meta["authors"] = authors
    if doc.genre == CORRESPONDENCE and "recipients" not in doc.meta:
        if named := addressee or addresses.at_head(doc):
            doc.meta["recipients"] = [named]
            return
        for passage in doc.passages[:12]:
            if passage.kind in ("paragraph", "heading") and (who := correspondents.salutation(*_strip(doc, passage))):
                doc.meta["recipients"] = [who]
                break


def _reference(doc: Document) -> None:
    """Where the document is kept, from a note at its head or foot."""
    if span := doc.meta.get("source_note_span"):
        text = doc.text[span[0] : span[1]]
        m = _SOURCE_NOTE.match(text)
        if m and m["ref"].strip():
            doc.meta["archive_ref"], doc.meta["archive_ref_span"] = m["ref"], [span[0] + m.start("ref"), span[0] + m.end("ref")]
            return
    notes = [p for p in doc.passages if p.kind in ("note", "front")]
    for passage in [*notes[:6], *notes[-6:]]:
        text, start = _strip(doc, passage)
        if len(text) > 1500 or passage.heading:
            continue
        for rule_id, pattern in rules("archive"):
            m = pattern.match(text)
            if m and (rule_id == "reference.source" or len(text) < 260):
                ref = header_rules.one("marking").sub("", m["ref"].strip())
                at = start + m.start("ref") + len(m["ref"]) - len(m["ref"].lstrip())
                doc.meta["archive_ref"], doc.meta["archive_ref_span"] = ref, [at, at + len(ref)]
                return


def _telegram(doc: Document) -> None:
    """The number of a telegram, and for whom and from whom it is where its text opens with that."""
    body = next((p for p in doc.passages if p.kind in ("paragraph", "list-item")), None)
    if body is None or doc.meta.get("kind") != "telegram":
        return
    text, start = _strip(doc, body)
    if m := header_rules.first("number", text):
        doc.meta["number"] = m["number"]
    if m := header_rules.first("attention", text):
        for key, group in (("recipients", "to"), ("authors", "from")):
            if m[group]:
                found = correspondents.people(m[group], start + m.start(group), joint=True)
                doc.meta[key] = [*doc.meta.get(key, ()), *(p | {"attention": True} for p in found)]


def read_header(doc: Document) -> None:
    """Fill `doc.title` and `doc.meta`: issued, place, authors, recipients, participants, subject, archive_ref, number, kind.

    Every value that stands in the text comes with its span (`<key>_span`, or start and end of a person); a key that the
    document does not speak of is absent.
    """
    title = _title(doc)
    if title and doc.title is None:
        doc.title = " ".join(title[0].split())
    kind = next((r.rule_id.removeprefix("kind.") for r in rules("document-kind") if title and r.pattern.match(title[0])), None)
    if kind:
        doc.meta["kind"] = kind
    _date_and_place(doc, title)
    _office(doc)
    front_matter.read(doc)
    _seated(doc)
    _parties(doc, title)
    _reference(doc)
    _telegram(doc)
    fields = doc.meta.get("fields", {})
    if year := re.search(r"\b(1[5-9]\d\d|20\d\d)\b", str(fields.get("year", ""))):
        doc.meta["published"] = year[1]
    known = doc.meta.get("catalogue", {})
    for key in ("issued", "place", "archive_ref"):
        if known.get(key):
            doc.meta[key] = str(known[key])
            doc.meta.pop(f"{key}_span", None)
    for key in ("authors", "recipients"):
        if known.get(key):
            doc.meta[key] = [{"name": str(n)} for n in known[key]]
    if "authors" not in doc.meta and fields.get("authors"):
        doc.meta["authors"] = [{"name": n.strip()} for n in re.split(r"[;,]| and ", str(fields["authors"])) if n.strip()]
