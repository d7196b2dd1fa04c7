"""Whose life a text tells: the one person of its title, or of whom its first sentence says when he was born, and whom it names most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from flows.stages.header_rules import one
from flows.stages.model import UNTOLD, Document, Mention

_BORN = re.compile(r"\b[Bb]orn\b")
_YEARS = re.compile(r"\(\s*(?:c\. ?)?(?P<first>1[5-9]\d\d) ?[–-] ?(?P<last>(?:1[5-9]|20)\d\d)\s*\)")
"""Years in brackets: those of a life (1876-1951), or of a term (1841-1843)."""
LEAST = 25
"""Years of a life at least."""
_SHE, _HE = re.compile(r"\b[Ss]he\b"), re.compile(r"\b[Hh]e\b")
OWN, NAME = 1, 3
"""Words that a title has beside a name without being about something else, and words of a name."""
TITLE = 6
"""Words of the title of a life at most."""
_ENDS = re.compile(r"[’'-]| [A-Z]")
"""Behind a name after which something is called: Berg's Peace, the Berg Plan."""


def told_of(doc: Document, persons: Sequence[Mention]) -> Mention | None:
    """A mention of the person whose life a text tells, None for any other text."""
    start, end = doc.meta.get("title_span") or (0, 0)
    titled = [m for m in persons if start <= m.start < end and m.form != "office" and _ENDS.match(doc.text, m.end) is None]
    kinds = {p.passage_no: p.kind for p in doc.passages}
    body = [m for m in persons if m.form != "office" and kinds.get(m.passage_no) not in UNTOLD]
    if not body:
        return None
    counts = Counter(m.ref_id for m in body)
    first = next((s for s in doc.sentences if kinds.get(s.passage_no) not in UNTOLD), None)
    opening = [m for m in body if first is not None and first.start <= m.start < first.end]
    born = opening[:1] if first is not None and _lived(doc.text, first.start, first.end) else []
    most = max(counts, key=lambda ref: (counts[ref], ref or ""))
    named = next(m for m in body if m.ref_id == most)
    title = doc.text[start:end].split()
    words = {w.casefold().strip(".,:") for w in title}
    if not titled and doc.text[start:end].isupper() and len(title) <= TITLE and named.surface.split()[-1].casefold() in words:
        titled = [named]  # in capitals no name is read: SIR KARL BERG
    about = titled and (born or one("life-word").search(doc.text, start, end) or sum(w[0].isalpha() for w in title) <= OWN + NAME)
    known = titled if about and len({m.ref_id for m in titled}) == 1 else born
    sure = bool(titled) and bool(born) and born[0].ref_id == titled[0].ref_id
    if not known or (not sure and counts[known[0].ref_id] < max(counts.values())) or not counts[known[0].ref_id]:
        return None
    return next(m for m in body if m.ref_id == known[0].ref_id)


def _lived(text: str, start: int, end: int) -> bool:
    """Whether a sentence says when somebody was born, or gives the years of a life."""
    years = _YEARS.search(text, start, end)
    return _BORN.search(text, start, end) is not None or (years is not None and int(years["last"]) - int(years["first"]) >= LEAST)


def woman(doc: Document, hero: Mention | None) -> frozenset[str]:
    """The id of the person whose life a text tells where it says `she` of her."""
    if hero is None or not hero.ref_id or len(_SHE.findall(doc.text)) <= len(_HE.findall(doc.text)):
        return frozenset()
    return frozenset((hero.ref_id,))
