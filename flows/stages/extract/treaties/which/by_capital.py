"""Treaties that a text calls by their kind alone with a capital: the Protocol."""

from __future__ import annotations

from collections.abc import Iterator

from flows.stages.extract.treaties.facts import Cluster
from flows.stages.extract.treaties.names import family, kinds, several
from flows.stages.extract.treaties.telling import ASIDE
from flows.stages.genres import TALKS
from flows.stages.model import Document, Mention
from flows.stages.recognise.treaties.heads import heads, kind_of
from flows.stages.recognise.wording import phrase


def find(doc: Document, told: list[Cluster], of_passage: dict[int, str]) -> Iterator[Cluster]:
    """The treaties that are called so, of which a text tells none by another name."""
    taken = {id(m) for c in told for m in c.mentions}
    alone: dict[str, list[Mention]] = {}
    for m in doc.mentions:
        inside = of_passage.get(m.passage_no) not in ASIDE
        if m.kind == "treaty" and in_capitals(m) and m.form != "named" and id(m) not in taken and inside and _meant(doc, m):
            alone.setdefault(kind_of(m.surface), []).append(m)
    for kind, mentions in alone.items():
        if (
            kind in kinds("binding") | {"charter", "final-act", "memorandum"}
            and not any(c.kind == kind if " " in mentions[0].surface else family(c.kind) == family(kind) for c in told)
            and not several(mentions[0])
        ):
            mentions[0].form = "named"
            yield Cluster("", kind, mentions=mentions, named=True)


def in_capitals(m: Mention) -> bool:
    """Whether the words of a mention have capitals: the Memorandum of Understanding."""
    return m.surface.replace(" of ", " Of ").istitle()


def _meant(doc: Document, m: Mention) -> bool:
    """Whether one treaty is meant by its kind with a capital within a sentence; notes of a talk leave the article out: on Protocol."""
    before = doc.text[max(0, m.start - 40) : m.start]
    if " " in m.surface:
        one = m.form == "anaphor" or phrase("indefinite").search(before.rstrip()) is not None
        return one and m.surface.lower() in heads()  # the Final Act, with a General Act
    if m.form == "anaphor":
        return phrase("within").search(before) is not None
    return m.form == "bare" and doc.genre in TALKS and phrase("within-notes").search(before) is not None
