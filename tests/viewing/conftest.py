"""A dataset with a hostile document, published."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publishing import published
from tests.viewing.hostile import hostile_rows


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder; not to be changed."""
    return published(hostile_rows(), tmp_path_factory.mktemp("hostile"))
