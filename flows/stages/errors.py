"""What a stage raises when it cannot go on, with a message for the person who can mend it."""

from __future__ import annotations


class StageError(Exception):
    """Our own data contradicts what was read (a stale correction, say): the message names file, line and remedy."""
