"""Run `chancery serve` for a while on a short interval and account for every tick: `python -m tests.benchmarks.soak --minutes 15`.

Nothing changes in the meantime, so every dataset must be the same to the byte.  Exit code 1 when a tick is missing or
ended badly, or when a dataset differs.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flows.ledger import sha256
from flows.scheduling import supervise
from flows.settings import ROOT

DEPLOYMENTS = """\
deployments:
  - name: soak
    entrypoint: flows/build.py:build
    tags: [chancery]
    parameters: {{raw: raw, out: outputs, workers: 1, busy: wait, limit_minutes: 10}}
    schedules: [{{interval: {seconds}, anchor_date: "2026-01-01T00:00:00+00:00", timezone: UTC}}]
    concurrency_limit: {{limit: 1, collision_strategy: ENQUEUE}}
"""


def serve(raw: Path, out: Path, file: Path) -> subprocess.Popen[str]:
    """Start `chancery serve` on a free port."""
    command = [sys.executable, "-c", "from flows.cli import main; main()", "serve"]
    command += ["--raw", str(raw), "--out", str(out), "--file", str(file), "--port", "0"]
    environment = {**os.environ, "PREFECT_API_URL": "", "PYTHONPATH": str(ROOT), "HOME": str(out.parent)}
    return subprocess.Popen(command, cwd=ROOT, env=environment, text=True)


def ask(url: str, body: dict[str, Any]) -> Any:
    """The server's answer to a POST."""
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def child(pid: int, module: str) -> int | None:
    """The process of `module` that `pid` started."""
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if f"\nPPid:\t{pid}\n" in status.read_text() and module.encode() in status.with_name("cmdline").read_bytes():
                return int(status.parent.name)
        except OSError:
            continue
    return None


def resident(pid: int | None) -> float:
    """The memory of a process in MB."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def database(out: Path) -> float:
    """The size of the server's database in MB."""
    return sum(f.stat().st_size for f in (out / "prefect").glob("prefect.db*")) / 2**20


def main() -> int:
    """Soak, print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--seconds", type=int, default=60, help="between two ticks")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        raw, out, file = folder / "raw", folder / "out", folder / "soak.yaml"
        shutil.copytree(ROOT / "tests" / "corpora" / "tiny", raw)
        file.write_text(DEPLOYMENTS.format(seconds=given.seconds))
        process = serve(raw, out, file)
        try:
            return _watch(process, out, given.minutes, given.seconds)
        finally:
            process.send_signal(signal.SIGTERM)
            began = time.monotonic()
            code = process.wait(120)
            print(f"stopped in {time.monotonic() - began:.1f} s with exit code {code}")


def _watch(process: subprocess.Popen[str], out: Path, minutes: float, seconds: int) -> int:
    while not (url := supervise.address(out)) or "due: " not in _status(out) or "not being served" in _status(out):
        if process.poll() is not None:
            return 1
        time.sleep(1)
    first, seen, samples = datetime.now(UTC), {}, []
    while datetime.now(UTC) < first + timedelta(minutes=minutes):
        link = out / "dataset"
        if link.exists():
            seen[os.readlink(link)] = {p.name: sha256(p) for p in sorted(link.glob("*.parquet"))}
        server, runner = (resident(child(process.pid, module)) for module in ("flows.server", "flows.scheduling.runner"))
        samples.append((server, runner, database(out)))
        time.sleep(min(20, seconds / 3))
    last = datetime.now(UTC) - timedelta(seconds=seconds)  # what is due later may still be at work
    found = ask(f"{url}/flow_runs/filter", {"limit": 200, "sort": "EXPECTED_START_TIME_ASC"})
    runs = {run["expected_start_time"][:19]: run for run in found}
    span = range(int(first.timestamp()), int(last.timestamp()) + 1)
    ticks = [datetime.fromtimestamp(t, UTC) for t in span if t % seconds == 0]
    states = Counter(runs.get(tick.isoformat()[:19], {"state_name": "missing"})["state_name"] for tick in ticks)
    late = [_late(run) for run in runs.values() if run.get("start_time")]
    print(f"ticks: {len(ticks)}; " + ", ".join(f"{name} {n}" for name, n in sorted(states.items())))
    print(f"started after the tick: {min(late):.1f} to {max(late):.1f} s")
    print(f"datasets: {len(seen)}, tables {len(next(iter(seen.values())))}")
    half = samples[len(samples) // 2 :]
    number = max(1, len(ticks))
    for i, what in enumerate(("server memory", "runner memory", "database")):
        growth = (half[-1][i] - half[0][i]) / (number / 2)
        print(f"{what}: {samples[0][i]:.1f} MB first, {samples[-1][i]:.1f} MB last; in the second half {growth:+.3f} MB a run")
    print(_status(out))
    good = states.get("Completed", 0) + states.get("Skipped", 0) == len(ticks) and len(ticks) > 0 and len(seen) == 1
    return 0 if good else 1


def _late(run: dict[str, Any]) -> float:
    return (datetime.fromisoformat(run["start_time"]) - datetime.fromisoformat(run["expected_start_time"])).total_seconds()


def _status(out: Path) -> str:
    command = [sys.executable, "-c", "from flows.cli import main; main()", "status", "--out", str(out)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}).stdout


if __name__ == "__main__":
    raise SystemExit(main())
