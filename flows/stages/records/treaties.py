"""The table treaties and its four tables of parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flows.stages import edtf
from flows.stages.cells import problem
from flows.stages.choice import Choice, Claim, choose, policy_of
from flows.stages.link.local import GUESSED
from flows.stages.link.names import fold, parse
from flows.stages.records import values
from flows.stages.records.ledger import Ledger
from flows.stages.records.periods import contemporary, existed
from flows.stages.records.values import Fields, Known
from schemas.tables import BY_NAME

Row = dict[str, Any]
IN_NAME = "treaty.party.name"
"""The rule that reads a party from the words that name a treaty."""
Told = tuple[Claim, dict[str, str | None]]
"""A claim about a part of a record and the object that is its value."""


def treaty(record_id: str, fields: Fields, known: Known, ledger: Ledger) -> Row | None:
    """The row of a treaty; None and a reject if no document gives a name or a kind."""
    own = [c for claims in fields.values() for c in claims]
    for needed in ("name", "kind"):
        column = BY_NAME["treaties"].column(needed)
        if not any(not c.superseded and c.value and not problem(column, c.value) for c in fields.get(needed, ())):
            first = min(own, key=lambda c: c.order)
            ledger.reject("incomplete-record", f"treaties {record_id}: no {needed}", first)
            return None
    if not fields.get("end_status"):
        ended = [c for c in fields.get("terminated", ()) if c.value and edtf.is_date(c.value) and not c.superseded]
        fields["end_status"] = [restated(c, "end_status", "ended") for c in ended]
    for claim in fields.get(None, ()):
        ledger.add("treaties", record_id, None, None, claim)
    row = values.scalars("treaties", record_id, fields, known, ledger)
    row |= {"treaty_id": record_id, "status": row["status"] or "unknown", "end_status": row["end_status"] or "unknown"}
    row["aliases"] = _aliases(record_id, row["name"], [*fields["name"], *fields.get("aliases", ())], ledger)
    return row | values.support(own)


def restated(claim: Claim, field: str, value: str) -> Claim:
    """The same words of the same document, as a claim about another field."""
    return Claim(
        claim.record_type, claim.record_id, claim.local_id, field, value, claim.value_original, claim.document_id, claim.publisher,
        claim.start, claim.end, claim.rule_id, claim.confidence, claim.method,
    )  # fmt: skip


def _aliases(record_id: str, name: str, claims: Sequence[Claim], ledger: Ledger) -> list[str]:
    """Every other name, in alphabetical order, each with its evidence.

    A kind alone in small letters is no name, and of names that only capitals tell apart one is enough.
    """
    others = [c for c in claims if c.value and c.value != name and not c.superseded]
    spelled = {fold(name): name}
    for called in sorted({c.value for c in others if c.value}):
        if not (called.islower() and _kind_alone(called)):
            spelled.setdefault(fold(called), called)
    kept = {*spelled.values()} - {name}
    for claim in others:
        if claim.value in kept:
            ledger.add("treaties", record_id, "aliases", claim.value, claim)
    return sorted(kept)


def _kind_alone(name: str) -> bool:
    """Whether a name says nothing but what kind of treaty it is: the agreement."""
    told = parse(name)
    return not (told.distinctive or told.subject or told.actor or told.place or told.number or told.year)


def parties(record_id: str, signed: str | None, fields: Fields, known: Known, ledger: Ledger) -> list[Row]:
    """One row for each actor, as it was called on the day of signature, with the role that most documents give it; a colony is no party."""
    by_actor: dict[str, list[Told]] = {}
    for claim in fields.get("party", ()):
        data = values.part(claim, ledger, "treaty_parties")
        if data is None:
            continue
        values.reference(data, "actor_id", "actors", claim, known, ledger)
        data["role"] = data.get("role") or "signatory"
        # Who accedes may be a state that was not there when the treaty was signed.
        day = signed if data["role"] != "acceding" else None
        data["actor_id"] = contemporary(data.get("actor_id"), day, state=True)
        if wrong := problem(BY_NAME["treaty_parties"].column("role"), data["role"] or ""):
            ledger.reject("invalid-value", f"treaties {record_id}, party: {wrong}", claim)
        elif (actor := data.get("actor_id")) and day and not existed(actor, day, state=True):
            ledger.reject("anachronism", f"treaties {record_id}, party: {actor} was not there in {day}", claim)
        elif actor:
            by_actor.setdefault(actor, []).append((claim, data))
    for actor in sorted(_outvoted(by_actor)):
        for claim, data in by_actor.pop(actor):
            key = f"{record_id}|{actor}|{data['role']}"
            ledger.add("treaty_parties", key, None, values.as_json({c: data.get(c) for c in ("actor_id", "role")}), claim, "superseded")
    rows = []
    for actor in sorted(by_actor):
        role = vote("treaty_parties", "role", by_actor[actor])
        key = f"{record_id}|{actor}|{role.value}"
        enter("treaty_parties", key, by_actor[actor], ("actor_id", "role"), role, ledger)
        rows.append({"treaty_id": record_id, "actor_id": actor, "role": role.value})
    return rows


def _outvoted(by_actor: Mapping[str, Sequence[Told]]) -> set[str]:
    """The actors that are no parties after all: some were only named near, or do something about the treaty that others signed.

    Who signed is told by accounts of the signature and by registers; where these name two and more, nobody else signed but those whom
    the treaty has in its name: three envoys signed treaties with Norway.  Where there are no such accounts, whoever is told with some
    confidence outvotes those that are guessed from what stands near; and of guesses those in which documents agree outvote the others.
    """
    signed = {a for a, found in by_actor.items() if any(_of_signature(c) for c, _ in found)}
    signed |= {a for a, found in by_actor.items() if len(signed) > 1 and any(c.rule_id == IN_NAME for c, _ in found)}
    others = {a for a, found in by_actor.items() if any(d.get("role") != "signatory" for _, d in found)}
    told = {a for a, found in by_actor.items() if any(c.confidence >= GUESSED for c, _ in found)}
    agreed = {a for a, found in by_actor.items() if len({c.document_id for c, _ in found}) > 1}
    full = signed if len(signed) > 1 else told if len(told) > 1 else agreed if len(agreed) > 1 and not told else set(by_actor)
    return by_actor.keys() - full - others


def _of_signature(claim: Claim) -> bool:
    return claim.method in ("register", "curated") or (claim.rule_id.startswith("event.sign.") and claim.confidence >= GUESSED)


def vote(table: str, field: str, found: Sequence[Told]) -> Choice:
    """The choice among the values that claims give one cell of a row of parts."""
    return choose([restated(c, field, d.get(field) or "") for c, d in found], policy_of(table, field))


def enter(table: str, key: str, found: Sequence[Told], columns: Sequence[str], choice: Choice | None, ledger: Ledger) -> None:
    """Enter the evidence of a row of parts: each claim with the cells that it gives."""
    statuses = choice.statuses if choice else ("accepted",) * len(found)
    keys = []
    for (claim, data), status in zip(found, statuses, strict=True):
        keys.append(ledger.add(table, key, None, values.as_json({c: data.get(c) for c in columns}), claim, status))
    if choice and choice.disagreement:
        ledger.conflict(table, key, columns[-1], [(d.get(columns[-1]), k) for (_, d), k in zip(found, keys, strict=True)], choice)


def signatories(record_id: str, signed: str | None, fields: Fields, known: Known, ledger: Ledger) -> list[Row]:
    """One row for each person and actor; a signature of which one document does not say for whom joins the one that does."""
    found: dict[tuple[str, str], list[Told]] = {}
    for claim in fields.get("signatory", ()):
        data = values.part(claim, ledger, "treaty_signatories")
        if data is None:
            continue
        values.reference(data, "person_id", "persons", claim, known, ledger)
        values.reference(data, "actor_id", "actors", claim, known, ledger)
        data["actor_id"] = contemporary(data.get("actor_id"), signed)
        if person := data.get("person_id"):
            found.setdefault((person, data.get("actor_id") or ""), []).append((claim, data))
    for person, actor in sorted(found):
        full = [k for k in found if k[0] == person and k[1]]
        if not actor and len(full) == 1:
            found[full[0]] += found.pop((person, actor))
    rows = []
    for person, actor in sorted(found):
        enter("treaty_signatories", f"{record_id}|{person}|{actor}", found[person, actor], ("person_id", "actor_id"), None, ledger)
        rows.append({"treaty_id": record_id, "person_id": person, "actor_id": actor or None})
    return rows


def actions(record_id: str, signed: str | None, fields: Fields, known: Known, ledger: Ledger) -> list[Row]:
    """One row for each act of each actor; a less precise date joins the one more precise date that it covers.

    A treaty is signed once: what documents say of other days is kept beside the day that was chosen.
    """
    groups: dict[tuple[str, str], dict[str, list[Told]]] = {}
    for claim in fields.get("action", ()):
        data = values.part(claim, ledger, "treaty_actions")
        if data is None:
            continue
        data["event_id"] = data.pop("event", None) or data.get("event_id")
        values.reference(data, "actor_id", "actors", claim, known, ledger)
        values.reference(data, "event_id", "events", claim, known, ledger)
        data["actor_id"] = contemporary(data.get("actor_id"), data.get("date"))
        table = BY_NAME["treaty_actions"]
        wrong = None if data.get("action") else "no action"
        for name in ("action", "date"):
            wrong = wrong or (problem(table.column(name), data[name] or "") if data.get(name) else None)
        if wrong:
            ledger.reject("invalid-value", f"treaties {record_id}, action: {wrong}", claim)
            continue
        group = groups.setdefault((data["action"] or "", data.get("actor_id") or ""), {})
        group.setdefault(data.get("date") or "", []).append((claim, data))
    rows = []
    for action, actor in sorted(groups):
        dated = groups[action, actor]
        if action == "signature" and not actor and signed in dated:
            dated = {str(signed): [told for claims in dated.values() for told in claims]}
        for date, found in sorted(_by_date(dated).items()):
            key = f"{record_id}|{action}|{actor}|{date}"
            for claim, data in found:
                status = "accepted" if (data.get("date") or "") == date else "superseded"
                columns = ("action", "actor_id", "date", "event_id")
                ledger.add("treaty_actions", key, None, values.as_json({c: data.get(c) for c in columns}), claim, status)
            telling = [d for _, d in found if (d.get("date") or "") == date] or [d for _, d in found]
            event = min((e for d in telling if (e := d.get("event_id"))), default=None)
            row: Row = {"treaty_id": record_id, "action": action, "actor_id": actor or None, "event_id": event}
            rows.append(row | values.date_columns("date", date or None))
    return rows


def _by_date(found: dict[str, list[Told]]) -> dict[str, list[Told]]:
    """Claims by date, those of a date that covers exactly one finer date (or of none) moved there."""
    out = {date: list(claims) for date, claims in found.items()}
    for date in sorted(found, key=lambda d: (-edtf.width(d), d)):
        finer = [d for d in out if d and d != date and (not date or edtf.contains(date, d)) and edtf.width(d) < edtf.width(date)]
        if len(finer) == 1:
            out[finer[0]] += out.pop(date)
    return out


def articles(record_id: str, fields: Fields, known: Known, ledger: Ledger) -> list[Row]:
    """One row for each article of each version; subject and status are chosen as fields are."""
    del known
    found: dict[tuple[str, str], list[Told]] = {}
    for claim in fields.get("article", ()):
        data = values.part(claim, ledger, "treaty_articles")
        if data is None:
            continue
        status = data.get("status")
        if not data.get("article"):
            ledger.reject("invalid-value", f"treaties {record_id}, article: no number", claim)
        elif status and (wrong := problem(BY_NAME["treaty_articles"].column("status"), status)):
            ledger.reject("invalid-value", f"treaties {record_id}, article: {wrong}", claim)
        else:
            found.setdefault((data["article"] or "", data.get("version") or ""), []).append((claim, data))
    rows = []
    for article, version in sorted(found):
        key, claims = f"{record_id}|{article}|{version}", found[article, version]
        for claim, _ in claims:
            ledger.add("treaty_articles", key, None, values.as_json({"article": article, "version": version or None}), claim)
        row: Row = {"treaty_id": record_id, "article": article, "version": version or None}
        for field in ("subject", "status"):
            given = [restated(c, field, d[field] or "") for c, d in claims if d.get(field)]
            choice = choose(given, policy_of("treaty_articles", field))
            if given:
                ledger.field("treaty_articles", key, field, given, choice)
            row[field] = choice.value
        rows.append(row)
    return rows


def counts(rows: Sequence[Row]) -> Row:
    """How many actors are bound, and whether just two are."""
    n = sum(r["role"] in ("signatory", "acceding") for r in rows)
    return {"n_parties": n, "bilateral": None if n < 2 else n == 2}
