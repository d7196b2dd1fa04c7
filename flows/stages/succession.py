"""What became of the records of an earlier release: the rows that `schemas/curation/redirects.csv` and `rekeys.csv` need.

A record that is gone lives on in the record that has most of its evidence: the same words of the same document.  Offsets are not
compared, so a text may have been cleaned differently since.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

_KEYS = {"treaties": "treaty_id", "events": "event_id", "positions": "position_id"}
_SHARED = """
with told as (
  select distinct e.record_id as id, e.document_id, coalesce(e.quote, concat_ws('-', e.start, e."end")) as words
  from read_parquet($1) e where e.record_type = $3 and e.field is null and e.status = 'accepted'
), telling as (
  select distinct e.record_id as id, e.document_id, coalesce(e.quote, concat_ws('-', e.start, e."end")) as words
  from read_parquet($2) e where e.record_type = $3 and e.field is null and e.status = 'accepted'
)
select o.id, n.id, count(*) as shared from told o join telling n using (document_id, words) group by all order by o.id, shared desc, n.id
"""


def successors(before: Path, after: Path, since: str) -> list[dict[str, str | None]]:
    """Rows of redirects (old_id, new_id, since, reason) for every id of the dataset `before` that `after` lacks and does not redirect.

    `reason` is renamed (the new record has no other ancestor and is itself new: a row for rekeys would keep the old id), merged,
    split (its evidence went to several records) or withdrawn.
    """
    db = duckdb.connect()
    out: list[dict[str, str | None]] = []
    known = {r[0] for r in db.execute("select old_id from read_parquet($1)", [str(after / "redirects.parquet")]).fetchall()}
    for table, key in _KEYS.items():
        old, new = (
            {r[0] for r in db.execute(f"select {key} from read_parquet($1)", [str(folder / f"{table}.parquet")]).fetchall()}
            for folder in (before, after)
        )
        evidence = [str(folder / "evidence.parquet") for folder in (before, after)]
        heirs: dict[str, list[str]] = {}
        ancestors: dict[str, set[str]] = {}
        for ancestor, heir, _ in db.execute(_SHARED, [*evidence, table]).fetchall():
            heirs.setdefault(ancestor, []).append(heir)
            ancestors.setdefault(heir, set()).add(ancestor)
        for gone in sorted(old - new - known):
            found = heirs.get(gone, [])
            heir = found[0] if found else None
            if heir is None:
                reason = "withdrawn"
            elif len(found) > 1:
                reason = "split"
            else:
                reason = "merged" if heir in old or len(ancestors[heir]) > 1 else "renamed"
            out.append({"old_id": gone, "new_id": heir, "since": since, "reason": reason})
    db.close()
    return out
