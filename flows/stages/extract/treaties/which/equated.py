"""Which treaty the words between two mentions say is one and the same: the Pact of Paris, also called the Brown-Lund Pact."""

from __future__ import annotations

from flows.stages.extract.treaties.facts import Cluster
from flows.stages.extract.treaties.names import family, printed, several
from flows.stages.model import Document, Mention
from flows.stages.recognise.treaties.heads import kind_of
from flows.stages.recognise.wording import phrase


def equated(doc: Document, known: list[Cluster], m: Mention) -> Cluster | None:
    """The treaty that the text says this mention is another name of: `the Pact of Paris, also called the Kellogg-Briand Pact`."""
    if not known:
        return None
    last = max(known, key=lambda c: c.mentions[-1].end if c.mentions else -1)
    if not last.mentions:
        return None
    between = doc.text[last.mentions[-1].end : m.start]
    if kind_of(printed(m)) == "exchange-of-notes" and phrase("by-notes").search(between) and "." not in between:
        return last
    if len(between) < 60 and (phrase("equation").fullmatch(between) or (m.form == "described" and phrase("copula").fullmatch(between))):
        return last
    if m.form == "named" and phrase("apposition-named").fullmatch(between) and _introduced(doc, last.mentions[-1]):
        return last
    if phrase("apposition").fullmatch(between) and (phrase("right-relative").search(m.surface) or _explains(doc, last.mentions[-1], m)):
        return last
    if m.form == "named" and phrase("named-in-brackets").fullmatch(between) and doc.text[m.end : m.end + 2].strip('”"').startswith(")"):
        return last
    if m.form == "named" and phrase("called-behind").match(doc.text, m.end) and last.mentions[-1].form != "anaphor":
        return last
    line = doc.text[doc.text.rfind("\n", 0, m.start) + 1 : m.start]
    if phrase("called-so").search(doc.text[max(0, m.start - 40) : m.start]) or phrase("also-line").match(line):
        return last
    return None


def _explains(doc: Document, named: Mention, m: Mention) -> bool:
    """Whether a description right behind a name says what it is, and is not the next of a list: the Dual Alliance, a defensive treaty."""
    alike = {family(kind_of(printed(named))), family(kind_of(m.surface))} <= {"treaty", "agreement"}
    return named.form == "named" and m.form == "described" and alike and phrase("list-on").match(doc.text, m.end) is None


def _introduced(doc: Document, m: Mention) -> bool:
    """Whether a description brings up one treaty that the text goes on to name: they signed a trade agreement, the Oslo Treaty."""
    indefinite = phrase("indefinite").search(doc.text[max(0, m.start - 14) : m.start].rstrip()) is not None
    return m.form == "described" and indefinite and not several(m)
