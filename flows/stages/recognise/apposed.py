"""Names that stand behind an office as another word for its holder: the Danish minister in Oslo, Count Holm, refused."""

from __future__ import annotations

from flows.stages.recognise.entries import Title
from flows.stages.recognise.phrases import UNKNOWN_NAME, one_line
from flows.stages.recognise.scan import Hit, Scan

ABROAD = frozenset(("ambassador", "envoy", "minister"))
"""Offices whose holders are in or to another state than their own."""
_AT = frozenset(("in", "to"))
_MARKS = (",", ".", ";", ")")


def abroad(preposition: str, titles: list[Title]) -> bool:
    """Whether the state behind an office is where its holder is sent: the minister in Oslo."""
    return preposition.split()[0] in _AT and titles[-1].office_class in ABROAD


def envoy(state: Hit | None, titles: list[Title], other: Title) -> bool:
    """Whether a second title behind a comma is of an envoy's name: the Danish minister in Oslo, Count Holm."""
    return state is not None and titles[-1].office_class in ABROAD and other.title_class in ("rank", "noble", "honorific")


def between_commas(scan: Scan, at: int) -> bool:
    """Whether a full name between commas begins at an offset: the Dey of Algiers, Karl Berg, refused."""
    m = UNKNOWN_NAME.match(scan.text, at)
    if m is None or " " not in m[0] or not scan.text.startswith(",", m.end()) or not one_line(scan, at, m.end()):
        return False
    return not any(h.entry.places or h.entry.actor or h.entry.blocks for h in scan.hits_between(at, m.end()))


def between_marks(scan: Scan, start: int, end: int) -> bool:
    """Whether a word that nothing else makes a name stands between marks: the Danish minister, Berg, refused."""
    name = scan.text[start:end]
    known = name in scan.lex.by_surface or name in scan.lex.common or name.lower() in scan.words
    return scan.text[end : end + 1] in _MARKS and not known
