"""The small dataset, published, and a reader's answers to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.evaluate.small_gold import COASTS
from tests.publishing import published
from tests.tables.small_dataset import small_rows

Answer = Callable[..., Path]


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with the small dataset; not to be changed."""
    return published(small_rows(), tmp_path_factory.mktemp("small"))


@pytest.fixture
def gold() -> dict[str, Any]:
    """What a reader finds in the text `coasts`, free to be changed."""
    return deepcopy(COASTS)


@pytest.fixture
def answers(tmp_path: Path) -> Answer:
    """Writes answers, by the stem of their file, and returns the folder."""

    def write(**files: Any) -> Path:
        folder = tmp_path / "gold"
        folder.mkdir(exist_ok=True)
        for stem, data in files.items():
            (folder / f"{stem}.json").write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
        return folder

    return write
