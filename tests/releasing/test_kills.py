"""Publishing and getting that are killed at any moment: whoever reads meanwhile finds whole releases only, and a repeat completes it.

CHANCERY_KILLS says how often each is killed (default 2), CHANCERY_SEED seeds the moments.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.ledger import sha256
from flows.releasing import fetch, store
from tests import serving
from tests.releasing.conftest import Released
from tests.releasing.test_store import GET, PUBLISH, index, start, whole

KILLS = int(os.environ.get("CHANCERY_KILLS", "2"))


def length(code: str, *arguments: object) -> float:
    """Seconds that it takes undisturbed."""
    began = time.monotonic()
    process = start(code, *arguments)
    assert process.communicate()[1] == "" and process.returncode == 0
    return time.monotonic() - began


def killed(process: subprocess.Popen[str], after: float) -> None:
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def moments(seconds: float) -> Iterator[float]:
    """When to kill: mostly after Python has started, and now and then when all is done."""
    chance = random.Random(os.environ.get("CHANCERY_SEED", "1"))
    for _ in range(KILLS):
        yield chance.uniform(0.4, 1.05) * seconds


def true(shop: Path) -> bool:
    """Whether a folder keeps what its index promises, and its page promises no more."""
    page = (shop / "index.html").read_text(encoding="utf-8") if (shop / "index.html").is_file() else ""
    entries = json.loads((shop / "index.json").read_bytes())["versions"] if (shop / "index.json").is_file() else []
    files = [(shop / entry["version"] / file["path"], file["sha256"]) for entry in entries for file in entry["files"]]
    return {*re.findall(r'<h2 id="([^"]+)"', page)} <= {e["version"] for e in entries} and all(sha256(p) == digest for p, digest in files)


def test_a_publish_that_is_killed_shows_nothing_untrue(releases: Released, tmp_path: Path) -> None:
    seconds = length(PUBLISH, releases.second, tmp_path / "scratch")
    shop, ended, lies = tmp_path / "shop", threading.Event(), []
    store.publish(releases.first, str(shop))

    def read() -> None:
        while not ended.wait(0.02):
            if not true(shop):
                lies.append(index(shop))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number, after in enumerate(moments(seconds)):
            killed(start(PUBLISH, releases.second, shop), after)
            assert true(shop) and index(shop)[0] == releases.first.name
            if len(index(shop)) == 2 or number == KILLS - 1:
                start(PUBLISH, releases.second, shop).communicate()  # it says so if there is nothing left to do
                assert index(shop) == ["2026.11.0", "2026.11.1"]
                assert whole(fetch.get("latest", str(shop), tmp_path / f"got{number}").folder, releases.second)
                there = {p.relative_to(shop).as_posix() for p in shop.rglob("*") if p.is_file()}
                beside = {"index.json", "index.html", ".index.lock", "claims/2026.11.0", "claims/2026.11.1"}
                own = {f"{r.name}/{p.relative_to(r).as_posix()}" for r in (releases.first, releases.second) for p in r.rglob("*")}
                assert there - own == beside, "leftovers of a publish that died"
                assert (shop / "index.html").read_text(encoding="utf-8").count("<h2 id=") == 2
                if number < KILLS - 1:
                    ended.set()
                    reader.join()
                    shutil.rmtree(shop)
                    store.publish(releases.first, str(shop))
                    ended.clear()
                    reader = threading.Thread(target=read)
                    reader.start()
    finally:
        ended.set()
        reader.join()
    assert lies == []


def test_a_publish_to_an_object_store_that_is_killed_shows_nothing_untrue(
    releases: Released, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not serving.has_moto():
        pytest.skip(serving.NO_MOTO)
    with serving.objects("releases") as endpoint:
        for name, value in serving.settings(endpoint).items():
            monkeypatch.setenv(name, value)
        seconds = length(PUBLISH, releases.first, "s3://releases/scratch")
        for number, after in enumerate(moments(seconds)):
            shop = f"s3://releases/{number}"
            killed(start(PUBLISH, releases.first, shop), after)
            listed = store.index(store.Target(shop))["versions"]
            if listed:
                assert whole(fetch.get("latest", shop, tmp_path / f"{number}").folder, releases.first)
            start(PUBLISH, releases.first, shop).communicate()
            assert whole(fetch.get("latest", shop, tmp_path / f"again{number}").folder, releases.first)


def test_a_get_that_is_killed_leaves_no_half_release(releases: Released, tmp_path: Path) -> None:
    if not serving.has_rclone():
        pytest.skip(serving.NO_RCLONE)
    for release in (releases.first, releases.second):
        store.publish(release, str(tmp_path / "shop"))
    with serving.files(tmp_path / "shop") as url:
        seconds = length(GET, url, tmp_path / "scratch")
        for number, after in enumerate(moments(seconds)):
            to = tmp_path / f"got{number // 3}"  # goes on from what up to two others have left
            killed(start(GET, url, to), after)
            versions = [p for p in to.iterdir() if not p.name.startswith(".")] if to.is_dir() else []
            assert all(whole(folder, releases.second) for folder in versions)
            if number % 3 == 2 or number == KILLS - 1:
                assert whole(fetch.get("latest", url, to).folder, releases.second)
                assert [p.name for p in to.iterdir()] == ["2026.11.1"]
