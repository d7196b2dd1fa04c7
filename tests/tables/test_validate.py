from __future__ import annotations

from flows.stages import validate
from tests.tables.small_dataset import Rows, Write


def test_the_small_dataset_breaks_no_promise(rows: Rows, write: Write) -> None:
    assert [str(r) for r in validate.check(write(rows)).rows] == []
