"""How far a treaty came by the acts and the words of its text: proposed, drafted, negotiated or signed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from flows.stages import edtf
from flows.stages.extract.treaties.names import kinds
from flows.stages.extract.treaties.phrases import does, status_made
from flows.stages.genres import TALKS
from flows.stages.model import Document
from flows.stages.recognise.wording import phrase
from schemas import data

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event
    from flows.stages.extract.treaties.facts import Treaty
    from flows.stages.extract.treaties.reader import TreatyReader


@cache
def _acts() -> dict[str, str]:
    """Action -> the status that it gives: `rules/treaty_status.csv`, rows of use act."""
    return {r["word"]: r["status"] for r in data.rows("rules/treaty_status", "rule_id", "use", "word", "status") if r["use"] == "act"}


@cache
def of_kind(kind: str) -> dict[str, str]:
    """What a treaty of a kind is taken for by its name alone, and when no act tells: keys named and alone."""
    found = [r for r in data.rows("rules/treaty_status", "rule_id", "use", "word", "status") if r["word"] == kind]
    return {r["use"]: r["status"] for r in found if r["use"] in ("named", "alone")}


def binding(kind: str) -> bool:
    """Whether a name alone says of a treaty of the kind that it was signed."""
    return of_kind(kind).get("named") == "signed"


def implied(e: Event) -> bool:
    """Whether an event was read from a name alone and not from a clause."""
    return e.treaty is not None and e.trigger == (e.treaty.start, e.treaty.end)


def read(reader: TreatyReader, t: Treaty) -> None:
    """Say the status of a treaty."""
    mine = [e for e in reader.events if e.treaty is not None and e.treaty.ref_id == t.cluster.local_id]
    told = [e for e in mine if e.realis == "actual" and not implied(e)]
    reached = {_acts()[e.rule.action] for e in told if e.rule.action in _acts() and not _said(t, e) and not _meant(reader, e)}
    text = reader.doc.text
    m = t.cluster.mentions[0]
    kind = of_kind(t.cluster.kind)
    if t.cluster.draft and "signed" not in reached:
        status, rule = "draft", "treaty.status.draft"
    elif "signed" in reached or _dated(t) or _signed_behind(reader, t):
        status, rule = "signed", "treaty.status.act"
    elif any(phrase("doctrine").search(x.surface) for x in t.cluster.mentions if x.form == "named"):
        status, rule = "unknown", "treaty.status.doctrine"
    elif _in_being(reader, t):
        status, rule = "signed", "treaty.status.in-being"
    elif _drafted(reader, t):
        status, rule = "draft", "treaty.status.drafted"
    elif t.cluster.proposed or "proposed" in reached:
        status, rule = "proposed", "treaty.status.proposed"
    elif _open_yet(reader, t, ("wished",)) or _failed(reader, t):
        status, rule = "proposed", "treaty.status.wished"
    elif _open_yet(reader, t, ("wished", "pursued")):
        status, rule = "negotiated", "treaty.status.talks"
    elif not t.cluster.named and (made := _made(reader, t)) is not None:
        status, rule = made, "treaty.status.made"
    elif any(e.rule.of_treaty for e in told) and not t.cluster.proposed and _binds(t):
        status, rule = "signed", "treaty.status.does"
    elif put_down(reader, t):
        status, rule = "negotiated", "treaty.status.instrument"
    elif t.cluster.named and kind.get("named") and not phrase("some").search(text[max(0, m.start - 6) : m.start]):
        status, rule = kind["named"], "treaty.status.name"
    elif _binds(t) and _does(reader, t):
        status, rule = "signed", "treaty.status.does"
    elif t.cluster.named and (_known(reader, t) or any(phrase("founding").search(x.surface) for x in t.cluster.mentions)):
        status, rule = "signed", "treaty.status.known"
    elif t.cluster.named and t.cluster.kind not in kinds("binding") and (made := _made(reader, t)) is not None:
        status, rule = made, "treaty.status.made"
    elif "negotiated" in reached:
        status, rule = "negotiated", "treaty.status.making"
    elif kind.get("alone"):
        status, rule = kind["alone"], "treaty.status.kind"
    elif reader.doc.genre in TALKS and t.cluster.kind in kinds("binding") and not (binding_named(t) and not open_yet(reader.doc, t)):
        status, rule = "proposed", "treaty.status.talked-of"
    elif open_yet(reader.doc, t) and t.cluster.kind in kinds("binding"):
        status, rule = "proposed", "treaty.status.open"
    else:
        status, rule = "unknown", "treaty.status.none"
    t.say("status", reader.fact(status, None, reader.quote(m), rule, 0.6))


def _meant(reader: TreatyReader, e: Event) -> bool:
    """Whether an act is one that is thought of, without a day: the signature of a peace treaty would mark a turn."""
    m = e.treaty
    if m is None or e.rule.pos != "noun" or m.form == "named":
        return False
    if wished(reader, e):
        return True
    before = reader.doc.text[max(0, m.start - 14) : m.start].rstrip()
    return e.date_mention is None and phrase("indefinite").search(before) is not None


def wished(reader: TreatyReader, e: Event) -> bool:
    """Whether somebody wishes for an act or is at work on it, and it is not told as done: the desire to proceed with the signing."""
    before = reader.doc.text[max(0, e.trigger[0] - 60) : e.trigger[0]]
    return e.rule.pos == "noun" and phrase("act-wished").search(before) is not None


def _said(t: Treaty, e: Event) -> bool:
    """Whether an act is what a treaty says, and nothing done to it: the declaration called for a withdrawal."""
    if e.rule.of_treaty:
        return t.cluster.kind not in kinds("binding")
    return e.rule.action == "request" and e.treaty is not None and e.treaty.end <= e.trigger[0]


def _drafted(reader: TreatyReader, t: Treaty) -> bool:
    """Whether somebody has prepared a text of it and no more is told: they have prepared such a treaty, our trade treaty draft."""
    text = reader.doc.text
    return any(
        m.form != "bare"
        and (phrase("draft-behind").match(text, m.end) or phrase("draft-before").search(text[max(0, m.start - 40) : m.start]))
        for m in t.cluster.mentions
    )


def put_down(reader: TreatyReader, t: Treaty) -> bool:
    """Whether those who talk call a treaty by its kind alone, with a capital: the paper that they are at work on, the Protocol."""
    named = [m for m in t.cluster.mentions if m.form == "named"]
    return reader.doc.genre in TALKS and binding_named(t) and all(" " not in m.surface for m in named)


def _known(reader: TreatyReader, t: Treaty) -> bool:
    """Whether an agreement is spoken of by its name with a capital, as the one that is known: the Interim Agreement."""
    text = reader.doc.text
    named = [m for m in t.cluster.mentions if m.form == "named"]
    if t.cluster.kind == "agreement" and t.cluster.known and reader.doc.genre not in TALKS:
        return True
    return t.cluster.kind == "agreement" and all(
        phrase("agreement-named").search(m.surface) and phrase("the").search(text[max(0, m.start - 5) : m.start]) for m in named
    )


def may_be_signed(t: Treaty) -> bool:
    """Whether a date told of a treaty may be the one of its signature: of a charter of which no more is known it is not."""
    return t.facts["status"][0].value == "signed" or t.cluster.kind in kinds("binding")


def open_yet(doc: Document, t: Treaty) -> bool:
    """Whether a text brings up a treaty as one that is still to be made: a Consular Convention."""
    m = t.cluster.mentions[0]
    return phrase("some").search(doc.text[max(0, m.start - 6) : m.start]) is not None


def _binds(t: Treaty) -> bool:
    """Whether a treaty is in being where a text says what it did: notes only where they were exchanged."""
    return t.cluster.kind in kinds("binding") and (
        t.cluster.kind != "exchange-of-notes" or any(phrase("exchanged").search(m.surface) for m in t.cluster.mentions)
    )


def binding_named(t: Treaty) -> bool:
    """Whether a treaty has a name that says of it that it was signed."""
    return t.cluster.named and binding(t.cluster.kind)


def _made(reader: TreatyReader, t: Treaty) -> str | None:
    """How far the verb before the first words that name or describe it says that it came."""
    m = next((m for m in t.cluster.mentions if m.form == ("named" if t.cluster.named else "described")), None)
    return status_made(reader.doc, m) if m is not None else None


def _does(reader: TreatyReader, t: Treaty) -> bool:
    """Whether the words behind a name say what the treaty did: a Fisheries Treaty that divided the banks."""
    text = reader.doc.text
    named = [m for m in t.cluster.mentions if m.form == "named"]
    described = [m for m in t.cluster.mentions if m.form == "described"] if not named else []
    return any(phrase("does-behind").match(text, m.end, m.end + 60) for m in named) or any(does(reader.doc, m) for m in described)


def _dated(t: Treaty) -> bool:
    """Whether a date of signature is told; a charter or a declaration of 1941 need not be signed."""
    signed = t.facts.get("signed", ())
    if t.cluster.kind in kinds("joint") and t.cluster.kind != "charter" and signed and edtf.precision(signed[0].value) == "day":
        return True
    return any(f.rule_id != "treaty.signed.name" for f in signed) or bool(signed and t.cluster.kind in kinds("binding"))


def _signed_behind(reader: TreatyReader, t: Treaty) -> bool:
    """Whether the words right behind a mention say that it was signed: the agreement that both of them signed."""
    text = reader.doc.text
    return any(
        phrase("signed-behind").match(text, m.end, min(reader.reader.sentence_at(m.start).end, m.end + 100))
        for m in t.cluster.mentions
        if m.form != "bare"
    )


def _in_being(reader: TreatyReader, t: Treaty) -> bool:
    """Whether the words before a mention say that it binds: in violation of the agreement, its obligations under the protocol."""
    text = reader.doc.text
    told = [m for m in t.cluster.mentions if m.form in ("named", "described", "anaphor")]
    if any(m.form == "named" and phrase("culminated").search(text[max(0, m.start - 60) : m.start]) for m in told):
        return True
    if any(phrase("in-being").search(text[max(0, m.start - 60) : m.start]) for m in told):
        return True
    named = [m for m in told if m.form != "anaphor"] if t.cluster.kind in (*kinds("binding"), "declaration", "memorandum") else []
    return any(phrase("in-being-named").search(text[max(0, m.start - 60) : m.start]) for m in named)


def _failed(reader: TreatyReader, t: Treaty) -> bool:
    """Whether the words behind a mention say that nothing came of it."""
    told = [m for m in t.cluster.mentions if m.form in ("named", "described", "anaphor")]
    return any(phrase("failed-behind").match(reader.doc.text, m.end, m.end + 110) for m in told)


def _open_yet(reader: TreatyReader, t: Treaty, uses: tuple[str, ...]) -> bool:
    """Whether every mention of a treaty stands where somebody still wishes for it, or works for it, by phrases of these uses."""
    text = reader.doc.text
    told = [m for m in t.cluster.mentions if m.form in ("named", "described")]

    def open_yet(start: int, end: int) -> bool:
        s = reader.reader.sentence_at(start)
        before = text[max(s.start, start - 60) : start]
        if "pursued" in uses and phrase("negotiated-behind").match(text, end, s.end):
            return True
        return any(phrase(use).search(before) for use in uses)

    return bool(told) and all(open_yet(m.start, m.end) for m in told)
