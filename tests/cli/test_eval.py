from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest

from tests.evaluate.small_gold import COASTS
from tests.publishing import published
from tests.tables.small_dataset import small_rows

CHANCERY = [sys.executable, "-c", "from flows.cli import main; main()"]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(small_rows(), tmp_path_factory.mktemp("eval"))


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "coasts.json").write_text(json.dumps(COASTS), encoding="utf-8")
    return tmp_path / "gold"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*CHANCERY, *map(str, arguments)], capture_output=True, check=False, text=True)


def test_the_table_names_sections_and_counts(out: Path, gold: Path) -> None:
    done = run("eval", gold, "--out", out, "--misses", "2")
    assert done.returncode == 0, done.stderr
    assert "1 document, dataset dev, rules 0123456789ab" in done.stdout
    assert "By rule" in done.stdout and "treaty-sign-1" in done.stdout
    assert len([line for line in done.stderr.splitlines() if line.startswith("- coasts: ")]) == 2


def test_the_same_figures_in_csv_and_json(out: Path, gold: Path, tmp_path: Path) -> None:
    made = run("eval", gold, "--out", out, "--format", "csv")
    table = list(csv.DictReader(io.StringIO(made.stdout)))
    assert run("eval", gold, "--out", out, "--format", "json", "--output", tmp_path / "f.json").returncode == 0
    rows = json.loads((tmp_path / "f.json").read_text())
    assert [r["key"] for r in rows] == [r["key"] for r in table]
    whole = next(r for r in rows if (r["scope"], r["record"]) == ("all", "events"))
    assert (whole["gold"], whole["found"], whole["right"], whole["f1"]) == (3, 2, 2, 0.8)


def test_exit_codes_and_messages(out: Path, gold: Path, tmp_path: Path) -> None:
    wrong = deepcopy(COASTS) | {"events": [{"action": "sing"}]}
    (gold / "coasts.json").write_text(json.dumps(wrong), encoding="utf-8")
    malformed = run("eval", gold, "--out", out)
    assert (malformed.returncode, malformed.stdout) == (1, "")
    assert "coasts.json: events[0]: 'actors' is a required property" in malformed.stderr
    (gold / "coasts.json").rename(gold / "elsewhere.json")
    (gold / "elsewhere.json").write_text(json.dumps(COASTS), encoding="utf-8")
    alone = run("eval", gold, "--out", out)
    assert alone.returncode == 1
    assert "elsewhere.json: no document of the dataset comes from a file of this name" in alone.stderr
    assert run("eval", tmp_path / "nowhere", "--out", out).returncode == 2
    assert run("eval", gold, "--out", tmp_path).returncode == 2
