"""What is done to a treaty (signature, ratification, denunciation ...) and which of its articles a text speaks of."""

from __future__ import annotations

import json
import re

from flows.stages import actions, edtf
from flows.stages.extract.events.reader import Event
from flows.stages.extract.treaties.facts import Fact, Treaty
from flows.stages.extract.treaties.reader import TreatyReader
from flows.stages.extract.treaties.text.own import RULE
from flows.stages.model import Mention, Statement
from flows.stages.recognise.wording import phrase

REACH = 90
"""Characters within which an article and its treaty stand together: article 10 of the Covenant."""
_WORD = re.compile(r"\w")
DATED = {"enter-into-force": "in_force", "denounce-treaty": "terminated"}
STATUS = {"proposes": "proposed", "amends": "amended", "accepts": "accepted", "rejects": "rejected", "concedes": "accepted"}


def acts(reader: TreatyReader, treaties: list[Treaty]) -> list[Statement]:
    """Statements of treaty actions from the acts on each treaty, with the event that tells them."""
    out: list[Statement] = []
    for t in treaties:
        local = t.cluster.local_id
        for e in reader.events:
            if e.treaty is None or e.treaty.ref_id != local or e.realis != "actual" or e.rule.action not in actions.treaty_actions():
                continue
            out += [_act(local, e, actor_id) for actor_id in _actors(e)]
            name = DATED.get(e.rule.action)
            if name and e.date and e.date_mention is not None and name not in t.facts and _reached(reader, t, e, e.date):
                t.say(name, Fact(e.date, e.date_mention.surface, *e.quote, e.rule.rule_id, e.confidence))
    return out


def _reached(reader: TreatyReader, t: Treaty, e: Event, date: str) -> bool:
    """Whether an act may end, or put into force, its treaty on a date: not before the signature, and not by words that only give notice."""
    signed = edtf.span(t.facts["signed"][0].value) if t.facts.get("signed") else None
    done = edtf.span(date)
    if signed and done and signed[0] is not None and done[1] is not None and done[1] < signed[0]:
        return False
    ends = phrase("ends").match(reader.doc.text, *e.trigger) is not None
    return e.rule.action != "denounce-treaty" or ends


def _actors(e: Event) -> list[str | None]:
    """Who acted: each state by itself, but all together where they sign or a treaty enters into force."""
    if e.rule.action in actions.acts("done-by-all-parties"):
        return [None]
    actors: list[str | None] = [*sorted({p.actor_id for p in e.participants if p.actor_id and p.role != "target"})]
    return actors or [None]


def _act(local: str, e: Event, actor_id: str | None) -> Statement:
    value = {"action": actions.treaty_actions()[e.rule.action], "actor_id": actor_id, "date": e.date, "event": e.local_id}
    original = e.date_mention.surface if e.date_mention else None
    return Statement(
        local, "treaties", "action", json.dumps(value, sort_keys=True), original, *e.quote, e.rule.rule_id, round(e.confidence, 2)
    )


def articles(reader: TreatyReader, treaties: list[Treaty], positions: list[Statement]) -> list[Statement]:
    """Statements of the articles that a document names of each treaty, with the status that the talks gave them last."""
    stances: dict[str, dict[str | None, str | None]] = {}
    for s in positions:
        if s.record_type == "positions":
            stances.setdefault(s.local_id, {})[s.field] = s.value
    last = {p["article"]: p.get("stance") for p in stances.values() if p.get("article")}
    out: dict[tuple[str, str], Statement] = {}
    own = any(s.rule_id == RULE for s in reader.doc.statements)
    named = [m for m in reader.reader.mentions if m.kind == "article" and m.value]
    series = _series(reader, named)
    for m in named:
        t = _treaty_of(reader, treaties, m, own, series.get(m.start), min(series.values(), default=0))
        article = m.value or ""
        if t is None or (t.cluster.local_id, article) in out:
            continue
        draft = t.cluster.draft or "draft" in t.cluster.words
        status = STATUS.get(last.get(article) or "") or (None if draft else "in-force")
        value = {"article": article, "status": status, "subject": None, "version": "draft" if draft else "final"}
        start, end = reader.quote(m)
        text = json.dumps(value, sort_keys=True)
        out[(t.cluster.local_id, article)] = Statement(
            t.cluster.local_id, "treaties", "article", text, m.surface, start, end, "treaty.article", 0.6
        )
    return list(out.values())


def _series(reader: TreatyReader, named: list[Mention]) -> dict[int, int]:
    """Start of an article that opens its line -> start of the first one of its series, whose numbers rise line by line."""
    out: dict[int, int] = {}
    last, first = 0, 0
    for m in named:
        number = int(m.value) if m.value and m.value.isdigit() else 0
        if number and not _WORD.search(reader.doc.text, reader.doc.text.rfind("\n", 0, m.start) + 1, m.start):
            first = first if number > last and out else m.start
            out[m.start], last = first, number
    return out


def _treaty_of(reader: TreatyReader, treaties: list[Treaty], m: Mention, own: bool, series: int | None, first: int) -> Treaty | None:
    """The treaty that an article belongs to: named right behind it, else the last one named before it.

    Where the text is a treaty itself, its articles are its own but those that are said to be of another.  Articles that open one line
    after the other, with what each of them says, are all of one treaty: the first such series of a document (a series begins at
    `series`, the first one at `first`) of that of its title, any other of that named before it begins.
    """
    mine = [(x.start, x.end, t) for t in treaties for x in t.cluster.mentions]
    behind = [(start, t) for start, _, t in mine if m.end <= start < m.end + REACH and "." not in reader.doc.text[m.end : start]]
    if own or series is not None:
        behind = [(start, t) for start, t in behind if phrase("article-of").fullmatch(reader.doc.text, m.end, start)]
    if behind or own:
        return min(behind, key=lambda x: x[0])[1] if behind else None
    titled = [t for t in treaties if t.cluster.titled]
    if series == first and len(titled) == 1:
        return titled[0]
    before = [(end, t) for _, end, t in mine if end <= (m.start if series is None else series)]
    return max(before, key=lambda x: x[0])[1] if before else None
