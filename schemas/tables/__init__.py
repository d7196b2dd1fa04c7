"""The published tables in publishing order, and what follows from their declarations.

`arrow_schema` is what the stage that writes a table uses, `frames.frame_schema` what the check of a table uses,
`dictionary.markdown` and `dictionary.comments` what its readers see.
"""

from __future__ import annotations

import hashlib

import pyarrow as pa

from schemas.tables.actors import Actors
from schemas.tables.base import Column, Table
from schemas.tables.build_info import BuildInfo
from schemas.tables.conflicts import Conflicts
from schemas.tables.corrections import Corrections
from schemas.tables.coverage import Coverage
from schemas.tables.documents import Documents
from schemas.tables.event_participants import EventParticipants
from schemas.tables.events import Events
from schemas.tables.evidence import Evidence
from schemas.tables.mentions import Mentions
from schemas.tables.offices import Offices
from schemas.tables.passages import Passages
from schemas.tables.persons import Persons
from schemas.tables.places import Places
from schemas.tables.positions import Positions
from schemas.tables.redirects import Redirects
from schemas.tables.rejects import Rejects
from schemas.tables.repairs import Repairs
from schemas.tables.sources import Sources
from schemas.tables.treaties import Treaties
from schemas.tables.treaty_actions import TreatyActions
from schemas.tables.treaty_articles import TreatyArticles
from schemas.tables.treaty_parties import TreatyParties
from schemas.tables.treaty_signatories import TreatySignatories

TABLES: tuple[type[Table], ...] = (
    Treaties,
    TreatyParties,
    TreatySignatories,
    TreatyActions,
    TreatyArticles,
    Events,
    EventParticipants,
    Positions,
    Evidence,
    Conflicts,
    Corrections,
    Actors,
    Persons,
    Offices,
    Places,
    Sources,
    Coverage,
    Documents,
    Passages,
    Mentions,
    Repairs,
    Rejects,
    Redirects,
    BuildInfo,
)
BY_NAME = {t.table: t for t in TABLES}

EVIDENCED = (
    "treaties",
    "treaty_parties",
    "treaty_signatories",
    "treaty_actions",
    "treaty_articles",
    "events",
    "event_participants",
    "positions",
)
"""The tables whose rows and cells have evidence."""

_CLAIM = pa.struct([pa.field("value", pa.string()), pa.field("evidence_id", pa.string())])
_ARROW = {
    "str": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "list[str]": pa.list_(pa.field("element", pa.string())),
    "list[Claim]": pa.list_(pa.field("element", _CLAIM)),
    "dict[str, int]": pa.map_(pa.string(), pa.int64()),
}


def arrow_schema(name: str, *, published: bool = False) -> pa.Schema:
    """The Arrow schema of a table.

    As `published` its fields carry their description and may forbid nulls.  Without, every field may be null, so that a table with
    a wrong null can be written and the check can say where it is.
    """
    table = BY_NAME[name]
    if not published:
        return pa.schema([pa.field(c.name, _ARROW[c.type]) for c in table.columns])
    fields = [pa.field(c.name, _ARROW[c.type], c.nullable, {"description": c.description}) for c in table.columns]
    return pa.schema(fields, {"description": table.about})


def evidence_columns(table: type[Table]) -> list[Column]:
    """The columns whose non-null cells need evidence of their own: neither key nor derived."""
    return [c for c in table.columns if not c.derived and c.name not in table.key]


def schema_version() -> str:
    """Twelve hexadecimal digits that change when a table, column, type, null or key does, and not with a description."""
    parts = [f"{t.table}.{c.name} {c.type} {c.nullable} {c.name in t.key}" for t in TABLES for c in t.columns]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
