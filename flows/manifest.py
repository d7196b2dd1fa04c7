"""What a dataset was made with, file by file and rule by rule, so that a later one can be told apart by its causes.

`build_info` says in two digests that something is different; the manifest says what: the code and data of every stage, the rows of
every rule and correction, and the versions of the libraries.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import Any

from flows import dependencies
from flows.settings import ROOT

IDS = ("rule_id", "id", "correction_id")
"""Columns whose value is the id under which evidence names a row."""


def manifest() -> dict[str, Any]:
    """`files` (path -> sha256), `stages` (name -> paths), `rules` (id -> digest of its row), `libraries` (name -> version)."""
    found = {name: dependencies.closure(name) for name in dependencies.STAGES}
    files = sorted({file for closure in found.values() for file in closure.files})
    libraries = sorted({library for closure in found.values() for library in closure.libraries})
    return {
        "files": {file: dependencies.file_digest(file) for file in files},
        "libraries": {library: dependencies.library_version(library) for library in libraries},
        "rules": {key: mark for file in files for key, mark in sorted(_rows(file).items())},
        "stages": {name: list(closure.files) for name, closure in found.items()},
    }


def text() -> str:
    """The manifest as it stands in a dataset: one JSON object, keys sorted, one file or rule a line."""
    return json.dumps(manifest(), sort_keys=True, indent=1, ensure_ascii=False) + "\n"


def _rows(file: str) -> dict[str, str]:
    """The rows of a table of rules or corrections that have an id: id -> 16 hexadecimal digits of the row."""
    if not file.startswith(("schemas/rules/", "schemas/curation/")) or not file.endswith(".csv"):
        return {}
    header, *cells = [row for row in csv.reader(io.StringIO((ROOT / file).read_text(encoding="utf-8"))) if row] or [[]]
    place = next((header.index(i) for i in IDS if i in header), None)
    if place is None:
        return {}
    rows: dict[str, list[str]] = {}
    for row in cells:
        rows.setdefault(row[place] if place < len(row) else "", []).append(json.dumps([header, row], ensure_ascii=False))
    return {key: hashlib.sha256("\n".join(same).encode()).hexdigest()[:16] for key, same in rows.items() if key}
