"""The phrases of `rules/when_phrases.csv` by use: what stands between an act and a date, before a date, and behind it."""

from __future__ import annotations

import re
from functools import cache

from flows.stages.recognise import wording

NAME = "rules/when_phrases"


@cache
def phrase(use: str) -> re.Pattern[str]:
    """All patterns of one use as one."""
    return wording.phrase(use, NAME)
