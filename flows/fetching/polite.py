"""Manners towards a host: a pause between requests, longer pauses after failures, and what Retry-After asks for."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 120.0  # seconds that are waited for at most
_RANDOM = random.SystemRandom()


class Manners:
    """Pauses, in seconds: `interval` between two requests to one host, `base` before the first repetition, doubled each time."""

    def __init__(self, interval: float = 0.5, base: float = 1.0, sleep: Callable[[float], None] = time.sleep) -> None:
        self.interval, self.base, self._sleep = interval, base, sleep
        self._last: dict[str, float] = {}
        self._lock = threading.Lock()

    def before(self, host: str) -> None:
        """Wait until a request to a host is due."""
        with self._lock:
            due = self._last.get(host, 0.0) + self.interval
            now = time.monotonic()
            self._last[host] = max(due, now)
        if due > now:
            self._sleep(due - now)

    def after_failure(self, attempt: int, retry_after: str | None = None) -> None:
        """Wait before attempt `attempt` + 1: as long as the host asks, else a random part of a span that doubles."""
        asked = seconds(retry_after)
        self._sleep(min(LONGEST, asked) if asked is not None else _RANDOM.uniform(0.3, 1.0) * min(LONGEST, self.base * 2**attempt))


def seconds(retry_after: str | None) -> float | None:
    """What a Retry-After header asks for, in seconds: a number or a date."""
    if not retry_after:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
