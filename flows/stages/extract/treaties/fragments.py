"""Whether a treaty of a document is told of at all, by what was found out about it: a secret protocol, named once and in passing."""

from __future__ import annotations

from flows.stages.extract.treaties.facts import Treaty
from flows.stages.extract.treaties.names import several
from flows.stages.extract.treaties.whose.bearers import CLAUSE
from flows.stages.extract.treaties.whose.guesses import NEAREST, PASSAGE


def collective(t: Treaty) -> bool:
    """Whether a plural is the only name of a treaty: the Oslo Treaties, of which each has one of its own."""
    return all(several(x) for x in t.cluster.mentions if x.form == "named")


def fragment(t: Treaty) -> bool:
    """Whether a treaty is no more than a phrase: a secret protocol, named once and in passing."""
    stated = len(t.parties) > 1 and any(f.rule_id not in (NEAREST, PASSAGE, CLAUSE) for f in t.parties.values())
    told = t.cluster.named or t.issued or t.cluster.draft or len(t.cluster.mentions) > 1 or stated
    status = t.facts["status"][0]
    vague = status.value in ("unknown", "negotiated", "signed") or status.rule_id in ("treaty.status.wished", "treaty.status.open")
    return not told and not {"signed", "place_id"} & t.facts.keys() and vague
