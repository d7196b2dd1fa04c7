"""The text of the page: passages with every mention, clause of evidence, reject and quote of the reader marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from flows.viewing.answers import Answer
from flows.viewing.loading import Loaded, Row
from flows.viewing.marking import Mark, marked, safe

_GOLD, _EVIDENCE, _REJECT, _MENTION = range(4)
"""Which of equal spans is outside."""
_HEADING_LEVEL = 3


def text(loaded: Loaded, answers: Sequence[Answer] = ()) -> str:
    """The passages in order, or a note where the text is withheld."""
    whole = loaded.text
    if whole is None:
        return '<p class="withheld">The licence does not allow the text to be passed on; the records and their places are given beside.</p>'
    passages = loaded.passages or [{"passage_no": 0, "kind": "paragraph", "heading": None, "start": 0, "end": len(whole)}]
    parts = _by_passage(passages, marks(loaded, answers))
    return "\n".join(_passage(whole, row, parts[i]) for i, row in enumerate(passages))


def marks(loaded: Loaded, answers: Sequence[Answer] = ()) -> list[Mark]:
    """Every mark of the document."""
    found = [_mention(row) for row in loaded.mentions]
    evidence: dict[tuple[int, int, str], dict[str, bool]] = defaultdict(dict)
    for n, card in enumerate(loaded.cards):
        for start, end in card.own:
            evidence[start, end, card.kind][f"r{n}"] = True
        for value in card.values:
            evidence[value.start, value.end, card.kind].setdefault(f"r{n}", False)
    for (start, end, kind), cards in evidence.items():
        own = " own" if any(cards.values()) else ""
        data = (("q", f"{start}-{end}"), ("r", " ".join(sorted(cards, key=lambda r: (not cards[r], int(r[1:]))))))
        found.append(Mark(start, end, f"q r-{kind}{own}", data, _EVIDENCE))
    for n, row in enumerate(loaded.rejects):
        if row["start"] is not None and row["end"] is not None:
            about = (("q", f"x{n}"), ("r", f"x{n}"), ("t", f"reject: {row['reason']}"), ("n", row["detail"] or ""))
            found.append(Mark(row["start"], row["end"], "q r-rejects own", about, _REJECT))
    for n, answer in enumerate(answers):
        if answer.place:
            outcome = "agreed" if answer.answers_to else "missed"
            found.append(Mark(*answer.place, f"q g o-{outcome}", (("q", f"g{n}"), ("r", f"g{n}")), _GOLD))
    return found


def _mention(row: Row) -> Mark:
    form = f", {row['form']}" if row["form"] else ""
    data = (("t", f"{row['kind']}{form}"), ("n", row["name"] or ""), ("v", row["value"] or ""), ("u", row["rule_id"] or ""))
    unresolved = " unresolved" if row["kind"] in ("actor", "person", "place", "treaty") and not row["ref_id"] else ""
    return Mark(row["start"], row["end"], f"m m-{row['kind']}{unresolved}", data, _MENTION)


def _by_passage(passages: Sequence[Row], found: Sequence[Mark]) -> dict[int, list[Mark]]:
    """The marks that reach into each passage; passages are in order and do not overlap."""
    starts, ends = [row["start"] for row in passages], [row["end"] for row in passages]
    parts: dict[int, list[Mark]] = defaultdict(list)
    for mark in found:
        for i in range(bisect_right(ends, mark.start), bisect_left(starts, mark.end)):
            parts[i].append(mark)
    return parts


def _passage(whole: str, row: Row, inside: Sequence[Mark]) -> str:
    start, end = row["start"], row["end"]
    end -= len(whole[start:end]) - len(whole[start:end].rstrip("\n"))
    body = marked(whole, start, max(start, end), inside)
    tag = f"h{_HEADING_LEVEL}" if row["kind"] == "heading" else "p"
    under = f' title="{safe(row["heading"])}"' if row["heading"] else ""
    kind = safe(row["kind"] or "paragraph")
    return f'<div class="passage"><a class="no" id="p{row["passage_no"]}" href="#p{row["passage_no"]}"{under}>{row["passage_no"]}</a>' + (
        f'<{tag} class="{kind}">{body}</{tag}></div>'
    )
