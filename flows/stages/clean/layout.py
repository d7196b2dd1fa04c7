"""White space: one paragraph per line, single spaces, paragraphs that a page break tore apart joined again.

Words are neither changed nor moved.  Changes of layout are counted, one repair per rule and document, except where a
paragraph or a word was put together: each of those is a repair of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from flows.stages.clean.edits import Edit, apply
from flows.stages.model import Document, Repair
from schemas import data

_TRAILING = re.compile(r"[ \t]+(?=\n)")
_LEADING = re.compile(r"(?m)^[ \t]+(?=\S)")
_BLANKS = re.compile(r"\n{3,}")
_SPACES = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)|(?<=\S)\t(?=\S)")
_LIST_ITEM = re.compile(r"[•◦‣▪*·–—-]\s|\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,5})[.)]\s|\^")
_GAP = re.compile(r"\n(?:[ \t]*\n)+[ \t]*(?=[a-z])")
_HYPHEN = re.compile(r"-\n[ \t]*([a-z]+)")
_WORD_BEFORE = re.compile(r"[A-Za-z]+\Z")
_LAST_WORD = re.compile(r"[A-Za-z]+(?=\W*\Z)")
_WRAP_MAX, _WRAP_MIN = 120, 45
_TORN_LENGTH = 50  # a paragraph shorter than this that ends without a stop may be a heading


def _function_words() -> frozenset[str]:
    return frozenset(r["word"] for r in data.rows("rules/joining_words", "word"))


def _width(text: str) -> int:
    """The width at which a text was wrapped, 0 if it was not: nearly all lines are short and many are nearly as long as the longest."""
    lengths = sorted(len(line) for line in text.split("\n") if line.strip())
    if len(lengths) < 3:
        return 0
    wide = lengths[int(len(lengths) * 0.97)] if len(lengths) > 40 else lengths[-1]
    if not _WRAP_MIN <= wide <= _WRAP_MAX:
        return 0
    full = sum(n > wide * 0.8 for n in lengths)
    return wide if full >= 0.35 * len(lengths) else 0


def _hyphens(text: str) -> list[Edit]:
    """Words divided at a line end: without the hyphen, unless the text writes the word with one elsewhere."""
    out = []
    for m in _HYPHEN.finditer(text):
        before = _WORD_BEFORE.search(text[max(0, m.start() - 30) : m.start()])
        if before is None:
            continue
        head, tail = before[0], m[1]
        keep = f"{head}-{tail}" in text or (head[0].isupper() and f"{head}{tail}" not in text and len(head) > 2 and tail in _COMPOUND)
        out.append(Edit(m.start(), m.start(1), "-" if keep else "", "layout.hyphen", "repair"))
    return out


_COMPOUND = frozenset(("in", "of", "to", "the", "general", "elect", "president", "chief", "war", "power"))


def _unwrap(text: str) -> list[Edit]:
    """Line ends within a paragraph of wrapped text: the next word would not have fitted on the line, or starts small."""
    width = _width(text)
    out = []
    at = 0
    rows = text.split("\n")
    for row, following in pairwise(rows):
        end = at + len(row)
        body, nxt = row.rstrip(), following.strip()
        if body and nxt and not _LIST_ITEM.match(nxt):
            small = nxt[0].islower() and body[-1] not in ".!?:;" and len(body) > 25
            full = width and len(body) + 1 + len(nxt.split(" ", 1)[0]) > width - 3
            indented = following[:1] in " \t" and not row[:1].isspace() and not _LIST_ITEM.match(row.strip())
            if small or (full and not indented):
                gap = len(row) - len(body)
                lead = len(following) - len(following.lstrip())
                out.append(Edit(end - gap, end + 1 + lead, " ", "layout.unwrap", "repair", True))
        at = end + 1
    return out


def _torn(text: str) -> list[Edit]:
    """Paragraphs broken in the middle of a sentence by a page break: no stop before the gap, a small letter after it."""
    out = []
    words = _function_words()
    for m in _GAP.finditer(text):
        if not (text[m.start() - 1 : m.start()].isalpha() or text[m.start() - 1 : m.start()] == ","):
            continue
        begin = text.rfind("\n", 0, m.start()) + 1
        line = text[begin : m.start()].strip()
        last = _LAST_WORD.search(line)
        joined = last is not None and last[0].lower() in words
        after = text[m.end() : m.end() + 8]
        if (joined or len(line) >= _TORN_LENGTH) and not _LIST_ITEM.match(after) and (joined or line.count(" ") > 6):
            out.append(Edit(m.start(), m.end(), " ", "layout.torn-paragraph", "repair"))
    return out


def _silent(doc: Document, pattern: re.Pattern[str], triggers: tuple[str, ...], after: str, rule_id: str, counts: Counter[str]) -> None:
    if any(t in doc.text for t in triggers):
        edits = [Edit(m.start(), m.end(), after, rule_id, "repair", True) for m in pattern.finditer(doc.text)]
        counts[rule_id] += len(edits)
        apply(doc, edits)


def tidy(doc: Document) -> None:
    """Bring the white space of a document into order."""
    counts: Counter[str] = Counter()
    lead = len(doc.text) - len(doc.text.lstrip())
    end = len(doc.text.rstrip())
    edges = [Edit(0, lead, "", "layout.edge", "repair", True)] if 0 < lead < end else []
    if lead < end < len(doc.text):
        edges.append(Edit(end, len(doc.text), "", "layout.edge", "repair", True))
    apply(doc, edges)
    _silent(doc, _TRAILING, (" \n", "\t\n"), "", "layout.trailing-space", counts)
    apply(doc, _hyphens(doc.text))
    unwrap = _unwrap(doc.text)
    counts["layout.unwrap"] += len(unwrap)
    apply(doc, unwrap)
    apply(doc, _torn(doc.text))
    _silent(doc, _LEADING, ("\n ", "\n\t"), "", "layout.indent", counts)
    _silent(doc, _BLANKS, ("\n\n\n",), "\n\n", "layout.blank-lines", counts)
    _silent(doc, _SPACES, ("  ", "\t"), " ", "layout.spaces", counts)
    for rule_id, n in sorted(counts.items()):
        if n:
            doc.repairs.append(Repair(rule_id, "repair", 0, len(doc.text), f"{n} places", ""))
    doc.repairs.sort(key=lambda r: (r.start, r.end, r.rule_id))
