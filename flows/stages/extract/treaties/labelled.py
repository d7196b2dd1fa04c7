"""Who signed, by a line of a digest or finding aid that says so: Signatories: Anna Berg, for Norway; Odo Lund (Sweden)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from flows.stages.extract.treaties.facts import Fact, Treaty
from flows.stages.extract.treaties.whose.guesses import party
from flows.stages.recognise.wording import phrase

if TYPE_CHECKING:
    from flows.stages.extract.treaties.reader import TreatyReader

_GROUP = re.compile(r"[^;\n]+")
RULE = "treaty.signatory.line"


def signers(reader: TreatyReader) -> None:
    """The signatories and parties that such lines give: groups between semicolons, each of persons and of the states that they sign for."""
    text = reader.doc.text
    lines = list(phrase("signers-line").finditer(text))
    for n, line in enumerate(lines):
        end = text.find("\n", line.end())
        end = end if end >= 0 else len(text)
        # The one line of a document is about its own treaty, one of several about the treaty that is named next.
        own = (0, end) if len(lines) == 1 else (end, lines[n + 1].start() if n + 1 < len(lines) else len(text))
        if (t := _named_in(reader, *own)) is not None:
            for group in _GROUP.finditer(text, line.end(), end):
                _read(reader, t, *group.span())


def _named_in(reader: TreatyReader, start: int, end: int) -> Treaty | None:
    """The treaty that is named first in a part of the text."""
    there = [(m.start, t) for t in reader.treaties if t.cluster.named for m in t.cluster.mentions if start <= m.start < end]
    return min(there, key=lambda x: x[0])[1] if there else None


def _read(reader: TreatyReader, t: Treaty, start: int, end: int) -> None:
    """The persons of one group, each for the states told behind them, or for the one that the gazetteer knows."""
    said = reader.doc.text[start:end]
    quote = (start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip()))
    told = reader.reader.between(start, end)
    people = [m for m in told if m.kind == "person" and m.ref_id]
    states = [m.ref_id for m in told if people and m.kind == "actor" and m.start > people[-1].start and reader.is_state(m.ref_id or "")]
    for p in people:
        for state in states or [p.for_actor or reader.gazetteer.state_of(p.ref_id or "", reader.reader.sentence_at(p.start).date)]:
            value = json.dumps({"actor_id": state, "person_id": p.ref_id}, sort_keys=True)
            signer = p.ref_id or ""
            # One who signs for two states has a row for each.
            known = t.signatories.get(signer)
            key = signer if known is None or json.loads(known.value)["actor_id"] in (state, None) else f"{signer} for {state}"
            t.signatories[key] = Fact(value, p.surface, *quote, RULE, 0.9)
            if state and reader.is_state(state):
                t.parties.setdefault(state, Fact(party(state), None, *quote, RULE, 0.8))
