"""Who wrote to whom, and who sat at the table: read off titles, salutations, signatures and lists of participants."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from flows.stages.header_rules import first, one
from schemas import data

Person = dict[str, Any]

_TO = re.compile(r"(?<=\S) to (?=(?:the |The |[A-Z]))")
_PAREN = re.compile(r"\(\s*(?P<name>[A-Z][^()]{1,60}?)\s*\)")
_ANY_AND = re.compile(r" and (?=[A-Z])")
_ARTICLE = re.compile(r"(?:[Tt]he|[Aa]n?|His|Her|Their) (?=[A-Z])")
_SMALL = re.compile(r"\b(?:To|The|And|Of|In|On|For|By|At|With|A)\b(?!\.)")
_WITH = re.compile(r" [Ww]ith (?=\w)")
_LIST = re.compile(r"(;\s+)")
_NEXT = re.compile(r"\.\s+(?=(?:For (?:the )?)?[A-Z][\w -]{2,40}:)")
"""The stop between those of one state and the next state of a list."""
_FIRST = re.compile(rf"[,;(]|{_NEXT.pattern}")
_COMMA = re.compile(r",? and (?=[A-Z])|, (?![^(]*\))")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_BESIDE = re.compile(r"(?P<name>[^()]+?)\s*\((?P<told>[^()]*)\)\.?")
"""A name with what he is in brackets: Mr. Smith (in the chair), M. Berg (Norway)."""
_INITIAL = re.compile(r"\b\w\.\Z")
_SIDE = re.compile(r"\s+(?:[Ss]ide|[Dd]elegation|[Pp]articipants|[Rr]epresentatives|[Oo]fficials)\Z")
_DESK = re.compile(r"(?P<desk>[A-Z]{1,5}(?:[/–-][A-Z]{1,5}){0,2})\s?[—–:]\s?(?=[A-Z][\w.]+ )")
_PRINTED = re.compile(r"[A-Z]")
_FOR = re.compile(r"(?i:(?:on behalf of|for|from) (?:the )?)")
"""What may stand before the state of those who sit for it."""
_BOTH = re.compile(r"([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,4}) and ([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,4})")
_BODIES = frozenset(("state", "defense", "defence", "white house", "treasury", "foreign office", "joint chiefs of staff"))
_NOT_A_PERSON = frozenset(("the", "conversation", "meeting"))


@cache
def _takes_to() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one('office-to').pattern})\Z")


@cache
def _states() -> frozenset[str]:
    """Names of states and bodies that stand over the names of their people in a list."""
    try:
        names = [r["name"] for r in data.rows("gazetteer/actor_names", "name")]
    except data.DataError:
        names = []
    return frozenset(n.lower() for n in names) | _BODIES


@cache
def _given_names() -> frozenset[str]:
    return frozenset(r["name"] for r in data.rows("gazetteer/given_names", "name"))


def person(text: str, start: int) -> Person:
    """A party as printed at offset `start`: `the Minister in Latvia (Smith)` is Smith, Minister in Latvia."""
    lead = len(text) - len(text.lstrip(" ,"))
    text, start = text.strip(" ,."), start + lead
    if article := _ARTICLE.match(text):
        text, start = text[article.end() :], start + article.end()
    if note := one("came-note").search(text):
        text = text[: note.start()]
    parens = list(_PAREN.finditer(text))
    paren = next((m for m in parens if m.end() == len(text)), parens[0] if parens else None)
    if paren is not None and not paren["name"].isupper():
        office = text[: paren.start()].strip(" ,")
        return {"name": paren["name"], "office": office, "start": start + paren.start("name"), "end": start + paren.end("name")}
    whose = one("name-of").fullmatch(text)
    if whose and whose["given"] in _given_names():
        return {"name": whose["name"], "office": whose["of"], "start": start, "end": start + len(whose["name"])}
    office, comma, told = text.rpartition(", ")
    if comma and "," not in office and first("bare-name", told, whole=True):
        # "the Norwegian Minister, M. Berg": the name behind the office.
        at = start + len(office) + len(comma)
        return {"name": told, "office": office, "start": at, "end": at + len(told)}
    if named := one("office-name").fullmatch(text):
        at = start + named.start("name")
        return {"name": named["name"], "office": named["office"], "start": at, "end": at + len(named["name"])}
    return {"name": text, "start": start, "end": start + len(text)}


def people(text: str, start: int, joint: bool = False) -> list[Person]:
    """The parties of a list joined by `and`; a `joint` one (between A and B, Messrs. A and B) has two at least."""
    out = []
    at = 0
    joint = joint or first("party-plural", text.lstrip()) is not None
    joints = list(one("party-and").finditer(text))
    if joints and joints[-1][0].startswith(","):  # A, B, and C: each with his title
        joints = sorted([*joints, *one("party-comma").finditer(text)], key=lambda m: m.start())
    joints = joints or (list(_ANY_AND.finditer(text))[-1:] if joint else [])
    for m in [*joints, None]:
        piece = text[at : m.start() if m else len(text)]
        if piece.strip(" ,."):
            out.append(person(piece, start + at))
        at = m.end() if m else at
    return [p for p in out if _PRINTED.search(p["name"]) and p["name"].lower() not in _NOT_A_PERSON]


def _split(rest: str) -> int | None:
    """Where the ` to ` stands that parts sender from recipient, past offices that are held to something."""
    found = list(_TO.finditer(rest))
    for m in found:
        if not _takes_to().search(rest[: m.start()]):
            return m.start()
    return found[-1].start() if found else None


def _lowered(title: str) -> str:
    """A title in capitals as one in capitals and small letters, of the same length."""
    return _SMALL.sub(lambda m: m[0].lower(), "".join(w.capitalize() for w in re.split(r"(\W+)", title)))


def _trim(text: str) -> str:
    return one("party-end").sub("", text)


def of_title(title: str, start: int, form: str) -> tuple[list[Person], list[Person]]:
    """Senders and recipients that a title names; `form` is parties (A to B), or document (Letter From A to B)."""
    rest_at = 0
    if title.isupper():
        title, form = _lowered(title), "document"
    if form == "document":
        m = first("parties", title)
        if m is None:
            return [], []
        rest_at = m.start("rest")
    rest = title[rest_at:]
    cut = _split(rest)
    if cut is None:
        # "Memorandum by A", "Letter From A": a sender alone; "Record of X" names a thing, not a sender.
        if form == "document" and re.search(r"\b(?:[Ff]rom|[Bb]y) \Z", title[:rest_at]):
            return people(_trim(rest), start + rest_at), []
        return [], []
    return people(_trim(rest[:cut]), start + rest_at), people(_trim(rest[cut + 4 :]), start + rest_at + cut + 4)


def of_talk(title: str, start: int) -> list[Person]:
    """Those between whom a talk was, when the title of its record names them."""
    printed, title = title, _lowered(title) if title.isupper() else title
    m = first("talk", title)
    if m is None:
        return []
    rest, at = _trim(m["rest"]), start + m.start("rest")
    with_whom = _WITH.search(rest)
    if with_whom is None:
        out = people(rest, at, joint=True)
    else:
        first_side, others = people(rest[: with_whom.start()], at), people(rest[with_whom.end() :], at + with_whom.end())
        out = [*first_side, *others] if first_side and others else []
    for p in out:
        p["name"] = printed[p["start"] - start : p["end"] - start]
    return out


def of_note(text: str, start: int) -> tuple[list[Person], list[Person]]:
    """Who writes to whom in a note that speaks of both: The Embassy of A presents its compliments to the Ministry of B."""
    if m := first("note-parties", text):
        return people(m["from"], start + m.start("from")), people(m["to"], start + m.start("to"))
    m = first("note-author", text)
    return (people(m["from"], start + m.start("from")), []) if m else ([], [])


def of_keeper(title: str, start: int) -> tuple[list[Person], list[Person]]:
    """Who keeps the record of his own talk, and whom he talked with: `Memorandum by A of a Conversation With B`."""
    m = first("keeper", title)
    if m is None:
        return [], []
    return people(m["keeper"], start + m.start("keeper")), people(_trim(m["rest"]), start + m.start("rest"))


def salutation(line: str, start: int) -> Person | None:
    """Whom a letter addresses."""
    m = first("salutation", line)
    return {"name": m["name"], "start": start + m.start("name"), "end": start + m.end("name")} if m else None


def side_of(text: str) -> str | None:
    """The side that a line of a list of participants is a heading of: a state or a body; None if the line is no heading."""
    for name in (text.strip(" :"), text.strip(" :."), _SIDE.sub("", text.strip(" :."))):
        if name.lower() in _states():
            return name
    return text.strip(" :.") if text.endswith(":") and "," not in text else None


def seated(text: str) -> str | None:
    """The state before the names of those who sit for it: `Norway: M. Berg`, `For Norway: M. Berg`; None where that is no such line."""
    label, colon, names = text.partition(":")
    label = _FOR.sub("", label)
    named = colon and label.strip().lower() in _states() and first("bare-name", _FIRST.split(names.strip())[0].strip(), whole=True)
    return label.strip() if named else None


def _several(piece: str) -> list[tuple[int, int]]:
    """The spans of the people of a list that commas part, each with his title: Mr. Smith (in the chair), M. Berg, Herr Lund.

    What is no name between them is an office of the one before; empty where fewer than two are named so.
    """
    cuts = [(0, 0), *((m.start(), m.end()) for m in _COMMA.finditer(piece))]
    spans = [(b, cuts[i + 1][0] if i + 1 < len(cuts) else len(piece)) for i, (_, b) in enumerate(cuts)]
    bare = [first("bare-name", _ASIDE.sub("", piece[a:b]).strip(), whole=True) is not None for a, b in spans]
    if not bare[0] or sum(bare) < 2:
        return []
    out: list[tuple[int, int]] = []
    for (a, b), name in zip(spans, bare, strict=True):
        if name:
            out.append((a, b))
        else:
            out[-1] = (out[-1][0], b)
    return out if len(out) > 1 else []


def _pieces(text: str) -> list[str]:
    """The pieces of one line of a list: parted by semicolons, or by the stop before the next state: `Italy: M. Berg. Norway: M. Lund`."""
    out: list[str] = []
    for piece in _LIST.split(text):
        cuts = [m.end() for m in _NEXT.finditer(piece) if seated(piece[m.end() :])] if seated(piece) else []
        out += [piece[a:b] for a, b in zip([0, *cuts], [*cuts, len(piece)], strict=True)]
    return out


def participant(text: str, start: int, side: str | None) -> list[Person]:
    """The people of one line of a list of participants: `A. Smith, Minister in Latvia`, with the side they sit on.

    A comma parts name from office, unless what follows it is a bare name again.
    """
    out: list[Person] = []
    at = 0
    for piece in _pieces(text):
        begin = start + at
        at += len(piece)
        if _LIST.fullmatch(piece):
            continue
        if m := first("side", piece.lstrip()):
            lead = len(piece) - len(piece.lstrip()) + m.end()
            side, piece, begin = m["side"], piece[lead:], begin + lead
        elif seat := seated(piece):
            lead = piece.index(":") + 1
            side, piece, begin = seat, piece[lead:], begin + lead
        if named := _several(piece):
            for a, b in named:
                out += participant(piece[a:b], begin + a, side)
            continue
        name, comma, office = piece.partition(",")
        lead = len(name) - len(name.lstrip(" -–•*"))
        name = name.strip(" -–•*")
        if desk := _DESK.match(name):
            # "EUR—John Smith": the letters of his desk before his name.
            office, lead, name = ", ".join(filter(None, (desk["desk"], office.strip()))), lead + desk.end(), name[desk.end() :]
        if not comma and (both := _BOTH.fullmatch(name)):
            # Two of one side without offices: Ana Berg and Otto Lund.
            for one in (1, 2):
                out += participant(both[one], begin + lead + both.start(one), side)
            continue
        whose = None
        if beside := _BESIDE.fullmatch(name):
            name, told = beside["name"], beside["told"].strip()
            whose = told if told.lower() in _states() else None
            office = ", ".join(filter(None, ("" if whose else told, office.strip())))
        if name and _PRINTED.search(name):
            name = name if _INITIAL.search(name) else name.rstrip(".")
            entry: Person = {"name": name, "start": begin + lead, "end": begin + lead + len(name)}
            if office.strip():
                entry["office"] = office.strip()
            if whose or side:
                entry["side"] = whose or side
            out.append(entry)
    return out
