"""One act that a sentence tells of several, of each with a day of its own: ratified by Norway on 4 May, by Sweden on 6 June."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from flows.stages.actions import acts
from flows.stages.extract.events.reader import Event, Reader
from flows.stages.extract.events.who.roles import Participant
from flows.stages.model import Mention

ON = re.compile(r",? (?:on|in) (?:the )?| \((?:on |in )?")
"""Between one of those who act and its day."""
AND_THE = re.compile(r"(?:,|;|,? and|; and)(?: (?:the|an?|its|their))? ")
"""Between the day of one treaty and the next."""
NEXT = re.compile(r"\)?(?:,|;|,? and|; and)(?: (?:by|with|that of|on|upon|against|to|from))?(?: the)? ")
"""Between the day of one and the next who acts."""


def split(reader: Reader, events: list[Event]) -> list[Event]:
    """The acts of `events` one by one where their sentence gives each of those who act its own day; changes the first to its own."""
    out: list[Event] = []
    for e in events:
        if e.merged or e.date_mention is None:
            continue
        turns = [(who, day) for who, day in _turns(reader, e) if not any(x is not e and _read(x, e, day) for x in events)]
        done_to = {p.actor_id for p in e.participants if p.role == "target"}
        turns = [(who, day) for who, day in turns if who.ref_id not in done_to]  # recognised Peru in May: Peru does nothing
        turns = [(who, day) for who, day in turns if not any(_between(x, e, who) for x in events)]
        own = {m.ref_id for m, _ in turns}
        if len(turns) > 1 and own <= {p.actor_id for p in e.participants if p.role == "target" and p.person_id is None}:
            out += _against_each(e, turns, own)
            continue
        if e.rule.action not in acts("each-by-itself"):
            continue
        if len(turns) < (1 if _first(e, turns) else 2):
            continue
        role = e.participants[0].role if e.participants else "source"
        rest = [p for p in e.participants if p.actor_id not in own]
        (actor, day), *later = turns if not rest else [(None, None), *turns]
        if actor is not None and day is not None:
            e.participants, e.date, e.date_mention, e.basis = [Participant(actor.ref_id, None, role)], day.value, day, "stated"
        else:
            e.participants = rest
        for who, when in later:
            if who is not None and when is not None:
                mine = [Participant(who.ref_id, None, role)]
                out.append(replace(e, participants=mine, date=when.value, date_mention=when, basis="stated", also=[], others=[]))
    return out


def _against_each(e: Event, turns: list[tuple[Mention, Mention]], own: set[str | None]) -> list[Event]:
    """The acts against others behind the first, which becomes that against the first: declared war on Peru on 4 May and on Iran in June."""
    rest = [p for p in e.participants if p.actor_id not in own]
    each = [
        replace(e, participants=[*rest, Participant(who.ref_id, None, "target")], date=day.value, date_mention=day, also=[], others=[])
        for who, day in turns
    ]
    e.participants, e.date, e.date_mention = each[0].participants, each[0].date, each[0].date_mention
    return each[1:]


def _read(other: Event, e: Event, day: Mention) -> bool:
    """Whether the act of a day is an event already: that of a clause which leaves its verb out."""
    return other.rule.rule_id == e.rule.rule_id and other.sentence == e.sentence and other.date_mention is day


def _between(other: Event, e: Event, who: Mention) -> bool:
    """Whether somebody stands behind another act: declares war on Denmark, allies with Norway (3 May) and Sweden (5 May)."""
    told = other.sentence == e.sentence and other.rule.rule_id != e.rule.rule_id and other.rule.pos == "verb"
    return told and e.trigger[1] <= other.trigger[0] and other.trigger[1] <= who.start


def others_signed(reader: Reader, events: list[Event]) -> list[Event]:
    """The signings of what a clause without a verb goes on with: a truce was signed on 1 May, and the peace treaty on 5 May."""
    text = reader.doc.text
    out: list[Event] = []
    for e in events:
        d, m = e.date_mention, e.treaty
        if e.rule.action != "sign" or e.merged or d is None or m is None or d.start < m.end:
            continue
        sentence = reader.doc.sentences[e.sentence]
        treaties = [x for x in reader.between(d.end, sentence.end) if x.kind == "treaty" and x.ref_id and x.ref_id != m.ref_id]
        dates = [x for x in reader.between(d.end, sentence.end) if x.kind == "date" and x.value]
        last = d.end
        for x in treaties:
            day = next((y for y in dates if ON.fullmatch(text, x.end, y.start)), None)
            if day is None or not AND_THE.fullmatch(text, last, x.start):
                break
            read = [y for y in (*events, *out) if y.treaty is not None and y.treaty.ref_id == x.ref_id and y.date_mention is d]
            for y in read:
                y.date, y.date_mention = day.value, day
            if not read:
                out.append(replace(e, treaty=x, date=day.value, date_mention=day, participants=[], place=None, also=[], others=[]))
            last = day.end
    return out


def _first(e: Event, turns: list[tuple[Mention, Mention]]) -> bool:
    """Whether the act is that of somebody named before, on a day before those of the others: Norway did so on 4 May, Sweden in June."""
    before = e.date_mention
    return bool(turns) and before is not None and before.start < turns[0][0].start and all(before is not day for _, day in turns)


def _turns(reader: Reader, e: Event) -> list[tuple[Mention, Mention]]:
    """Those who act behind the verb, one after the other, each with the day right behind its name."""
    text = reader.doc.text
    sentence = reader.doc.sentences[e.sentence]
    here = [m for m in reader.between(e.trigger[1], sentence.end) if m.kind in ("actor", "date")]
    found: list[tuple[Mention, Mention]] = []
    for who, when in itertools.pairwise(here):
        if who.kind != "actor" or not who.ref_id or who.form == "adjective" or when.kind != "date" or not when.value:
            continue
        if not ON.fullmatch(text, who.end, when.start):
            continue
        last = found[-1][1].end if found else e.date_mention.end if e.date_mention and e.date_mention.end <= who.start else None
        if found and (last is None or not NEXT.fullmatch(text, last, who.start)):
            return found
        if not found and last is not None and not NEXT.fullmatch(text, last, who.start):
            continue
        found.append((who, when))
    return found
