"""Faults of the machine and not of the texts or the program: what to do about them, in a line."""

from __future__ import annotations

import errno
import os
from types import MappingProxyType

ADVICE = MappingProxyType(
    {
        errno.ENOSPC: "make room (`chancery clean` removes what is no longer needed)",
        errno.EDQUOT: "make room, or have the quota raised (`chancery clean` removes what is no longer needed)",
        errno.EROFS: "choose a folder that can be written to, or mount this one so",
        errno.EACCES: "give this user the right to it, or choose another folder",
        errno.EPERM: "give this user the right to it, or choose another folder",
        errno.EIO: "look after the disk",
        errno.ENOTDIR: "move the file away that stands where a folder should",
    }
)
"""Error numbers of the system, and what helps."""

AGAIN = "then run it again: what was finished is kept"


def advice(error: BaseException) -> str | None:
    """What is wrong and what to do, if the machine is at fault; libraries that have errors of their own tell the system's words."""
    said = " ".join(str(error).split())
    number = error.errno if isinstance(error, OSError) and error.errno in ADVICE else None
    number = number or next((n for n in (errno.ENOSPC, errno.EDQUOT, errno.EROFS) if os.strerror(n) in said), None)
    if number is None:
        return None
    where = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.filename else said
    return f"{where}; {ADVICE[number]}, {AGAIN}"
