"""The clean stage: the text as published, from the text as found.

Characters first, then furniture, then layout.  Whatever leaves the text or changes is recorded in `doc.repairs`, with
its place in the cleaned text; what looks wrong but must stay as printed is flagged and becomes a reject too.
"""

from __future__ import annotations

import unicodedata

from flows.stages.clean import boilerplate, genre, language, layout
from flows.stages.clean.edits import Edit, apply
from flows.stages.clean.rules import characters, rules
from flows.stages.model import Block, Document, Reject, Repair

__all__ = ["clean"]

_FLAG_REASON = {"number.broken": "broken-number", "character.lost": "lost-character"}


def _characters(doc: Document) -> None:
    pattern, table = characters()
    edits = []
    for m in pattern.finditer(doc.text):
        rule = table[m[0]]
        edits.append(Edit(m.start(), m.end(), rule.replacement, rule.rule_id, rule.kind))
    apply(doc, edits)


def _patterns(doc: Document) -> None:
    """Rules that look anywhere in the text, in the order of the table; flags are for the end."""
    for rule in rules("text"):
        if rule.kind == "flag" or not rule.may_match(doc.text):
            continue
        kept = rule.replacement == r"\1"  # the first group stays where it is
        found = [Edit(m.end(1) if kept else m.start(), m.end(), "" if kept else rule.replacement, rule.rule_id, rule.kind)
                 for m in rule.pattern.finditer(doc.text)]
        if not found:
            continue
        if rule.rule_id == "wiki.backlink":
            for edit in found:
                end = doc.text.find("\n", edit.end)
                doc.blocks.append(Block("note", doc.text.rfind("\n", 0, edit.start) + 1, end if end >= 0 else len(doc.text)))
        apply(doc, found)


def _flags(doc: Document) -> None:
    for rule in rules("text"):
        if rule.kind != "flag" or not rule.may_match(doc.text):
            continue
        for m in rule.pattern.finditer(doc.text):
            doc.repairs.append(Repair(rule.rule_id, "flag", m.start(), m.end(), m[0], m[0]))
            around = doc.text[max(0, m.start() - 30) : m.end() + 30].replace("\n", " ")
            doc.rejects.append(Reject(doc.source_id, doc.document_id, "clean", _FLAG_REASON.get(rule.rule_id, rule.rule_id),
                                      f"{m[0]} kept as printed in: {around}", m.start(), m.end()))
    doc.repairs.sort(key=lambda r: (r.start, r.end, r.rule_id))


def clean(doc: Document) -> None:
    """Clean one document in place: text, blocks, repairs, rejects, `meta` fields, and genre and language where the catalogue has none."""
    _characters(doc)
    _patterns(doc)
    boilerplate.remove(doc)
    layout.tidy(doc)
    if not unicodedata.is_normalized("NFC", doc.text):
        doc.text = unicodedata.normalize("NFC", doc.text)
    _flags(doc)
    if doc.genre is None:
        doc.genre = genre.guess(doc)
    language.settle(doc)
