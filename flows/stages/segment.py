"""The segment stage: passages that tile the text, sentences within them, and what the head of the document says."""

from __future__ import annotations

from bisect import bisect_left

from flows.stages import header, sentences, structure
from flows.stages.model import Block, Document, Passage, Sentence
from flows.stages.structure import Piece

_WHOLE = frozenset(("heading", "title", "front", "dateline", "signature", "table-row"))
_STRUCTURED = frozenset(("heading", "title", "paragraph", "list-item", "table-row"))


def _from_blocks(doc: Document) -> list[Piece]:
    """The pieces that a reader of marked-up text found; text between two blocks is a paragraph."""
    out: list[Piece] = []
    at = 0
    for block in sorted(doc.blocks, key=lambda b: (b.start, -b.end)):
        start, end = max(block.start, at), block.end
        if end <= start or not doc.text[start:end].strip():
            continue
        if doc.text[at:start].strip():
            out.append(Piece(at, start, doc.text[at:start].strip()))
        text = doc.text[start:end].strip()
        kind = "paragraph" if block.kind == "page-break" else block.kind
        if kind == "paragraph" and (rule := structure.aside(text, len(out))):
            kind = rule.kind
        piece = Piece(start, end, text, kind, block.level)
        piece.apparatus = kind == "heading" and any(r.pattern.fullmatch(piece.text) for r in structure.rules("apparatus"))
        out.append(piece)
        at = end
    if doc.text[at:].strip():
        out.append(Piece(at, len(doc.text), doc.text[at:].strip()))
    return out


def _notes(found: list[Piece], blocks: list[Block]) -> None:
    """Lines that cleaning knew for notes are notes."""
    spans = sorted((b.start, b.end) for b in blocks if b.kind == "note")
    starts = [a for a, _ in spans]
    for piece in found if spans else ():
        last = bisect_left(starts, piece.end) - 1
        if last >= 0 and spans[last][1] > piece.start:
            piece.kind = "note"


def _passages(doc: Document, found: list[Piece]) -> list[Passage]:
    """One passage per piece, each up to where the next begins, so that they tile the text."""
    out: list[Passage] = []
    stack: list[tuple[float, str]] = []
    apparatus = False
    after_heading = False
    for i, piece in enumerate(found):
        start = out[-1].end if out else 0
        end = found[i + 1].start if i + 1 < len(found) else len(doc.text)
        kind = piece.kind
        if kind == "heading":
            apparatus = piece.apparatus
            # A heading right above another of its kind stands over it; those that follow stay at the lower depth.
            level: float = piece.level
            over = i + 1 < len(found) and found[i + 1].kind == "heading" and found[i + 1].level == piece.level
            if stack and int(stack[-1][0]) == piece.level and not (over and not after_heading):
                level = piece.level + 0.5 if after_heading else stack[-1][0]
            while stack and stack[-1][0] >= level:
                stack.pop()
            path = " > ".join(t for _, t in stack) or None
            stack.append((level, " ".join(piece.text.split())))
        else:
            path = " > ".join(t for _, t in stack) or None
            if apparatus and kind in ("paragraph", "list-item", "signature"):
                kind = "note"
        after_heading = kind == "heading"
        out.append(Passage(i, path, "heading" if kind == "title" else kind, start, end))
    return out or ([Passage(0, None, "paragraph", 0, len(doc.text))] if doc.text else [])


def _sentences(doc: Document, kinds: list[str]) -> list[Sentence]:
    out: list[Sentence] = []
    for passage, kind in zip(doc.passages, kinds, strict=True):
        if kind in _WHOLE:
            piece = doc.text[passage.start : passage.end]
            start = passage.start + len(piece) - len(piece.lstrip())
            spans = sentences.bounded(doc.text, start, passage.start + len(piece.rstrip())) if piece.strip() else []
        else:
            spans = sentences.split(doc.text, passage.start, passage.end)
        first = len(out)
        out += [Sentence(first + n, passage.passage_no, a, b) for n, (a, b) in enumerate(spans)]
    return out


def segment(doc: Document) -> None:
    """Set `passages` and `sentences` of a document and read its header into `title` and `meta`.

    Passages are half open and tile the text; a sentence lies in one passage, and all sentences together hold every
    character that is not white space.
    """
    if any(b.kind in _STRUCTURED for b in doc.blocks):
        found = _from_blocks(doc)
        title = next((i for i, p in enumerate(found) if p.kind == "title"), None)
    else:
        found, title = structure.pieces(doc.text)
        _notes(found, doc.blocks)
    doc.passages = _passages(doc, found)
    doc.sentences = _sentences(doc, [p.kind for p in found] or [p.kind for p in doc.passages])
    if title is not None:
        doc.meta["title_span"] = [found[title].start, found[title].end]
    header.read_header(doc)
