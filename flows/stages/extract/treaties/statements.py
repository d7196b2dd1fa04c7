"""The facts of the treaties of a document as statements."""

from __future__ import annotations

from flows.stages.extract.treaties.facts import Fact, Treaty
from flows.stages.extract.treaties.reader import TreatyReader
from flows.stages.model import Statement


def statements(treaties: list[Treaty], reader: TreatyReader) -> list[Statement]:
    """The statements of every treaty."""
    out: list[Statement] = []
    for t in treaties:
        local = t.cluster.local_id

        def say(name: str | None, f: Fact, local: str = local) -> None:
            out.append(
                Statement(local, "treaties", name, f.value if name else None, f.original, f.start, f.end, f.rule_id, round(f.confidence, 2))
            )

        first = next((m for m in t.cluster.mentions if m.form in ("named", "described")), t.cluster.mentions[0])
        start, end = reader.quote(first)
        say(None, Fact("", first.surface, start, end, first.rule_id, first.confidence))
        for name, facts in t.facts.items():
            for f in facts if name == "aliases" else facts[:1]:
                say(name, f)
        for f in t.parties.values():
            say("party", f)
        for f in t.signatories.values():
            say("signatory", f)
    return out
