"""The flows that only a schedule runs, `renew` and `monthly`, on a real server: what they do the first time, again, and after a change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.scheduling.history import History
from flows.scheduling.unattended import monthly, renew
from flows.server import Server
from flows.sources.seal import seal


@pytest.fixture(autouse=True)
def prefect(server: Server) -> Iterator[None]:
    """Flows run in this process, on the server of the tests."""
    from prefect.settings import PREFECT_API_URL, PREFECT_LOGGING_LEVEL, temporary_settings

    with temporary_settings({PREFECT_API_URL: server.url, PREFECT_LOGGING_LEVEL: "CRITICAL"}):
        yield


def test_a_month_is_released_once(out: Path) -> None:
    first = monthly(str(out), return_state=True)
    assert first.is_completed() and first.name == "Completed", first.message
    (made,) = (out / "releases").glob("[0-9]*")
    assert re.fullmatch(r"\d{4}\.\d{1,2}\.0", made.name)
    again = monthly(str(out), return_state=True)
    assert again.is_completed() and again.name == "Skipped" and made.name in again.message
    assert [p.name for p in (out / "releases").glob("[0-9]*")] == [made.name]
    assert [run["outcome"] for run in History(out).runs("release")] == ["done"]


def test_a_source_that_changed_upstream_is_named_and_not_replaced(tmp_path: Path) -> None:
    upstream, raw, out = tmp_path / "upstream.txt", tmp_path / "raw", tmp_path / "out"
    upstream.write_text("Words of the talk.\n")
    (raw / "talks" / "files").mkdir(parents=True)
    (raw / "talks" / "files" / "talk.txt").write_bytes(upstream.read_bytes())
    (raw / "talks" / "source.yml").write_text(
        "source_id: talks\ntitle: Talks\nlanguage: en\nlicence: CC0-1.0\nredistributable: true\nfiles:\n"
        f"  - path: files/talk.txt\n    url: file://{upstream}\n"
    )
    seal(raw / "talks")
    assert renew(str(raw), str(out), return_state=True).is_completed()
    assert renew(str(raw), str(out), return_state=True).is_completed()
    upstream.write_text("Other words of the talk.\n")
    changed = renew(str(raw), str(out), return_state=True)
    assert changed.is_failed() and "talks" in changed.message
    assert (raw / "talks/files/talk.txt").read_text() == "Words of the talk.\n"
    (beside,) = (raw / "talks/files").glob(".talk.txt.changed-*")
    assert beside.read_text() == upstream.read_text()
    assert [run["outcome"] for run in History(out).runs("renew")] == ["done", "done", "failed"]
