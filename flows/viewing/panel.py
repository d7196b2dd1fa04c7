"""The records beside the text: treaties, events, positions and rejects, each with what it says and where; and the reader's rows."""

from __future__ import annotations

from collections.abc import Sequence

from flows.viewing.answers import Answer
from flows.viewing.loading import Card, Loaded, Row, Value
from flows.viewing.marking import safe

KINDS = ("treaties", "events", "positions")
OUTCOMES = ("agreed", "missed", "not-in-gold")
_WORDS = {"agreed": "✓ agrees", "missed": "✗ missed", "not-in-gold": "+ not in gold"}
Numbered = tuple[int, Card]
Line = tuple[int, Numbered | None, tuple[int, Answer] | None]
"""Where it stands in the text, our record with its number, the reader's row with its number."""


def panel(loaded: Loaded, answers: Sequence[Answer] | None) -> str:
    """One section for each kind of record, in the order of the text; side by side with the reader's rows where there are any."""
    sections = []
    for kind in KINDS:
        lines = pairs(kind, loaded, answers or ())
        if lines:
            told = "".join(_line(line, answers is not None) for line in lines)
            sections.append(_section(kind, len(lines), told, answers is not None))
    if loaded.rejects:
        sections.append(_section("rejects", len(loaded.rejects), "".join(_reject(n, row) for n, row in enumerate(loaded.rejects)), False))
    return "\n".join(sections) or "<p>No record was read from this document.</p>"


def pairs(kind: str, loaded: Loaded, answers: Sequence[Answer]) -> list[Line]:
    """Our records and the reader's rows of a kind, those that agree on one line."""
    ours = {card.key: (n, card) for n, card in enumerate(loaded.cards) if card.kind == kind}
    lines: list[Line] = []
    for n, answer in enumerate(answers):
        if answer.kind == kind:
            card = ours.pop(answer.answers_to, None) if answer.answers_to else None
            lines.append((card[1].start() if card else answer.place[0] if answer.place else 0, card, (n, answer)))
    lines += [(card.start(), (n, card), None) for n, card in ours.values()]
    return sorted(lines, key=lambda line: (line[0], line[1][0] if line[1] else -1, line[2][0] if line[2] else -1))


def outcomes(loaded: Loaded, answers: Sequence[Answer]) -> dict[str, int]:
    """How many lines agree, are missed, and are not in the gold; positions count only where the reader gives some."""
    counts = dict.fromkeys(OUTCOMES, 0)
    for kind in KINDS:
        for line in pairs(kind, loaded, answers):
            counts[_outcome(line)] += 1
    return counts


def _outcome(line: Line) -> str:
    return "agreed" if line[1] and line[2] else "missed" if line[2] else "not-in-gold"


def _section(kind: str, n: int, body: str, compared: bool) -> str:
    columns = '<div class="columns" aria-hidden="true"><span>Dataset</span><span>Gold</span></div>' if compared else ""
    return f'<section class="r-{kind}"><h2>{kind.capitalize()} <small>{n:,}</small></h2>{columns}{body}</section>'


def _line(line: Line, compared: bool) -> str:
    _, ours, answer = line
    card = _card(*ours) if ours else ""
    if not compared:
        return card
    outcome = _outcome(line)
    left = card or '<p class="none">nothing</p>'
    right = _answer(*answer) if answer else '<p class="none">nothing</p>'
    return f'<div class="line o-{outcome}"><div>{left}</div><div>{right}<p class="outcome">{_WORDS[outcome]}</p></div></div>'


def _card(n: int, card: Card) -> str:
    places = " ".join(f"{start}-{end}" for start, end in card.own)
    others = f", told in {card.n_documents} documents" if card.n_documents and card.n_documents > 1 else ""
    values = "".join(map(_value, card.values))
    return (
        f'<article class="card" id="r{n}"><h3>{_go(card.title, places)}</h3>'
        f'<p class="by">{safe(", ".join(card.rules))}</p><details><summary>{len(card.values)} values{others}</summary>'
        f'<table>{values}</table><p class="by">{safe(card.key)}</p></details></article>'
    )


def _value(value: Value) -> str:
    status = f' class="{safe(value.status)}"' if value.status != "accepted" else ""
    said = f'<span class="said">{safe(value.value)}</span>' + (f" <em>{safe(value.status)}</em>" if status else "")
    where = _go(value.name.replace("_id", "").replace("_", " ") or "record", f"{value.start}-{value.end}")
    return f'<tr{status}><th scope="row">{where}</th><td>{said}<span class="by">{safe(value.rule)}</span></td></tr>'


def _answer(n: int, answer: Answer) -> str:
    record = answer.record
    told = [(name, str(v)) for name, v in record.values.items() if v is not None and name not in ("subject", "event_type")]
    told += [(name, "; ".join(v)) for name, v in record.lists.items() if v]
    rows = "".join(f'<tr><th scope="row">{safe(name.replace("_", " "))}</th><td>{safe(v)}</td></tr>' for name, v in told)
    head = _go(record.title, f"g{n}") if answer.place else f"{safe(record.title)} <em>(its quote is not in the text)</em>"
    return (
        f'<article class="card gold" id="g{n}"><h3>{head}</h3>'
        f"<details><summary>{safe(record.key)}, {len(told)} values</summary><table>{rows}</table></details></article>"
    )


def _reject(n: int, row: Row) -> str:
    title = f"{row['reason']} ({row['stage']})"
    head = _go(title, f"x{n}") if row["start"] is not None else safe(title)
    return f'<article class="card" id="x{n}"><h3>{head}</h3><p>{safe(row["detail"] or "")}</p></article>'


def _go(title: str, places: str) -> str:
    """A button that shows its places in the text."""
    return f'<button type="button" data-go="{safe(places)}"><bdi>{safe(title)}</bdi></button>' if places else safe(title)
