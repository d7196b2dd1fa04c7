"""Schedules as data: what is in prefect.yaml can be served, and what cannot work is refused with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows import deployments
from flows.settings import UsageError


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
