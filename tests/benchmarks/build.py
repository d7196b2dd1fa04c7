"""Measure a build: `python -m tests.benchmarks.build --raw DIR [--workers N]`.

Prints seconds by stage, from scratch and with nothing changed, the peak memory of all processes together (shared
pages counted once), and what running it as a Prefect flow adds.  Nothing is kept.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from flows import settings

PLAIN = """
import json, sys
from pathlib import Path
from flows import pipeline
report = pipeline.build(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
print(json.dumps({"seconds": report.seconds, "tables": report.tables, "exit": report.exit_code}))
"""
FLOW = "from flows.cli import main; main()"


def memory(root: int) -> int:
    """Bytes that the process `root` and its descendants hold: proportional set size where there is one, else resident."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    total, queue = 0, [root]
    while queue:
        pid = queue.pop()
        queue += children.get(pid, [])
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def run(*command: str) -> tuple[str, float, str]:
    """What a command printed, its seconds, and its cost in words: processor time and peak memory."""
    began, before, peak = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN), 0
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=settings.ROOT)
    ended = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not ended.wait(0.05):
            peak = max(peak, memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    said, _ = process.communicate()
    seconds = time.perf_counter() - began
    ended.set()
    watcher.join()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    return said, seconds, f"{cpu:.1f} s of processor time, peak {peak / 2**20:.0f} MiB"


def plain(raw: Path, out: Path, workers: int, title: str) -> None:
    """One build without Prefect, with its figures."""
    said, seconds, cost = run(sys.executable, "-c", PLAIN, str(raw), str(out), str(workers))
    figures = json.loads(said.splitlines()[-1])
    stages = figures["seconds"]
    parts = ", ".join(f"{name} {s:.2f}" for name, s in stages.items())
    print(f"{title}: {sum(stages.values()):.2f} s in the stages ({parts}), {seconds:.2f} s in all, {cost}")


def flow(raw: Path, out: Path, workers: int, title: str) -> None:
    """One build by the command line, as a Prefect flow."""
    said, seconds, cost = run(sys.executable, "-c", FLOW, "build", "--raw", str(raw), "--out", str(out), "--workers", str(workers))
    stages = float(said.splitlines()[-1].split()[1])
    share = 100 * (1 - stages / seconds)
    print(f"{title}: {stages:.1f} s in the stages, {seconds:.1f} s in all ({share:.0f} % for Prefect), {cost}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.build", description=__doc__)
    parser.add_argument("--raw", type=Path, default=settings.RAW)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    raw = settings.checked_raw(given.raw)
    n_bytes = sum(p.stat().st_size for p in raw.rglob("*") if p.is_file())
    print(f"{given.raw}: {n_bytes / 1e6:.2f} MB")
    with tempfile.TemporaryDirectory(prefix="chancery-bench-") as name:
        folder = Path(name)
        plain(raw, folder / "one", 1, "from scratch, 1 worker")
        plain(raw, folder / "many", given.workers, f"from scratch, {given.workers} workers")
        plain(raw, folder / "many", given.workers, "nothing changed")
        flow(raw, folder / "flow", given.workers, "as a flow, first time")
        subprocess.run(["rm", "-rf", str(folder / "flow" / "builds"), str(folder / "flow" / "dataset")], check=True)
        flow(raw, folder / "flow", given.workers, "as a flow, published anew")


if __name__ == "__main__":
    main()
