"""What watching a build costs: `python -m tests.benchmarks.observation [--raw DIR] [--times 50] [--workers N]`.

Builds the corpus, and the corpus so many times over under other names, twice each: without Prefect, and as a flow on a
Prefect server that is up.  Prints wall and processor time of both and Prefect's share of the second, the server's
processor time included, which it goes on using for a while after the build.  Nothing is kept.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from flows import settings
from flows.server import Server

AFTER = 60
"""Seconds to wait for what the server has still to do when a build has ended."""

TICK = os.sysconf("SC_CLK_TCK")


def multiplied(raw: Path, times: int, folder: Path) -> Path:
    """The sources of `raw` so many times over, each copy a source of its own."""
    for n in range(times):
        for source in sorted(p for p in raw.iterdir() if (p / "source.yml").is_file()):
            copy = Path(shutil.copytree(source, folder / f"{source.name}-{n:03d}"))
            card = copy / "source.yml"
            card.write_text(card.read_text().replace(f"source_id: {source.name}\n", f"source_id: {copy.name}\n"))
    return folder


def build(raw: Path, out: Path, workers: int, *options: str, **environment: str) -> tuple[float, float]:
    """Wall and processor seconds of one build, all its processes together."""
    command = [sys.executable, "-c", "from flows.cli import main; main()", "build", "--raw", str(raw), "--out", str(out)]
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    said = subprocess.run(
        [*command, "--workers", str(workers), *options],
        cwd=settings.ROOT, env={**os.environ, **environment}, capture_output=True, text=True,
    )
    if said.returncode == 2 or not (out / "dataset").exists():
        raise SystemExit(said.stderr)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - began, used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime


def processor(pid: int) -> float:
    """The processor seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def compare(title: str, raw: Path, folder: Path, workers: int, server: Server) -> None:
    """Build both ways and print a line."""
    plain_wall, plain = build(raw, folder / "plain", workers, "--plain")
    before = processor(server.process.pid)
    wall, own = build(raw, folder / "flow", workers, PREFECT_API_URL=server.url)
    time.sleep(AFTER)
    theirs = processor(server.process.pid) - before
    every = own + theirs
    print(
        f"{title}: {plain_wall:.1f} s and {plain:.1f} s of processor time plain; as a flow {wall:.1f} s "
        f"({100 * (1 - plain_wall / wall):.1f} % for Prefect) and {every:.1f} s ({100 * (1 - plain / every):.1f} %), "
        f"of which the server's {theirs:.1f} s",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.observation", description=__doc__)
    parser.add_argument("--raw", type=Path, default=settings.RAW)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--workers", type=int, default=settings.default_workers())
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="chancery-bench-") as name:
        folder = Path(name)
        server = Server(folder / "prefect")
        try:
            server.wait()
            compare("the corpus", settings.checked_raw(given.raw), folder / "once", given.workers, server)
            many = multiplied(given.raw, given.times, folder / "raw")
            compare(f"{given.times} times the corpus", many, folder / "many", given.workers, server)
        finally:
            server.stop()


if __name__ == "__main__":
    main()
