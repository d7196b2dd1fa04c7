"""A build that is killed at any moment: what was published stays whole, and the next build ends as an undisturbed one.

CHANCERY_KILLS says how often (default 2), CHANCERY_SEED seeds the moments.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from pathlib import Path

from building import CHANCERY, finish, published, start


def test_killed_builds_do_no_harm(tiny: Path, tmp_path: Path, out: Path) -> None:
    old = published(out)
    text = tiny / "notes" / "talk-in-geneva.txt"
    text.write_text(text.read_text() + "\nOn 14 May 1927 France and the Soviet Union signed a protocol in Paris.\n")
    began = time.monotonic()
    finish(start(tiny, tmp_path / "scratch", "--workers", "2"))
    length = time.monotonic() - began
    new = published(tmp_path / "scratch")
    moments = random.Random(os.environ.get("CHANCERY_SEED", "1"))
    for kill in range(int(os.environ.get("CHANCERY_KILLS", "2"))):
        if kill % 2:
            shutil.rmtree(out / "work")  # the next one starts from nothing but what is published
        process = start(tiny, out, "--workers", "2")
        time.sleep(moments.uniform(0.1, 0.9) * length)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert published(out) in (old, new)
    finish(start(tiny, out, "--workers", "2"))
    assert published(out) == new != old
    assert not list((out / "work" / "tmp").iterdir())


def test_an_interrupted_build_stops_at_once_and_the_next_one_goes_on(tmp_path: Path) -> None:
    number, sentence = 300, "On 14 May 1927 France and the Soviet Union signed a protocol in Paris.\n\n"
    (tmp_path / "raw").mkdir()
    for n in range(number):
        (tmp_path / "raw" / f"{n}.txt").write_text(f"Letter {n}\n\n{sentence * 20}")
    done = tmp_path / "out" / "work" / "extract"
    process = start(tmp_path / "raw", tmp_path / "out", "--workers", "2", "--plain", command=CHANCERY)
    while process.poll() is None and not list(done.glob("*.json")):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)  # to it alone: its workers hear of nothing
    assert "interrupted; what is finished is kept" in finish(process, 130)
    assert len(list(done.glob("*.json"))) < number
    said = finish(start(tmp_path / "raw", tmp_path / "out", "--workers", "2", "--plain", command=CHANCERY))
    assert "read 300" not in said and "publish 1" in said
