"""Who must take part in an act besides one who acts: `schemas/rules/counterparts.csv`."""

from __future__ import annotations

from functools import cache

from schemas.data import rows


@cache
def alone() -> dict[str, str]:
    """Action between parties -> the role of one who does it alone: `Norland agreed to leave the port` binds Norland, to somebody."""
    return {r["action"]: r["alone"] for r in rows("rules/counterparts", "action", "alone") if r["alone"]}



@cache
def wants() -> dict[str, tuple[str, bool]]:
    """Action -> who must take part in it besides one who acts, party or target, and whether that may be told before."""
    return {r["action"]: (r["wants"], r["told_before"] == "yes") for r in rows("rules/counterparts", "action", "wants", "told_before")}

