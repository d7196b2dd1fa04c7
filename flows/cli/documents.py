"""`chancery documents`: the texts of the dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows import published, settings

_SQL = """
select d.document_id, d.title, d.genre, d.issued, d.source_id as source,
    count(distinct (e.record_type, e.record_id)) filter (where e.record_type in ('treaties', 'events', 'positions')) as records
from documents d left join evidence e on e.document_id = d.document_id and e.status <> 'rejected'
group by all order by d.document_id
"""


def documents(
    out: Annotated[Path, typer.Option(help="The folder that was built in, or a dataset.")] = settings.OUT,
    format: Annotated[published.Format, typer.Option(help="How to print the rows.")] = published.Format.table,
) -> None:
    """List the documents: id, title, genre, date, source, and how many treaties, events and positions tell of them.

    What was read from one of them: `chancery query "from document_records where document_id = '...'"`.  Exit codes: 0
    printed, 2 no dataset.
    """
    published.print_query(out, _SQL, format)
