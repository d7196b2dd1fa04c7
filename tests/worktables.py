"""Work tables for tests of the whole-table stages, from documents and statements written by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.stages import gather, tables
from flows.stages.model import Block, Mention, Passage, Reject, Repair, Sentence, Statement, to_arrow
from flows.stages.unit import DOCUMENTS


class Corpus:
    """Documents with statements about spans that are given as the words of the text."""

    def __init__(self) -> None:
        self.sources: list[dict[str, Any]] = []
        self.documents: list[dict[str, Any]] = []
        self.statements: list[tuple[str, Statement]] = []
        self.mentions: list[tuple[str, Mention]] = []
        self.coverage: list[dict[str, Any]] = []

    def document(self, document_id: str, text: str, publisher: str | None = None, redistributable: bool = True) -> str:
        """Add a document that is the only one of its source."""
        self.sources.append(
            {
                "source_id": document_id,
                "title": f"Source of {document_id}",
                "genre": "essay",
                "publisher": publisher,
                "creators": [],
                "language": "en",
                "licence": "CC0-1.0",
                "redistributable": redistributable,
                "url": None,
                "raw_path": f"{document_id}.txt",
                "media_type": "text/plain",
                "n_bytes": len(text),
                "sha256": "0" * 64,
                "citation": f"A. Writer, {document_id}",
            }
        )
        self.documents.append(
            {
                "document_id": document_id,
                "source_id": document_id,
                "raw_path": f"{document_id}.txt",
                "title": document_id.title(),
                "genre": "essay",
                "language": "en",
                "licence": "CC0-1.0",
                "text": text,
                "meta": "{}",
            }
        )
        return document_id

    def _span(self, document_id: str, words: str) -> tuple[int, int]:
        text = next(d["text"] for d in self.documents if d["document_id"] == document_id)
        start = text.index(words)
        return start, start + len(words)

    def say(self, document_id: str, local_id: str, words: str, confidence: float = 0.8, **fields: Any) -> None:
        """Statements of one record: the record itself and each field, all with the span of `words`.

        The record type follows from the letter of the local id; a dictionary is a part, a list several values.
        """
        kind = {"t": "treaties", "e": "events", "p": "positions", "d": "documents"}[local_id[0]]
        start, end = self._span(document_id, words)
        pairs = [(k, v) for k, given in fields.items() for v in (given if isinstance(given, list) else [given])]
        for field, value in [*([] if kind == "documents" else [(None, None)]), *pairs]:
            text = json.dumps(value, sort_keys=True) if isinstance(value, dict) else value
            self.statements.append((document_id, Statement(local_id, kind, field, text, words, start, end, "r-test", confidence)))

    def mention(self, document_id: str, words: str, kind: str, ref_id: str | None, **more: Any) -> None:
        """A mention at the first place of `words`."""
        start, end = self._span(document_id, words)
        given = {"value": None, "rule_id": "g-test", "confidence": 0.9, **more}
        self.mentions.append((document_id, Mention(start, end, words, kind, ref_id, **given)))

    def write(self, folder: Path, rejects: tuple[Reject, ...] = ()) -> Path:
        """The folder as the stage gather leaves it."""
        folder.mkdir(parents=True)
        tables.write(pa.Table.from_pylist(self.sources, gather.SOURCES), folder / "sources.parquet")
        tables.write(pa.Table.from_pylist(self.coverage, gather.COVERAGE), folder / "coverage.parquet")
        tables.write(pa.Table.from_pylist(self.documents, DOCUMENTS), folder / "documents.parquet")
        passages = [((d["document_id"],), Passage(0, None, "paragraph", 0, len(d["text"]))) for d in self.documents]
        own: dict[str, tuple[type[Any], list[Any]]] = {
            "blocks": (Block, []),
            "passages": (Passage, passages),
            "sentences": (Sentence, []),
            "repairs": (Repair, []),
            "mentions": (Mention, [((d,), m) for d, m in self.mentions]),
            "statements": (Statement, [((d,), s) for d, s in self.statements]),
        }
        for name, (kind, rows) in own.items():
            tables.write(to_arrow(kind, rows, "document_id"), folder / f"{name}.parquet")
        tables.write(to_arrow(Reject, (((), r) for r in rejects)), folder / "rejects.parquet")
        return folder


def carry(inputs: Path, out: Path) -> None:
    """What the runner does after a stage: tables that it did not write are linked from its inputs."""
    for file in inputs.glob("*.parquet"):
        if not (out / file.name).exists():
            (out / file.name).hardlink_to(file)


def run(inputs: Path, folder: Path, curation: Path | None = None) -> Path:
    """Link, curate and project a folder of work tables with an own (by default empty) folder of curation; the published tables."""
    from flows.stages.curate import curate
    from flows.stages.link import link
    from flows.stages.records import records

    decisions = curation or folder / "no-curation"
    linked, curated, published = (folder / name for name in ("linked", "curated", "published"))
    for out in (linked, curated, published):
        out.mkdir(parents=True)
    link(inputs, linked, decisions)
    carry(inputs, linked)
    curate(linked, curated, decisions)
    carry(linked, curated)
    records(curated, published)
    return published


def rows(published: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a table."""
    found: list[dict[str, Any]] = tables.read(published, name).to_pylist()
    return found
