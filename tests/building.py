"""Builds in processes of their own, and what to compare of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from flows.ledger import sha256
from flows.settings import ROOT

PYTHON = (sys.executable, "-m", "flows.pipeline")
CHANCERY = (sys.executable, "-c", "from flows.cli import main; main()", "build")


Process = subprocess.Popen[str]


def start(raw: Path, out: Path, *options: str, command: tuple[str, ...] = PYTHON, project: Path = ROOT, **environment: str) -> Process:
    """Start a build; stdout and stderr are pipes, `environment` is added to that of the tests."""
    arguments = [*command, "--raw", str(raw), "--out", str(out), *options]
    added = {**os.environ, "PYTHONPATH": str(project), **environment}
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=project, env=added)


def finish(process: Process, code: int = 0) -> str:
    """Wait for a build that should end with exit code `code`, and return what it said."""
    said = "".join(process.communicate(timeout=300))
    assert process.returncode == code, said
    return said


def published(out: Path) -> dict[str, str]:
    """The digest of every Parquet file of the dataset."""
    found = {file.name: sha256(file) for file in sorted((out / "dataset").glob("*.parquet"))}
    assert found
    return found
