"""What a reader raises."""

from __future__ import annotations


class ReadError(Exception):
    """A file that no document can be made from; `reason` is a code of vocab/reject_reasons.csv, `detail` is for people."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
