"""A build that is killed at any moment: what was published stays whole, and the next build ends as an undisturbed one.

CHANCERY_KILLS says how often (default 2), CHANCERY_SEED seeds the moments.
"""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

from building import finish, published, start


def test_killed_builds_do_no_harm(tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    began = time.monotonic()
    finish(start(tiny, out, "--workers", "2"))
    length = time.monotonic() - began
    old = published(out)
    text = tiny / "notes" / "talk-in-geneva.txt"
    text.write_text(text.read_text() + "\nOn 14 May 1927 France and the Soviet Union signed a protocol in Paris.\n")
    moments = random.Random(os.environ.get("CHANCERY_SEED", "1"))
    for _ in range(int(os.environ.get("CHANCERY_KILLS", "2"))):
        process = start(tiny, out, "--workers", "2")
        time.sleep(moments.uniform(0.1, 1.0) * length)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        now = published(out)
        if now != old:
            break  # it was done before the blow
    finish(start(tiny, out, "--workers", "2"))
    finish(start(tiny, tmp_path / "scratch", "--workers", "1"))
    assert published(out) == published(tmp_path / "scratch") != old
    assert not list((out / "work" / "tmp").iterdir())
