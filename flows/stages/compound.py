"""The JSON objects that are the values of compound fields (party, participant and the like), of which texts repeat few wordings often."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

written = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode
"""Data as JSON with sorted keys."""


@lru_cache(maxsize=65536)
def cells(value: str) -> Mapping[str, Any] | None:
    """The object of a value, the same one for the same wording and therefore not to be changed; None for what is no JSON object."""
    try:
        data = json.loads(value)
    except ValueError:
        return None
    return data if isinstance(data, dict) else None
