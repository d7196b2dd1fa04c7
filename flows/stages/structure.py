"""What the lines of a text are, told by how they look: title, head matter, headings, list items, notes, signatures.

Only for texts whose reader knows no structure; the rules are in schemas/rules/headings.csv.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from flows.stages import addresses, correspondents, header_rules
from flows.stages.clean.boilerplate import is_prose, lines
from flows.stages.grammar.lexis import common_forms, irregular_forms
from flows.stages.sieve import Sieve
from schemas import data

_HEAD_LINES = 60  # head matter is looked for among so many lines
_BARE = 3  # words that a kind of document without its subject has at most: Minutes, Summary minutes, Verbatim record
_TAIL_LINES = 12
_HEAD_FIELDS = 15
_HEADING_LENGTH, _HEADING_WORDS = 110, 14
_LONG = 160  # characters that a title seldom has
_FINITE = frozenset(("was", "were", "is", "are", "had", "has", "have", "did", "became", "began"))
_LIST_ITEM = re.compile(r"(?:[•◦‣▪*]|[–—-](?= ))\s*\S|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})\)\s+\S|\d{1,3}\.\s+\S|"
                        r"(?:[a-z]|[ivx]{1,5})\.\s+(?![A-Z]{2})\S|\([A-Z]\)\s+\S")
_SPEAKER = re.compile(r"(?:[A-Z][\w.’'-]*|The|of|the)(?: (?:[A-Z][\w.’'-]*|of|the|de|von)){0,6}(?: \([^)]{1,40}\))?: +\S")
_SMALL = frozenset(("a", "an", "and", "as", "at", "but", "by", "de", "du", "et", "for", "from", "in", "into", "la", "le", "nor",
                    "of", "on", "or", "over", "per", "the", "to", "und", "upon", "van", "von", "vs", "with"))
_NUMBERED = re.compile(r"\d{1,4}\. [A-Z].{3,200}[^.;:,]")
_ITEM_OF_AGENDA = re.compile(r"\d{3,}[a-z]?\. \S")
"""The running number of an item, and no person who is present."""
_LISTS, _IN_CHAIR = ("front.people", "front.subject"), ("front.chair", "front.in-chair")
_NUMBER = re.compile(r"\d{1,2}[.)] ")
_YEARS = re.compile(r"\d{4}(?:\s?[–-]\s?\d{2,4})?")


class Rule(NamedTuple):
    """A row of the table."""

    rule_id: str
    kind: str
    pattern: re.Pattern[str]
    level: int


@dataclass(slots=True)
class Piece:
    """A line of the text and what it was taken for; `level` orders headings, `rule_id` says why where a rule did."""

    start: int
    end: int
    text: str
    kind: str = "paragraph"
    level: int = 0
    rule_id: str | None = None
    apparatus: bool = False


@cache
def rules(kind: str) -> tuple[Rule, ...]:
    """The rules of one kind (heading, apparatus, front, note), compiled, in the order of the table."""
    table = data.rows("rules/headings", "rule_id", "kind", "pattern", "level")
    return tuple(Rule(r["rule_id"], r["kind"], re.compile(r["pattern"]), int(r["level"])) for r in table if r["kind"] == kind)


@cache
def _sieve(kind: str) -> Sieve:
    return Sieve(r.pattern for r in rules(kind))


def _match(kind: str, text: str) -> Rule | None:
    table = rules(kind)
    return next((table[n] for n in _sieve(kind).may_match(text) if table[n].pattern.fullmatch(text)), None)


def aside(text: str, position: int) -> Rule | None:
    """The rule by which a paragraph of marked-up text is head matter (only near the top) or a remark of the editors."""
    if text[0] == "[":
        return _match("note", text)
    return _match("front", text) if position < 8 and len(text) < 200 else None


def is_dateline(text: str) -> bool:
    """Whether a line says where and when a document was written and nothing else."""
    return len(text) < 140 and header_rules.first("dateline", text, whole=True) is not None


def is_title_form(text: str) -> bool:
    """Whether a line has the form of the title of a telegram, letter, record or other document of office."""
    return len(text) < 320 and header_rules.first("title", text) is not None


def is_letterhead(text: str) -> bool:
    """Whether a line only names the office on whose paper a document is written: Foreign Office, S.W.1,"""
    return len(text) < 90 and header_rules.first("letterhead", text, whole=True) is not None


def _no_title(text: str, i: int) -> bool:
    """Whether a line is a letterhead, a greeting, an address or, first of all, a bare number."""
    if i == 0 and header_rules.first("bare-number", text, whole=True) is not None:
        return True
    return is_letterhead(text) or addresses.is_greeting(text) or addresses.is_address(text)


def capitals(text: str) -> float:
    """Share of the words, small joining words aside, that start with a capital or a digit."""
    words = [w for w in re.findall(r"[^\W_][\w’'-]*", text) if w.lower() not in _SMALL]
    return sum(w[0].isupper() or w[0].isdigit() for w in words) / len(words) if words else 0.0


def is_speech(text: str) -> bool:
    """Whether a line opens with the name of a speaker and goes on with what was said."""
    m = _SPEAKER.match(text)
    return m is not None and len(text) - m.end() > 3


def _sentence_like(text: str) -> bool:
    """Whether a short line is running text after all."""
    words = text.count(" ") + 1
    return len(text) > 160 or (text[-1] in ".!?:”" and words > 4 and capitals(text) < 0.6) or (words > 5 and capitals(text) < 0.34)


def _goes_on(pieces: list[Piece], i: int) -> bool:
    """Whether a line behind a list of people is none of them: running text, or an item of the agenda or a heading by its number."""
    text, above = pieces[i].text, pieces[i - 1]
    numbered = _NUMBER.match(text) is not None and above.rule_id is None and _NUMBER.match(above.text) is None
    return numbered or _sentence_like(text) or _tells(text) or _ITEM_OF_AGENDA.match(text) is not None


def _tells(text: str) -> bool:
    """Whether a line in capitals is a sentence that tells what was done: it ends or goes on as one, and has a finite verb."""
    if text[-1] != "." and len(text) <= _LONG:
        return False
    words = re.findall(r"[^\W_][\w.’'-]*", text)
    verbs = common_forms() | irregular_forms()
    return any(
        word in _FINITE or (verbs.get(word) in ("past", "ed") and before[0].isupper() and after not in ("by", "to", "from"))
        for before, word, after in zip(words, words[1:], words[2:], strict=False)
    )


def _names_what_follows(above: str, kind: str) -> bool:
    """Whether a line says of what the bare kind of document below it is: Riga Conference, 3 May 1921 over Summary minutes."""
    bare = len(kind.split()) <= _BARE and kind[-1].isalpha() and not any(c.isdigit() for c in kind)
    return bare and len(above.split()) > _BARE and above[-1] not in ".!?:;" and not (is_dateline(above) or _match("front", above))


def _paper(pieces: list[Piece]) -> int:
    """Index of the town over the date of a letter, with its office above: THE FOREIGN SECRETARY, OSLO, 3 May 1921; -1 without one."""
    towns = (i for i, (a, b) in enumerate(pairwise(pieces[:4])) if addresses.is_town(a.text) and is_dateline(b.text))
    return next((i for i in towns if not any(is_title_form(p.text) for p in pieces[:i])), -1)


def _title(pieces: list[Piece]) -> int | None:
    """Index of the title: the first line of the form of one, else the first line if it is no running text."""
    prose = next((i for i, p in enumerate(pieces) if is_prose(p.text) and not is_title_form(p.text)), len(pieces))
    # A lone sentence on the collection may stand over the title, never an article or a paragraph of several sentences.
    second = next((i for i, p in enumerate(pieces[prose + 1 : prose + 3], prose + 1) if is_title_form(p.text)), None)
    lone = 0 < prose < 6 and len(pieces[prose].text) < 300 if prose < len(pieces) else False
    between = pieces[:second] if second is not None else []
    limit = second + 1 if second is not None and lone and not any(_match("heading", p.text) for p in between) else prose
    paper = _paper(pieces)
    for i, (piece, following) in enumerate(pairwise(pieces[:4])):
        if i <= paper or piece.text[0] == "[" or _no_title(piece.text, i):
            continue
        dated = is_dateline(following.text) and not _match("front", following.text)
        if i and is_prose(piece.text) and piece.text[-1] == "." and not is_title_form(piece.text):
            break  # the dateline stands under the text
        head = is_letterhead(piece.text) or is_dateline(piece.text) or _match("front", piece.text) is not None
        if dated and not head and len(piece.text) < 320:
            if (above := next((j for j, p in enumerate(pieces[:i]) if is_title_form(p.text)), i)) < i and not is_title_form(piece.text):
                return above  # "No. 63 Confidential" stands between the title and the dateline
            after = i + 2 < len(pieces) and is_title_form(pieces[i + 2].text) and not _NUMBERED.fullmatch(piece.text)
            return i + 2 if after and not is_title_form(piece.text) and not is_prose(pieces[i + 2].text) else i
    for i, piece in enumerate(pieces[: min(limit, _HEAD_LINES)]):
        if is_title_form(piece.text):
            return i - 1 if i and _names_what_follows(pieces[i - 1].text, piece.text) else i
    addressed = next((i for i, p in enumerate(pieces[:3]) if addresses.is_address(p.text)), 3)
    for i, piece in enumerate(pieces[: min(prose, addressed)]):
        if i <= paper:
            continue
        item = _LIST_ITEM.match(piece.text) and not (i == 0 and _NUMBERED.fullmatch(piece.text))
        head = is_dateline(piece.text) or _no_title(piece.text, i)
        if len(piece.text) < 250 and not head and not item and not (i and is_speech(piece.text)):
            by_name = i == 0 and len(pieces) > 1 and re.fullmatch(r"(?:[A-Z]\. ?){1,3}[A-Z][a-z]+", piece.text)
            if _match("heading", piece.text) or _YEARS.fullmatch(piece.text):
                return None
            if not by_name and not (piece.text[-1] in ".;" and _sentence_like(piece.text)) and not _tells(piece.text):
                return i
    return None


def _mark_front(pieces: list[Piece], title: int | None) -> None:
    """Datelines, numbers, lists of participants and subjects between the title and the text."""
    for piece in pieces[: title or 0]:
        piece.kind = "dateline" if is_dateline(piece.text) else "front"
    at = 0 if title is None else title + 1
    in_front = False
    for i in range(at, min(at + _HEAD_LINES, len(pieces))):
        piece = pieces[i]
        text = piece.text
        subject = pieces[i - 1].rule_id == "front.subject"
        spoken = is_speech(text) and not correspondents.seated(text)
        if is_dateline(text):
            piece.kind = "dateline"
        elif rule := _match("front", text):
            among = in_front and not subject and rule.rule_id in _IN_CHAIR  # he may head the list of those present
            piece.kind, piece.rule_id, in_front = "front", rule.rule_id, among or rule.rule_id in _LISTS
            if rule.rule_id == "front.field" and text.lower().startswith(("participants", "present")):
                in_front = True
        elif in_front and not _goes_on(pieces, i) and (subject or i + 1 == len(pieces) or not spoken):
            piece.kind = "front"
            if subject:
                in_front = i + 1 < len(pieces) and _match("front", pieces[i + 1].text) is not None
        elif i > at + 1 or is_prose(text) or in_front:
            break


def _mark_tail(pieces: list[Piece], after: int) -> None:
    """Signatures, notes and references behind the last paragraph."""
    last = max((i for i, p in enumerate(pieces) if is_prose(p.text) and not _match("note", p.text)), default=after)
    first = max(last + 1, after + 1, len(pieces) - _TAIL_LINES)
    for piece in pieces[first:]:
        text = piece.text
        if piece.kind != "paragraph" or _match("apparatus", text):
            continue
        if piece is not pieces[0] and (rule := _match("note", text)):
            piece.kind, piece.rule_id = "note", rule.rule_id
        elif header_rules.first("close", text, whole=True) or (len(text) < 70 and header_rules.one("name").fullmatch(text)):
            piece.kind = "signature"


def _style(text: str) -> int:
    return 2 if text.isupper() else 3


def _heading(piece: Piece, previous: Piece | None, following: Piece | None, gap_before: bool) -> Rule | None:
    """The rule by which a line is a heading, None if it is not one."""
    text = piece.text
    if len(text) > _HEADING_LENGTH or following is None:
        return None
    if known := _match("heading", text) or _match("apparatus", text):
        return known
    words = text.count(" ") + 1
    if words > _HEADING_WORDS or not (text[0].isupper() or text[0].isdigit() or text[0] in "“\"‘'(") or text[-1] in ".,;:!–—-":
        return None
    if (_LIST_ITEM.match(text) and not text[0].isdigit()) or not (gap_before or (previous and is_prose(previous.text))):
        return None
    if following.kind not in ("paragraph", "list-item") or (text[0].isdigit() and not is_prose(following.text)):
        return None
    if capitals(text) >= 0.6 or (words <= 8 and (is_prose(following.text) or _LIST_ITEM.match(following.text) is not None)):
        return Rule("heading.layout", "heading", _LIST_ITEM, _style(text))
    return None


def pieces(text: str) -> tuple[list[Piece], int | None]:
    """The lines of a text with their kinds, and the index of its title."""
    out = [Piece(*line) for line in lines(text)]
    title = _title(out)
    _mark_front(out, title)
    if title is not None:
        out[title].kind = "title"
    _mark_tail(out, title if title is not None else -1)
    spoken = sum(is_speech(p.text) for p in out) > max(4, len(out) // 6)
    for i, piece in enumerate(out):
        if piece.kind != "paragraph" or (spoken and is_speech(piece.text)):
            continue
        if i < _HEAD_FIELDS and len(piece.text) < 200 and (rule := _match("front", piece.text)) and rule.rule_id == "front.field":
            piece.kind, piece.rule_id = "front", rule.rule_id
            continue
        previous, following = out[i - 1] if i else None, out[i + 1] if i + 1 < len(out) else None
        gap = previous is None or text.count("\n", previous.end, piece.start) > 1
        if is_prose(piece.text) and len(piece.text) > _HEADING_LENGTH:
            if _LIST_ITEM.match(piece.text):
                piece.kind = "list-item"
            elif piece.text[0] == "[" and (rule := _match("note", piece.text)):
                piece.kind, piece.rule_id = "note", rule.rule_id
        elif piece.text[0] == "[" and (rule := _match("note", piece.text)):
            piece.kind, piece.rule_id = "note", rule.rule_id
        elif rule := _heading(piece, previous, following, gap):
            piece.kind, piece.level, piece.rule_id, piece.apparatus = "heading", rule.level, rule.rule_id, rule.kind == "apparatus"
        elif _LIST_ITEM.match(piece.text):
            piece.kind = "list-item"
    _byline(out, title)
    return out, title


def _byline(out: list[Piece], title: int | None) -> None:
    """Three headings and more in a row under the title are names of authors and journals, all but the last."""
    first = -1 if title is None else title + 1
    last = first
    while 0 <= last < len(out) and out[last].kind == "heading":
        last += 1
    if last - first >= 3:
        for piece in out[first : last - 1]:
            piece.kind = "front"
