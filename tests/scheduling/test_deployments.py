"""Schedules as data: what is in prefect.yaml can be served, and what cannot work is refused with its reason."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from flows import deployments
from flows.scheduling import pools, supervise, systemd
from flows.server import Server
from flows.settings import ROOT, UsageError
from tests.benchmarks.soak import ask


def test_what_is_scheduled_can_be_served(tmp_path: Path) -> None:
    found = deployments.load(out=tmp_path)
    assert {d.made().full_name for d in found} >= {"build/hourly", "check/nightly", "clean/weekly"}
    assert all(d.parameters["out"] == str(tmp_path) and d.schedules and d.concurrency_limit for d in found)


WRONG = {
    "unknown colour": "{name: a, entrypoint: 'flows/build.py:build', colour: red}",
    "no flow nothing": "{name: a, entrypoint: 'flows/build.py:nothing'}",
    "takes no speed": "{name: a, entrypoint: 'flows/build.py:build', parameters: {speed: 1}}",
    "a schedule is one of": "{name: a, entrypoint: 'flows/build.py:build', schedules: [{every: day}]}",
    "needs a name": "{entrypoint: 'flows/build.py:build'}",
}


@pytest.mark.parametrize("said", WRONG)
def test_what_cannot_work_is_refused(said: str, tmp_path: Path) -> None:
    file = tmp_path / "deployments.yaml"
    file.write_text(f"deployments:\n  - {WRONG[said]}\n")
    with pytest.raises(UsageError, match=said):
        deployments.load(file)


@pytest.mark.parametrize("schedule", ["{cron: 99 99 * * *}", "{cron: 0 5 * * *, timezone: Mars/Olympus}"])
def test_a_time_that_does_not_exist_is_refused(schedule: str, tmp_path: Path) -> None:
    file = tmp_path / "deployments.yaml"
    file.write_text(f"deployments:\n  - {{name: a, entrypoint: 'flows/build.py:build', schedules: [{schedule}]}}\n")
    with pytest.raises(UsageError, match="deployment a"):
        deployments.load(file)[0].made()


def test_a_systemd_unit_names_folders_whatever_they_are_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = tmp_path / "a 100% b" / "bin"
    out = tmp_path / "O'Hara's 5% of it; out"
    for folder in (beside, out):
        folder.mkdir(parents=True)
    (beside / "chancery").write_text("#!/bin/sh\n")
    (beside / "chancery").chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(beside / "python"))
    text = systemd.text(supervise.Service(ROOT / "prefect.yaml", None, out, 4200))
    (command,) = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    words = [word.replace("%%", "%") for word in shlex.split(command)]
    assert words[:4] == [str(beside / "chancery"), "serve", "--out", str(out)]
    if shutil.which("systemd-analyze"):
        unit = tmp_path / "chancery.service"
        unit.write_text(text)
        done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
        assert done.returncode == 0 and str(unit) not in done.stderr, done.stderr


@pytest.mark.parametrize("pool_type", pools.types())
def test_a_job_template_says_what_containers_need(pool_type: str) -> None:
    made = pools.template(pool_type)
    known = made["variables"]["properties"]
    assert set(re.findall(r"{{ *(\w+) *}}", json.dumps(made["job_configuration"]))) <= known.keys()
    defaults = {name: variable["default"] for name, variable in known.items() if variable.get("default") is not None}
    jsonschema.validate(defaults, made["variables"])
    assert defaults["image"] == "chancery" and json.dumps(made).count("/chancery/outputs") == 1


def test_pools_of_other_types_are_refused() -> None:
    with pytest.raises(UsageError, match="docker, kubernetes"):
        pools.template("abacus")


def test_a_server_takes_the_pool_and_what_is_deployed_to_it(server: Server, tmp_path: Path) -> None:
    template, name = tmp_path / "pool.json", "chancery-docker"
    template.write_text(pools.text("docker"))
    file = tmp_path / "prefect.yaml"
    file.write_text(deployments.FILE.read_text().replace("name: chancery\n\ndeployments", f"name: {name}\n\ndeployments"))
    environment = {**os.environ, "PREFECT_API_URL": server.url, "PREFECT_HOME": str(tmp_path / "home"), "CHANCERY_HOME": "/chancery"}

    def prefect(*words: str) -> str:
        command = [sys.executable, "-m", "prefect", "--no-prompt", *words]
        return subprocess.run(command, cwd=ROOT, env=environment, text=True, capture_output=True, check=True).stdout

    prefect("work-pool", "create", name, "--type", "docker", "--base-job-template", str(template))
    prefect("deploy", "--all", "--prefect-file", str(file))
    deployed = ask(f"{server.url}/deployments/filter", {"work_pools": {"name": {"any_": [name]}}})
    assert {d["name"] for d in deployed} == {d.name for d in deployments.load()}
    assert all(d["pull_steps"] and d["schedules"] and not d["paused"] for d in deployed)
