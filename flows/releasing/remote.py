"""A release where it lies: a folder, a version of ours, or an address, opened for queries that read no more than they need.

Over the network DuckDB reads the footers of the Parquet files, then the row groups and columns that a query is about.  Only the tables
that a query names, or needs for a view that it names, are touched at all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

import duckdb

from flows import published
from flows.releasing import versions
from flows.releasing.errors import ReleaseError
from flows.releasing.store import Target
from flows.settings import UsageError
from schemas.tables.dictionary import literal

_VIEW = re.compile(r'create or replace view "(\w+)" as\b', re.I)
_REMOTE = ("http://", "https://", "s3://")


def place(release: str, out: Path) -> Path | str:
    """The folder of a release that is here (a version in `<out>/releases`, or a path), or its address without a slash at the end."""
    if release.startswith(_REMOTE):
        return release.rstrip("/")
    for folder in (out / "releases" / release, Path(release.removeprefix("file://"))):
        if (folder / published.DATABASE).is_file():
            return folder
    there = ", ".join(versions.known(out / "releases")) or "none"
    raise UsageError(f"{release}: no release; in {out}/releases there are: {there}")


@contextmanager
def connect(release: str, out: Path, sql: str = "") -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables and views of a release that `sql` names (all of them, if it names none), for reading."""
    where = place(release, out)
    if isinstance(where, Path):
        with published.connect(where) as db:
            yield db
        return
    found = Target(where).read("views.sql")
    if found is None:
        raise UsageError(f"{where}: no views.sql there; the address is that of one version, such as https://example.org/chancery/2026.11.0")
    with duckdb.connect() as db:
        network(db, where)
        views = _views(found[0].decode(), where)
        db.execute("set variable dataset = " + literal(where + "/"))
        try:
            for name in needed(sql, views):
                db.execute(views[name])
            yield db
        except (duckdb.IOException, duckdb.HTTPException) as error:
            raise ReleaseError(f"{where}: cannot be read ({str(error).splitlines()[0][:300]})") from None


def needed(sql: str, views: dict[str, str]) -> list[str]:
    """The names that a query uses, directly or through views, in the order in which they can be made; all when it uses none."""
    used = _used(sql, views) or set(views)
    while more := {name for view in used for name in _used(_VIEW.sub("", views[view], count=1), views)} - used:
        used |= more
    return [name for name in views if name in used]


def _used(sql: str, views: Mapping[str, str]) -> set[str]:
    """The views that a statement reads from; where DuckDB cannot tell (not a select), those whose name is a word in it."""
    try:
        with duckdb.connect() as db:
            return {name.rpartition(".")[2].strip('"').lower() for name in db.get_table_names(sql)} & set(views)
    except duckdb.Error:
        return {name for name in views if re.search(rf"\b{name}\b", sql, re.I)}


def _views(text: str, where: str) -> dict[str, str]:
    """The statements of a views.sql by the name of what they make; anything but a view is refused, as the file is somebody else's."""
    out = {}
    for statement in duckdb.extract_statements(text):
        query = re.sub(r"^(\s*--[^\n]*\n)+", "", statement.query).strip()
        found = _VIEW.match(query)
        if statement.type != duckdb.StatementType.CREATE or found is None:
            raise ReleaseError(f"{where}/views.sql: holds more than views, which no release of ours does; do not trust it")
        out[found[1]] = query
    return out


def network(db: duckdb.DuckDBPyConnection, where: str) -> None:
    """Load DuckDB's extension for the network from its package, and take the keys for S3 from the environment."""
    for file in sorted(Path(str(resources.files("duckdb_extension_httpfs"))).glob(f"extensions/v{duckdb.__version__}/*.duckdb_extension")):
        db.execute(f"load {literal(str(file))}")
    db.execute("set enable_object_cache = true")
    if where.startswith("s3://"):
        endpoint = os.environ.get("AWS_ENDPOINT") or os.environ.get("AWS_ENDPOINT_URL", "")
        given = {
            "key_id": os.environ.get("AWS_ACCESS_KEY_ID", ""),
            "secret": os.environ.get("AWS_SECRET_ACCESS_KEY", ""),
            "session_token": os.environ.get("AWS_SESSION_TOKEN", ""),
            "region": os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION", ""),
            "endpoint": endpoint.split("://")[-1],
            "url_style": "path" if endpoint else "",
        }
        options = "".join(f", {key} {literal(value)}" for key, value in given.items() if value)
        plain = ", use_ssl false" if endpoint.startswith("http://") else ""
        db.execute(f"create secret (type s3{options}{plain})")
