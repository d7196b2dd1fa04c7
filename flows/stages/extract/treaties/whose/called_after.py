"""The two persons after whom a treaty is called, who are likely to have signed it: the Brown–Lund Treaty."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from flows.stages.accents import unaccented
from flows.stages.extract.treaties.facts import Fact, Treaty
from flows.stages.extract.treaties.names import kinds
from flows.stages.model import Mention
from flows.stages.recognise.treaties.named_together import nationalities
from flows.stages.recognise.wording import phrase

if TYPE_CHECKING:
    from flows.stages.extract.treaties.reader import TreatyReader


def pair(m: Mention) -> tuple[str, str] | None:
    """The two persons after whom a treaty is called."""
    found = phrase("after-pair").match(m.surface) if m.form == "named" else None
    names = tuple(filter(None, found.groups())) if found is not None else ()
    return (names[0], names[1]) if names and not {*names} & nationalities() else None


def signed_by(reader: TreatyReader, t: Treaty) -> None:
    """The two persons after whom a signed treaty is called, where the text tells of both: who made it, and for whom."""
    if t.cluster.kind not in kinds("binding") or t.facts["status"][0].value != "signed":
        return
    for m in t.cluster.mentions:
        if not (names := pair(m)):
            continue
        told = [p for p in reader.reader.mentions if p.kind == "person" and p.ref_id and not m.start <= p.start < m.end]
        called = [[p for p in told if unaccented(name) in unaccented(p.surface).split()] for name in names]
        for found in called if called and all(called) else ():
            counts = Counter(str(p.ref_id) for p in found)
            p = max(found, key=lambda x: (counts[str(x.ref_id)], -x.start))
            state = p.for_actor or reader.gazetteer.state_of(str(p.ref_id), reader.reader.sentence_at(p.start).date)
            value = json.dumps({"actor_id": state, "person_id": p.ref_id}, sort_keys=True)
            t.signatories.setdefault(str(p.ref_id), Fact(value, p.surface, *reader.quote(m), "treaty.signatory.namesake", 0.5))
