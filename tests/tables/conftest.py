"""Fixtures of the tests of whole tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.stages import tables
from schemas.tables import TABLES
from tests.tables.small_dataset import Rows, Write, small_rows, table


@pytest.fixture
def rows() -> Rows:
    """Rows of every published table but build_info, free to be broken."""
    return small_rows()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes rows to a folder as the records stage does, and returns the folder."""

    def write(rows: Rows) -> Path:
        folder = tmp_path / "records"
        folder.mkdir(exist_ok=True)
        for t in TABLES:
            if t.table in rows:
                tables.write(table(t.table, rows[t.table]), folder / f"{t.table}.parquet")
        return folder

    return write
