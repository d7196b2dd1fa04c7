"""A release with its largest table blown up, as if it had been made from many copies of the corpus under other names."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from flows.stages import publish
from schemas.tables import BY_NAME
from schemas.tables.dictionary import literal

LARGEST = "evidence"


def grow(release: Path, folder: Path, rows: int) -> Path:
    """Write `rows` rows of evidence to `<folder>/evidence.parquet` as a release writes them, with the release's views.sql beside it.

    Every copy has its own documents, records and ids, so filters find in it what they would find in as many different texts.
    """
    source, raw = release / f"{LARGEST}.parquet", folder / "unsorted.parquet"
    copies = -(-rows // pq.read_metadata(source).num_rows)
    root = "split_part(record_id, '|', 1)"
    with duckdb.connect(config={"temp_directory": str(folder)}) as db:
        db.execute(
            "copy (select * replace ('s-' || left(md5(evidence_id || i), 20) as evidence_id, document_id || '-' || i as document_id,"
            f" left(record_id, 2) || left(md5({root} || i), 12) || substr(record_id, length({root}) + 1) as record_id)"
            f" from read_parquet({literal(str(source))}), range({copies}) copies(i) limit {rows}) to {literal(str(raw))} (format parquet)"
        )
        publish.write_sorted(db, BY_NAME[LARGEST], raw, folder / source.name)
    raw.unlink()
    (folder / "views.sql").write_bytes((release / "views.sql").read_bytes())
    return folder / source.name


def questions(table: Path) -> dict[str, str]:
    """Queries with a filter, by what they ask; `evidence` stands for the table."""
    sql = (
        f"select record_id, evidence_id from read_parquet({literal(str(table))})"
        " where record_type = 'treaties' and evidence_id > 's-8' order by evidence_id limit 1"
    )
    with duckdb.connect() as db:
        ((record, piece),) = db.execute(sql).fetchall()
    return {
        "what is told of a treaty": f"select field, value, quote from evidence where record_type = 'treaties' and record_id = '{record}'",
        "all rows of a record": f"select * from evidence where record_type = 'treaties' and record_id = '{record}'",
        "a treaty with its parties": f"select * from evidence where record_id like '{record}%'",
        "how many pieces of a table": "select count(*) from evidence where record_type = 'positions'",
        "one piece by its id": f"select * from evidence where evidence_id = '{piece}'",
    }
