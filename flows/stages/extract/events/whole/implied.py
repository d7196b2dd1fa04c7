"""Acts that a text tells by naming their result: a treaty with a year was signed in that year, and by its parties."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from flows.stages import edtf
from flows.stages.actions import acts
from flows.stages.extract import quotes
from flows.stages.extract.events.reader import Event, Reader
from flows.stages.extract.events.rules import event_rules
from flows.stages.extract.events.who.roles import Participant
from flows.stages.extract.treaties.facts import Cluster, Treaty
from flows.stages.extract.treaties.status import binding
from flows.stages.recognise.wording import phrase

NEAR = ("day", "month")
"""How exact a date in a treaty's name may be: the convention of 8 April 1904."""
UNMADE = ("draft", "proposed")
"""How far a treaty had come that nobody had signed."""
RETOLD_WITHIN = 4
"""Sentences after which a second telling counts as another event."""


def signatures(reader: Reader, clusters: list[Cluster], events: list[Event]) -> list[Event]:
    """A signing for every treaty whose signing no clause tells but whose name says that it is in being."""
    rule = next(r for r in event_rules().verbs["signed"] if r.rule_id == "event.sign.verb")
    signed = {e.treaty.ref_id for e in events if e.treaty is not None and e.rule.action == "sign"}
    out = []
    for c in clusters:
        if c.local_id not in signed and (came := _followed(reader, c)) is not None:
            out.append(came)
            continue
        if c.local_id in signed or c.draft or c.proposed or not c.named or not binding(c.kind):
            continue
        m = next(m for m in c.mentions if m.form == "named")
        sentence = reader.sentence_at(m.start)
        if reader.kinds.get(sentence.passage_no) in ("heading", "front"):
            body = [x for x in c.mentions if reader.kinds.get(x.passage_no) not in ("heading", "front")]
            if not body:
                continue
            m = body[0]
            sentence = reader.sentence_at(m.start)
        year = re.search(r"\b1[5-9]\d\d\b", m.surface)
        if year is None and reader.voices is not None:
            continue  # who speaks of a treaty does not tell of its signing
        own = (x.value for x in reader.between(m.start, m.end) if x.kind == "date" and x.end <= m.end and edtf.precision(x.value) in NEAR)
        date = next(own, year.group()) if year else None
        whole = sentence.end - sentence.start <= quotes.QUOTE
        quote = (sentence.start, sentence.end) if whole else quotes.clause(reader.doc.text, m.start, m.end, sentence)
        out.append(
            Event(
                rule,
                (m.start, m.end),
                quote,
                [],
                "actual",
                date,
                "stated",
                m if year else None,
                None,
                m,
                0.5,
                sentence.sentence_no,
            )
        )
    return out


def _followed(reader: Reader, c: Cluster) -> Event | None:
    """The signing of a treaty of which a text says that it followed: a trade agreement with Norway followed in May."""
    text = reader.doc.text
    for m in c.mentions if not (c.draft or c.proposed) else ():
        s = reader.sentence_at(m.start)
        came = phrase("followed-act").match(text, m.end, s.end) if m.form in ("named", "described") else None
        if came is None:
            continue
        rule = next(r for r in event_rules().verbs["signed"] if r.rule_id == "event.sign.verb")
        day = next((d for d in reader.between(came.end(), s.end) if d.kind == "date" and d.value and d.start <= came.end() + 12), None)
        day = day if day is not None and phrase("followed-on").fullmatch(text, m.end, day.start) else None
        quote = (s.start, s.end) if s.end - s.start <= quotes.QUOTE else quotes.clause(text, m.start, m.end, s)
        value, basis = (day.value, "stated") if day is not None else (s.date, "inferred")
        return Event(rule, (came.start(), came.end()), quote, [], "actual", value, basis, day, None, m, 0.6, s.sentence_no)
    return None


def merge(events: list[Event]) -> list[Event]:
    """One signing, ratification or entry into force of a treaty by the same parties, however often the text tells it.

    The telling with a date of its own is kept, then the surer, then the first; the spans of the others become its evidence.
    """
    best: dict[tuple[str, str, str], Event] = {}
    for e in events:
        if e.rule.action not in acts("treaty-acts") or e.treaty is None or e.treaty.ref_id is None:
            continue
        key = (e.rule.action, e.treaty.ref_id, e.realis)
        known = best.get(key)
        if known is None:
            best[key] = e
            continue
        if known.date_mention is not None and e.date_mention is not None and not edtf.compatible(known.date, e.date):
            continue
        keep, drop = (
            (e, known) if (e.date_mention is not None, e.confidence) > (known.date_mention is not None, known.confidence) else (known, e)
        )
        keep.also += [drop.quote, *drop.also]
        have = {(p.actor_id, p.person_id) for p in keep.participants}
        keep.participants += [p for p in drop.participants if (p.actor_id, p.person_id) not in have]
        drop.merged = True
        best[key] = keep
    return [e for e in events if not e.merged]


def retold(events: list[Event]) -> list[Event]:
    """Fold what is told again into its first telling: the same act of the same parties, without a date of its own, soon after."""
    last: dict[tuple[object, ...], Event] = {}
    out = []
    latest: dict[tuple[str, str | None], Event] = {}
    for e in events:
        told = latest.get((e.rule.action, e.name)) if e.name or (e.anaphoric and e.date_mention is None) else None
        if told is not None and (e.name is None or edtf.compatible(e.date, told.date) or e.date_mention is None):
            told.also += [e.quote, *e.also]
            told.sentence = e.sentence
            _enrich(told, e)
            continue
        latest[(e.rule.action, None)] = e
        if e.name:
            latest[(e.rule.action, e.name)] = e
        key = (e.rule.action, e.realis, tuple(sorted({p.actor_id or p.person_id or "" for p in e.participants})))
        known = last.get(key)
        again = (
            known is not None
            and e.rule.action in acts("between-parties")
            and (e.rule.pos != "verb" or e.rule.action != "agree")
            and e.sentence - known.sentence <= RETOLD_WITHIN
            and not (e.name and known.name and e.name != known.name)
        )
        if again and known is not None and (e.date_mention is None or edtf.compatible(e.date, known.date)):
            known.also += [e.quote, *e.also]
            known.sentence = e.sentence
            if known.basis == "inferred" and e.date_mention is not None:
                _settle(known, e)
            continue
        last[key] = e
        out.append(e)
    return out


def _settle(told: Event, again: Event) -> None:
    """Give the first telling the date that a later one states, where its own was only inferred, and the persons and place beside it."""
    told.date, told.basis, told.date_mention = again.date, again.basis, again.date_mention
    told.place = told.place or again.place
    have = {(p.actor_id, p.person_id) for p in told.participants}
    told.participants += [p for p in again.participants if (p.actor_id, p.person_id) not in have]


def _enrich(told: Event, again: Event) -> None:
    """Give the first telling of a named event the date and place that a later one adds."""
    if again.name is None:
        return
    if told.date_mention is None and again.date_mention is not None:
        told.date, told.basis, told.date_mention = again.date, again.basis, again.date_mention
    told.place = told.place or again.place
    have = {p.actor_id for p in told.participants}
    told.participants += [p for p in again.participants if p.actor_id not in have and again.confidence >= told.confidence]


def complete(events: list[Event], treaties: list[Treaty]) -> None:
    """Give acts on a treaty that name nobody its parties, and acts that it contains its date; drop those without anybody."""
    signed = {t.cluster.local_id: t.facts["signed"][0].value for t in treaties if "signed" in t.facts}
    sides = {t.cluster.local_id: [json.loads(f.value) for f in t.parties.values()] for t in treaties}
    parties = {t: [p["actor_id"] for p in told] for t, told in sides.items()}
    first = {t: [p["actor_id"] for p in told if p["role"] != "acceding"] for t, told in sides.items()}
    for e in events:
        if e.treaty is not None and e.date_mention is None and e.rule.action in acts("framed-by-treaty") and e.treaty.ref_id in signed:
            e.date, e.basis = signed[e.treaty.ref_id], "inferred"
        if e.treaty is not None and e.date is None and e.rule.action == "sign" and e.realis == "actual" and e.treaty.ref_id in signed:
            e.date, e.basis = signed[e.treaty.ref_id], "inferred"
        bound = (first if e.rule.action == "sign" else parties).get(e.treaty.ref_id or "", []) if e.treaty is not None else []
        if not e.participants or (e.borrowed and len(bound) > 1):
            e.participants, e.borrowed = [Participant(a, None, "party") for a in bound], False
        elif len(have := {p.actor_id for p in e.participants}) == 1 and have < set(bound) and e.rule.action in acts("mutual"):
            e.participants = [replace(p, role="party") for p in e.participants]
            e.participants += [Participant(a, None, "party") for a in bound if a not in have]
    unmade = {t.cluster.local_id for t in treaties if t.facts["status"][0].value in UNMADE}
    events[:] = [e for e in events if e.participants and not _only_compared(e) and not _implied(e, unmade)]


def _implied(e: Event, treaties: set[str]) -> bool:
    """Whether a signature is only that which the name of one of some treaties implies."""
    t = e.treaty
    return e.rule.action == "sign" and t is not None and t.ref_id in treaties and e.date_mention is None and e.trigger[0] == t.start


def _only_compared(e: Event) -> bool:
    """Whether a signature without a day has one party alone: the Danish treaty is named for what it says, and was told of before."""
    if e.rule.action != "sign" or e.realis != "actual" or e.date is not None or e.treaty is None:
        return False
    return e.trigger[0] == e.treaty.start and len({p.actor_id for p in e.participants}) == 1

