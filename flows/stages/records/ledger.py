"""What a build says and why: evidence rows, conflicts and rejects, collected while the tables are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from flows.stages.choice import Choice, Claim
from flows.stages.model import Reject
from schemas.tables import arrow_schema

MAX_QUOTE = 1000


@dataclass(slots=True)
class Evidence:
    """A row of the table evidence without its quote."""

    evidence_id: str
    record_type: str
    record_id: str
    field: str | None
    value: str | None
    claim: Claim
    status: str


@dataclass(slots=True)
class Ledger:
    """Evidence by id, conflicts by (record_type, record_id, field), rejects in the order of their making."""

    sources: Mapping[str, str]
    evidence: dict[str, Evidence] = field(default_factory=dict)
    conflicts: dict[tuple[str, str, str], dict[str, Any]] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)

    def add(self, record_type: str, record_id: str, name: str | None, value: str | None, claim: Claim, status: str = "accepted") -> str:
        """Enter what a claim says of a record and return the evidence id; the same thing said twice by one span is entered once."""
        at = (claim.document_id or "", str(claim.start), str(claim.end), claim.method, claim.rule_id)
        digest = sha256("\x1f".join((record_type, record_id, name or "", value or "", *at)).encode()).hexdigest()
        key = f"s-{digest[:20]}"
        old = self.evidence.get(key)
        if old is None or (status == "accepted", claim.confidence) > (old.status == "accepted", old.claim.confidence):
            self.evidence[key] = Evidence(key, record_type, record_id, name, value, claim, status)
        return key

    def field(self, record_type: str, record_id: str, name: str, claims: Sequence[Claim], choice: Choice) -> None:
        """Enter all claims of one field with the status that the choice gave them, and their conflict if they disagree."""
        keys = [self.add(record_type, record_id, name, c.value, c, s) for c, s in zip(claims, choice.statuses, strict=True)]
        if choice.disagreement:
            self.conflict(record_type, record_id, name, list(zip([c.value for c in claims], keys, strict=True)), choice)

    def conflict(self, record_type: str, record_id: str, name: str, values: Sequence[tuple[str | None, str]], choice: Choice) -> None:
        """Enter a disagreement: each value with its evidence."""
        listed = [{"value": v, "evidence_id": k} for v, k in sorted({(v or "", k) for v, k in values})]
        self.conflicts[record_type, record_id, name] = {
            "record_type": record_type,
            "record_id": record_id,
            "field": name,
            "values": listed,
            "chosen": choice.value,
            "policy": choice.policy,
        }

    def reject(self, reason: str, detail: str, claim: Claim) -> None:
        """Enter something that a claim says and no table can hold."""
        source = self.sources.get(claim.document_id or "")
        self.rejects.append(Reject(source, claim.document_id, "link", reason, detail, claim.start, claim.end))

    def conflict_table(self) -> pa.Table:
        """The table conflicts, in the order of its key."""
        return pa.Table.from_pylist([self.conflicts[k] for k in sorted(self.conflicts)], arrow_schema("conflicts"))

    def evidence_table(self, texts: Mapping[str, str | None]) -> pa.Table:
        """The table evidence in its order; `texts` has the texts that may be passed on, by document."""
        rows: list[tuple[Any, ...]] = []
        for e in sorted(self.evidence.values(), key=_place):
            claim = e.claim
            document_id = claim.document_id
            text = texts.get(document_id) if document_id else None
            start, end = span(claim)
            rows.append((
                e.evidence_id, e.record_type, e.record_id, e.field, e.value,
                claim.value_original if text is not None or document_id is None else None, document_id, start, end,
                None if text is None or start is None else text[start:end], claim.method, claim.rule_id, e.status,
                round(claim.confidence, 4),
            ))  # fmt: skip
        schema = arrow_schema("evidence")
        columns = list(zip(*rows, strict=True)) or [()] * len(schema)
        return pa.Table.from_arrays([pa.array(c, t) for c, t in zip(columns, schema.types, strict=True)], schema=schema)


def _place(e: Evidence) -> tuple[str, str, str, str, int, str]:
    """What the table evidence is in the order of."""
    return e.record_type, e.record_id, e.field or "", e.claim.document_id or "", e.claim.start or 0, e.evidence_id


def span(claim: Claim) -> tuple[int | None, int | None]:
    """The span of a claim, cut to the longest quote that is allowed."""
    if claim.start is None or claim.end is None:
        return None, None
    return claim.start, min(claim.end, claim.start + MAX_QUOTE)


def quoted_texts(documents: Path, wanted: Set[str]) -> dict[str, str | None]:
    """Text of the documents that are wanted, read a group of rows at a time."""
    out: dict[str, str | None] = {}
    with pq.ParquetFile(documents) as file:
        for batch in file.iter_batches(columns=["document_id", "text"], batch_size=500, use_threads=False):
            for document_id, text in zip(batch["document_id"].to_pylist(), batch["text"].to_pylist(), strict=True):
                if document_id in wanted:
                    out[document_id] = text
    return out
