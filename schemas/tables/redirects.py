"""`redirects`: where records went."""

from __future__ import annotations

from schemas.tables.base import ID, Table, column


class Redirects(Table):
    """An identifier of an earlier release that is no longer in use."""

    key = order = ("old_id",)

    old_id: str = column("The identifier as it was", pattern=ID)
    new_id: str | None = column("The record to use instead; null where there is none", pattern=ID)
    since: str = column("First release without the old identifier")
    reason: str = column("Why the identifier is no longer in use", vocab="redirect_reasons")
