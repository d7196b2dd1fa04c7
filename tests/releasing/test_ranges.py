"""A query of a release far away reads the bytes that it needs, counted at the server; `tests.benchmarks.ranges` is the large version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from flows.releasing import store
from tests import growing, serving
from tests.benchmarks.ranges import ask
from tests.releasing.conftest import Released

ROWS = 600_000
ONE, SOME = 0.15, 0.3
"""Of twelve row groups, a question about a record needs parts of one or two and the footer; others need some, or the filters of all."""


@pytest.fixture(scope="module")
def grown(releases: Released, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return growing.grow(releases.second, tmp_path_factory.mktemp("grown"), ROWS)


@pytest.fixture(params=["HTTP", "S3"])
def far(grown: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[serving.Sent, str]]:
    """The server of the grown table, and its address there."""
    if request.param == "HTTP":
        if not serving.has_rclone():
            pytest.skip(serving.NO_RCLONE)
        with serving.files(grown.parent) as url, serving.counted(url) as server:
            yield server, server.url
        return
    if not serving.has_moto():
        pytest.skip(serving.NO_MOTO)
    with serving.objects("releases") as url, serving.counted(url) as server:
        for name, value in serving.settings(server.url).items():
            monkeypatch.setenv(name, value)
        target = store.Target("s3://releases/grown")
        for name in (grown.name, "views.sql"):
            target.put(name, grown.parent / name)
        yield server, "s3://releases/grown"


def test_a_large_table_has_small_groups_with_statistics_and_filters(grown: Path) -> None:
    found = pq.read_metadata(grown)
    assert (found.num_rows, found.num_row_groups) == (ROWS, 12)
    names = found.schema.names
    for group in range(12):
        columns = {names[i]: found.row_group(group).column(i) for i in range(found.num_columns) if i < len(names)}
        assert columns["record_id"].statistics.has_min_max and columns["evidence_id"].bloom_filter_offset is not None


def test_a_filtered_query_reads_a_small_part(far: tuple[serving.Sent, str], grown: Path) -> None:
    server, address = far
    size = grown.stat().st_size
    for what, question in growing.questions(grown).items():
        with duckdb.connect() as db:
            there = db.execute(question.replace("from evidence", f"from '{grown}'")).fetchall()
        assert there
        for plain in (False, True):
            sent = server.sent
            assert ask(address, question, plain) == len(there)
            assert 0 < (server.sent - sent) / size < (ONE if "told of" in what else SOME), (what, server.sent - sent, size)


def test_all_of_it_is_read_where_all_of_it_is_asked_for(far: tuple[serving.Sent, str], grown: Path) -> None:
    server, address = far
    assert ask(address, "select * from evidence", plain=True) == ROWS
    assert server.sent > 0.9 * grown.stat().st_size  # the count at the server counts
