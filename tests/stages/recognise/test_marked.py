"""Persons by the markup of an edition."""

from __future__ import annotations

from flows.stages import clean, segment
from flows.stages.model import Document
from flows.stages.recognise import recognise


def persons(text: str, **named: str) -> dict[str, str | None]:
    doc = Document("t", "t", "t.txt", text, genre="record-of-conversation")
    doc.meta["named"] = [{"name": who, "start": text.index(words), "end": text.index(words) + len(words)} for words, who in named.items()]
    clean.clean(doc)
    segment.segment(doc)
    recognise(doc)
    return {m.surface: m.ref_id for m in doc.mentions if m.kind == "person"}


def test_marked_surname_means_whom_the_list_says() -> None:
    text = "Talk on Grain\n\nMoscow, March 3, 1961\n\nMr. Kohler and Smirnov spoke of grain with Dmitrov for an hour.\n"
    found = persons(text, Kohler="Foy D. Kohler", Dmitrov="Ilya Dmitrov")
    assert next(v for k, v in found.items() if k.endswith("Kohler")) in ("foy-d-kohler", "foy-kohler", "x-foy-d-kohler")
    assert found["Dmitrov"] == "x-ilya-dmitrov"


def test_other_spelling_of_the_list_makes_nobody_new() -> None:
    found = persons("Talk\n\nMoscow, March 3, 1942\n\nStalin spoke of grain for an hour.\n", Stalin="Iosif Vissarionovich Stalin")
    assert found == {"Stalin": "joseph-stalin"}
