"""Faults of the machine and not of the texts or the program, told in one line: a full disk, a folder that may not be written to."""

from __future__ import annotations

import errno
import os
from types import MappingProxyType

_FULL = "make room (`chancery clean` removes what is no longer needed) and run it again; what is finished is kept"
_CLOSED = "give this user the right to it, or choose another place"
_SMALL = "close other programs, or build with fewer workers"
ADVICE = MappingProxyType(
    {
        errno.ENOSPC: _FULL,
        errno.EDQUOT: _FULL,
        errno.EFBIG: _FULL,
        errno.EACCES: _CLOSED,
        errno.EPERM: _CLOSED,
        errno.EROFS: "choose a folder that can be written to, or mount this one so",
        errno.EIO: "look after the disk, and run it again",
        errno.ENOENT: "look whether it was moved or removed meanwhile",
        errno.ENAMETOOLONG: "choose a shorter name",
        errno.ENOTDIR: "move the file away that stands where a folder should, or choose another place",
        errno.EMFILE: "close other programs or raise the limit of open files (`ulimit -n`)",
        errno.ENOMEM: _SMALL,
    }
)
"""Error numbers of the system, and what helps."""
_OTHERWISE = "mend that and run it again"
_OF_OTHERS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
"""What libraries with errors of their own tell in the system's words."""


def told(error: BaseException) -> str | None:
    """What is wrong and what to do, if the machine is at fault; None of any other error."""
    if isinstance(error, MemoryError):
        return f"out of memory; {_SMALL}"
    said = " ".join(str(error).split())
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror.partition('. Detail:')[0]}; {ADVICE.get(error.errno or 0, _OTHERWISE)}"
    number = next((n for n in _OF_OTHERS if os.strerror(n) in said), None)
    kind = type(error)
    of_database = kind.__module__.lstrip("_").startswith("duckdb") and kind.__name__ in ("IOException", "OutOfMemoryException")
    return f"{said}; {ADVICE.get(number or 0, _OTHERWISE)}" if number or of_database else None
