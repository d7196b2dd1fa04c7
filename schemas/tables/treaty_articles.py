"""`treaty_articles`: what a document says of single articles."""

from __future__ import annotations

from schemas.tables.base import Table, column


class TreatyArticles(Table):
    """One article of one version of a treaty."""

    key = order = ("treaty_id", "article", "version")

    treaty_id: str = column("The treaty", refers="treaties")
    article: str = column("Number as printed")
    version: str | None = column("`final`, or which draft or proposal; null where the text does not say")
    subject: str | None = column("What the article is about, in the words of the document")
    status: str | None = column("How the article stands", vocab="article_statuses")
