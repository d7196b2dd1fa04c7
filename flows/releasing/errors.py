"""What can go wrong with a release, for the command line."""

from __future__ import annotations


class ReleaseError(Exception):
    """A release that cannot be made, published or trusted; the message says why and what to do (exit code 1)."""
