"""Letters, telegrams, despatches and records of talk of our own, read through all stages of a document."""

from __future__ import annotations

from typing import Any

from flows.stages import clean, segment
from flows.stages.extract import extract
from flows.stages.model import Document
from flows.stages.recognise import recognise
from tests.stages.extract.reading import records

TAIL = "The rest of the page was about the weather and of the roads in the mountains, and of nothing else that mattered to anybody there."


def read(title: str, dateline: str, *body: str, tail: str = TAIL) -> Document:
    doc = Document("text", "text", "text.txt", "\n\n".join((title, dateline, *body, tail)) + "\n")
    clean.clean(doc)
    segment.segment(doc)
    recognise(doc)
    extract(doc)
    return doc


def told(doc: Document, *actions: str) -> list[dict[str, Any]]:
    return [e for e in records(doc, "events") if e["action"] in actions]


def who(event: dict[str, Any]) -> set[str]:
    return {p[k] for p in event["participant"] for k in ("actor_id", "person_id") if p[k]}


def letter(*body: str) -> Document:
    return read("Letter From President Kennedy to Chairman Khrushchev", "Washington, June 4, 1962.", *body)


def telegram(*body: str) -> Document:
    return read("Telegram From the Embassy in Greece to the Department of State", "Athens, May 3, 1957, 6 p.m.", *body)


def record(*body: str) -> Document:
    people = ("PARTICIPANTS", "Anatoly Dobrynin, Ambassador of the Soviet Union", "Henry A. Kissinger, Assistant to the President")
    return read("Memorandum of Conversation", "Washington, March 9, 1972.", *people, *body)


def despatch(*body: str) -> Document:
    return read("The Minister in Greece (Strand) to the Secretary of State", "Athens, May 3, 1927.", *body, "STRAND")


def moves(doc: Document) -> list[tuple[str, str]]:
    return [(str(p.get("person_id") or p.get("actor_id")), p["stance"]) for p in records(doc, "positions")]
