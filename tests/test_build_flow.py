"""The build as users start it: the command line, Prefect's flow, a real server."""

from __future__ import annotations

import json
import os
import shutil
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from building import CHANCERY, finish, published, start

from flows.ledger import Ledger
from flows.server import Server


def ask(server: Server, path: str, **body: Any) -> Any:
    """The answer of the server's API to a POST."""
    request = urllib.request.Request(f"{server.url}/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def runs(server: Server, out: Path) -> list[dict[str, Any]]:
    """The flow runs that built into `out`."""
    return [run for run in ask(server, "flow_runs/filter", limit=200) if run["parameters"].get("out") == str(out)]


def test_the_flow_builds_what_the_plain_functions_build(server: Server, tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    said = finish(start(tiny, out, "--workers", "2", command=CHANCERY, PREFECT_API_URL=server.url))
    finish(start(tiny, tmp_path / "plain", "--workers", "2"))
    assert published(out) == published(tmp_path / "plain")
    assert f"dataset: {out / 'dataset'}" in said
    assert "treaties" in said and "rejects:" in said and "time:" in said
    (run,) = runs(server, out)
    assert run["state_type"] == "COMPLETED"
    tasks = ask(server, "task_runs/filter", flow_runs={"id": {"any_": [run["id"]]}})
    assert {task["name"] for task in tasks} >= {"partition 0", "gather", "link", "curate", "records", "validate", "publish"}
    assert len(tasks) < 30
    artifacts = ask(server, "artifacts/filter", artifacts={"flow_run_id": {"any_": [run["id"]]}})
    assert {artifact["key"] for artifact in artifacts} == {"build", "tables", "rejects", "checks"}


def test_a_stopped_source_fails_the_run_and_is_named(server: Server, tiny: Path, tmp_path: Path) -> None:
    card = tiny / "northern-papers" / "source.yml"
    card.write_text(card.read_text().replace("publisher:", "publsher:"))
    said = finish(start(tiny, tmp_path / "out", command=CHANCERY, PREFECT_API_URL=server.url), 1)
    assert "stopped: northern-papers" in said
    assert published(tmp_path / "out")
    (run,) = runs(server, tmp_path / "out")
    assert run["state_type"] == "FAILED"


def test_without_a_server_one_is_started_and_ended(server: Server, tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    home = out / "work" / "prefect"
    home.mkdir(parents=True)
    for file in server.log.parent.glob("prefect.db*"):
        shutil.copy(file, home)  # its tables are made already, which spares the test their making
    environment = {"PREFECT_API_URL": "", "HOME": "/nowhere", "PREFECT_HOME": str(tmp_path / "home")}
    said = finish(start(tiny, out, command=CHANCERY, **environment))
    assert published(out)
    assert "prefect" not in said.lower() and "Traceback" not in said
    assert not (tmp_path / "home").exists()
    again = finish(start(tiny, out, command=CHANCERY, **environment))
    assert "made:    nothing" in again
    ours = f"PREFECT_HOME={home}".encode()
    assert not [p for p in Path("/proc").glob("[0-9]*/environ") if os.access(p, os.R_OK) and ours in _bytes(p)]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_two_builds_never_touch_one_folder(tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with Ledger(out).lock():
        said = finish(start(tiny, out, "--plain", command=CHANCERY), 1)
    assert "another build is at work here" in said and "Traceback" not in said


WRONG = [("--raw", "/no/such/folder"), ("--workers", "0"), ("--workers", "many"), ("--colour", "red"), ("extra",)]


@pytest.mark.parametrize("options", WRONG)
def test_wrong_use_exits_with_2(tiny: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    said = finish(start(tiny, tmp_path / "out", *options, command=CHANCERY), 2)
    assert "Traceback" not in said
    assert not (tmp_path / "out").exists()
