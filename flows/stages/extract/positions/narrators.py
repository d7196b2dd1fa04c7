"""Who says "I" in the record of a talk that names no author: one of those present, and the one whom the text has least need to name."""

from __future__ import annotations

import re
from collections import Counter

from flows.stages.extract.positions.kinds import TRANSCRIPT, mode
from flows.stages.extract.positions.rules import words
from flows.stages.extract.positions.sides import Roster, Speaker
from flows.stages.extract.positions.wording import phrase
from flows.stages.model import Document

_SPOKEN = re.compile(r"(?:\d{1,3}\. )?(?:[A-Z][\w.’'-]* ){1,4}[A-Z][\w’'-]+: ")
"""The name of a speaker with his title before what he says."""
NAMED = 3
"""So often a record names one who is there without telling it himself, at least."""


def silent(people: Roster, doc: Document, body: int) -> Speaker | None:
    """The narrator of a record whose text begins at `body`, if it has one: on the other side than the most named, or his colleague.

    Where two at least are not listed, one who tells what he said is of the keeper's own.
    """
    said = 0 if mode(doc) == TRANSCRIPT else told_by_one(doc, body)
    if not said:
        return None
    if len(people.present) < 2:
        return Speaker(None, people.home) if people.home and phrase("i-told").search(doc.text, body) else None
    named = _named(people, doc, body)
    abroad = [s for s in people.present if s.actor_id and s.actor_id != people.home]
    most = min(abroad or people.present, key=lambda s: (-named[s], s.person_id or ""))
    others = [s for s in people.present if s.against(most)]
    if not others:
        most = min(people.present, key=lambda s: (-named[s], s.person_id or ""))
        others = [s for s in people.present if s != most]
    if not others:
        return None
    others = [s for s in others if s.actor_id == people.home] or others
    least = min(named[s] for s in others)
    if least >= max(said, NAMED):
        return None  # who is named as often as he would say "I" does not tell it
    quiet = [s for s in others if named[s] == least]
    return quiet[0] if len(quiet) == 1 else Speaker(None, quiet[0].actor_id)


def told_by_one(doc: Document, body: int) -> int:
    """How often "I" stands outside quotation marks."""
    found = 0
    for m in phrase("first-person").finditer(doc.text, body):
        before = doc.text[doc.text.rfind("\n", 0, m.start()) + 1 : m.start()]
        if _SPOKEN.match(before) and not before.startswith(words("remark")):
            continue  # Senator Berg: I agree
        if before.count("“") <= before.count("”") and before.count('"') % 2 == 0:
            found += 1
    return found


def _named(people: Roster, doc: Document, body: int) -> Counter[Speaker]:
    """How often the text names each of those present, by name or by office ("the Ambassador")."""
    found: Counter[str | None] = Counter(m.ref_id for m in doc.mentions if m.kind == "person" and m.ref_id and m.start >= body)
    spans = {m.start for m in doc.mentions if m.kind == "person" and m.ref_id}
    out = Counter({s: found[s.person_id] for s in people.present if s.person_id})
    for m in phrase("role-the").finditer(doc.text, body):
        if m.start() not in spans and m.start() + 4 not in spans and (who := people.of_role(m[0])):
            out[who] += 1
    return out
