"""Fetching as a Prefect flow, as users start it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

from flows.server import Server


def test_command_runs_as_a_flow_where_a_server_is_set_up(server: Server, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("Words of the talk.\n")
    known = tmp_path / "known"
    known.mkdir()
    (tmp_path / "raw").mkdir()
    (known / "talks.yml").write_text(
        "source_id: talks\ntitle: Talks\nlanguage: en\nlicence: CC0-1.0\nredistributable: true\nfiles:\n"
        f"  - path: files/talk.txt\n    url: file://{tmp_path}/talk.txt\n"
    )
    command = [sys.executable, "-c", "from flows.cli import main; main()", "fetch", "talks"]
    command += ["--raw", str(tmp_path / "raw"), "--known", str(known)]
    done = subprocess.run(command, env=os.environ | {"PREFECT_API_URL": server.url}, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and "1 fetched" in done.stdout, done.stderr
    assert (tmp_path / "raw/talks/source.yml").is_file()
    wanted = json.dumps({"flows": {"name": {"any_": ["fetch"]}}}).encode()
    request = urllib.request.Request(f"{server.url}/flow_runs/filter", wanted, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert [run["state_type"] for run in json.load(answer)] == ["COMPLETED"]
