"""A dataset published from rows."""

from __future__ import annotations

from pathlib import Path

from flows.stages import publish, tables
from tests.tables.small_dataset import Rows, table

INFO = {"dataset_version": "dev", "code_digest": "c", "rules_digest": "0123456789abcdef", "raw_digest": "r"}


def published(rows: Rows, folder: Path) -> Path:
    """The output folder below `folder` that holds the dataset of the rows."""
    records, out = folder / "records", folder / "out"
    records.mkdir()
    for name, own in rows.items():
        tables.write(table(name, own), records / f"{name}.parquet")
    (out / "dataset").mkdir(parents=True)
    publish.publish(records, out / "dataset", INFO)
    return out
