"""The README cannot lie: its commands are run, and print what it says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flows.settings import ROOT
from tests.readme import README, blocks, examples, reader_folder, run, shorten

TEXT = README.read_text(encoding="utf-8")
EXAMPLES = [example for block in blocks(TEXT) for example in examples(block)]


@pytest.fixture(scope="module")
def reader(default: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the examples run."""
    return reader_folder(tmp_path_factory.mktemp("readme"), default)


@pytest.mark.parametrize(("command", "said"), EXAMPLES, ids=[c.split("\n")[0][:60] for c, _ in EXAMPLES])
def test_an_example_prints_what_the_readme_says(command: str, said: str, reader: Path) -> None:
    assert shorten(run(command, reader), said) == said, "run `make readme` and look at what changed"


def test_every_command_is_shown_or_named() -> None:
    names = {p.stem for p in (ROOT / "flows" / "cli").glob("*.py")} - {"__init__"}
    assert {n for n in names if not re.search(rf"chancery {n}\b", TEXT)} == set()


def test_every_view_is_shown() -> None:
    names = {p.stem for p in (ROOT / "flows" / "views").glob("*.sql")}
    assert {n for n in names if not re.search(rf"from {n}\b", TEXT)} == set()


def test_every_make_target_that_the_readme_names_exists() -> None:
    targets = set(re.findall(r"(?:^|`)make ([a-z]+)", TEXT, re.MULTILINE))
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert targets <= known


def test_make_build_builds(tmp_path: Path, tiny: Path) -> None:
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    settings = ["READY=", f"BIN={Path(sys.executable).parent}", f"RAW={tiny}", f"OUT={tmp_path / 'made'}", "BUILD=--plain"]
    done = subprocess.run(["make", "-C", str(ROOT), "build", *settings], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "made" / "dataset" / "treaties.parquet").exists()
