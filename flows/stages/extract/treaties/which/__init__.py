"""Which mentions of a document mean the same treaty.

A named mention joins the treaty whose distinctive words it shares and whose year it does not contradict; `the pact`
takes up the last treaty that it can name; a description with an indefinite article opens a treaty of its own.
"""

from __future__ import annotations

from flows.stages.extract.treaties import days
from flows.stages.extract.treaties.facts import Cluster
from flows.stages.extract.treaties.telling import tells
from flows.stages.extract.treaties.which import by_capital
from flows.stages.extract.treaties.which.find import find
from flows.stages.genres import TREATY_TEXT
from flows.stages.model import Document


def cluster(doc: Document) -> list[Cluster]:
    """The treaties of a document in order of first mention; sets `ref_id` of the mentions to their local ids."""
    known: list[Cluster] = []
    dated = days.dates(doc)
    for m in doc.mentions:
        if m.kind == "treaty" and (found := find(doc, known, m, dated)) is not None:
            found.mentions.append(m)
    of_passage = {p.passage_no: p.kind for p in doc.passages}
    told = [c for c in known if tells(doc, of_passage, c.mentions)]
    told = sorted([*told, *by_capital.find(doc, told, of_passage)], key=lambda c: c.mentions[0].start)
    out = told or (known if doc.genre == TREATY_TEXT else [])
    for n, c in enumerate(out, 1):
        c.local_id = f"t{n}"
        for m in c.mentions:
            m.ref_id = c.local_id
    return out
