"""Faults of the machine around a command, told in one line: a full disk, a folder that may not be written to, a file that is gone."""

from __future__ import annotations

import errno

_REMEDIES = {
    errno.ENOSPC: "free some space and run it again; what is finished is kept",
    errno.EDQUOT: "free some of your quota and run it again; what is finished is kept",
    errno.EFBIG: "free some space and run it again; what is finished is kept",
    errno.EACCES: "check the permissions, or choose another place",
    errno.EPERM: "check the permissions, or choose another place",
    errno.EROFS: "it lies on a disk that cannot be written to; choose another place",
    errno.ENOENT: "look whether it was moved or removed meanwhile",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.ENOTDIR: "a file stands where a folder has to be; choose another place",
    errno.EMFILE: "close other programs or raise the limit of open files (`ulimit -n`)",
    errno.ENOMEM: "close other programs, or build with fewer workers",
}


def told(error: BaseException) -> str | None:
    """What to tell of an error that comes from the machine and not from the program or its texts; None of any other."""
    if isinstance(error, OSError) and error.strerror:
        remedy = _REMEDIES.get(error.errno or 0, "mend that and run it again")
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror.partition('. Detail:')[0]}; {remedy}"
    if isinstance(error, MemoryError):
        return f"out of memory; {_REMEDIES[errno.ENOMEM]}"
    kind = type(error)
    if kind.__module__.lstrip("_").startswith("duckdb") and kind.__name__ in ("IOException", "OutOfMemoryException"):
        said = " ".join(str(error).split())
        number = errno.ENOSPC if "No space left" in said else 0
        return f"{said}; {_REMEDIES.get(number, 'mend that and run it again')}"
    return None
