"""Paths, environment and defaults: the one place that knows where things are and what may be set from outside.

CHANCERY_VERSION   the dataset version that a build writes into build_info (a release sets it); default `dev`
CHANCERY_WORKERS   default of --workers; default the number of processors that this process may use, at most 8
"""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds flows/ and schemas/."""

RAW = Path("raw")
OUT = Path("outputs")


class UsageError(Exception):
    """The command was called in a way that cannot work; the message says what to do (exit code 2)."""


def dataset_version() -> str:
    """The CalVer of the release being made, or `dev`."""
    return os.environ.get("CHANCERY_VERSION", "").strip() or "dev"


def default_workers() -> int:
    """How many worker processes a build starts when nobody says: results are the same for any number."""
    given = os.environ.get("CHANCERY_WORKERS", "").strip()
    if given:
        if not given.isdecimal() or int(given) < 1:
            raise UsageError(f"CHANCERY_WORKERS={given}: must be a whole number of 1 or more")
        return int(given)
    return min(8, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def checked_raw(raw: Path) -> Path:
    """`raw` made absolute; UsageError when it is missing, no folder, or has no file in it."""
    if not raw.exists():
        raise UsageError(f"{raw}: no such folder; --raw names the folder with the raw texts")
    if not raw.is_dir():
        raise UsageError(f"{raw}: not a folder; --raw names the folder with the raw texts")
    if not any(p for _, _, files in os.walk(raw) for p in files if not p.startswith(".")):
        raise UsageError(f"{raw}: holds no file; put texts there (one folder per source with its source.yml)")
    return raw.resolve()


def checked_out(out: Path, raw: Path) -> Path:
    """`out` made absolute and created; UsageError when it cannot be a folder to build in."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: not a folder; --out names the folder to build in")
    for name in ("work", "builds", "log"):
        if (out / name).exists() and not (out / name).is_dir():
            raise UsageError(f"{out / name}: a build keeps a folder of this name; move the file away")
    dataset = out / "dataset"
    if dataset.exists() and not dataset.is_symlink():
        raise UsageError(f"{dataset}: a build publishes through a link of this name; move what is there away")
    resolved = out.resolve()
    if resolved == raw or raw in resolved.parents:
        raise UsageError(f"{out}: lies within the raw folder, which a build never writes to; choose another --out")
    try:
        resolved.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{out}: cannot be made ({error.strerror}); choose another --out") from None
    if not os.access(resolved, os.W_OK):
        raise UsageError(f"{out}: not writable; choose another --out")
    return resolved
