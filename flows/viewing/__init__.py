"""One document with everything that was read from it, as one page of HTML: the work of `chancery view`."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from flows.viewing import answers, loading, page


def view(out: Path, name: str, gold: Path | None = None) -> tuple[str, str]:
    """The id of the document `name` of the dataset in `out`, or built there, and its page; with a reader's answers if `gold` is given.

    Raises UsageError when no document, or more than one, answers to the name, or when it has no answers, and
    flows.evaluate.gold.GoldError when the answers are malformed.
    """
    loaded = loading.load(out, name)
    document_id = str(loaded.about["document_id"])
    rows = None
    if gold is not None:
        rows = answers.load(out, gold, document_id, PurePosixPath(loaded.about["raw_path"]).stem, loaded.text or "")
    return document_id, page.page(loaded, rows)


__all__ = ["view"]
