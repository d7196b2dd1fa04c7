from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import dependencies, pipeline
from flows.dependencies import STAGES
from flows.ledger import Ledger
from flows.report import BuildReport
from flows.settings import ROOT
from flows.units import STEPS

RUNNER = ("flows/dependencies.py", "flows/settings.py", "flows/sources/")
"""What the watching script imports by itself."""


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the project's code and data, which the module looks at instead of the real ones."""
    for package in dependencies.PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / "copy" / package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(dependencies, "ROOT", tmp_path / "copy")
    dependencies.forget()
    yield tmp_path / "copy"
    dependencies.forget()


def digests() -> dict[str, str]:
    dependencies.forget()
    return {name: dependencies.digest(name) for name in STAGES}


def changed_by(file: Path, addition: str) -> set[str]:
    before = digests()
    file.write_text(file.read_text(encoding="utf-8") + addition, encoding="utf-8")
    after = digests()
    return {name for name in STAGES if before[name] != after[name]}


def test_imports_are_followed_wherever_they_are(copy: Path) -> None:
    package = copy / "flows" / "stages" / "probe"
    package.mkdir()
    (package / "__init__.py").write_text("from . import near\n")
    (package / "near.py").write_text("def f():\n    from ..probe.far import thing\n    import flows.stages.probe.other as o\n")
    (package / "far.py").write_text("import regex\nfrom schemas.data import rows\nthing = rows\n")
    (package / "other.py").write_text("import os.path, json\nTABLE = 'rules/headings'\n")
    (package / "unused.py").write_text("")
    STAGES["probe"] = dependencies.Stage("probe", ("flows.stages.probe:f",), ("schemas/vocab/actions.csv",))
    try:
        found = dependencies.closure("probe")
    finally:
        del STAGES["probe"]
    inside = {f for f in found.files if "/probe/" in f}
    assert inside == {f"flows/stages/probe/{name}.py" for name in ("__init__", "near", "far", "other")}
    assert {"flows/__init__.py", "flows/stages/__init__.py", "schemas/__init__.py", "schemas/data.py"} <= set(found.files)
    assert {f for f in found.files if f.endswith(".csv")} == {"schemas/rules/headings.csv", "schemas/vocab/actions.csv"}
    assert "regex" in found.libraries and not {"os", "json"} & set(found.libraries)


def test_no_stage_depends_on_prefect_or_on_the_flows() -> None:
    for name in STAGES:
        found = dependencies.closure(name)
        assert "prefect" not in found.libraries
        assert not {"flows/build.py", "flows/pipeline.py"} & set(found.files)


def test_a_changed_rule_changes_what_reads_it_and_nothing_before(copy: Path) -> None:
    changed = changed_by(copy / "schemas" / "rules" / "positions_cues.csv", "\n")
    assert changed == {"extract"}


def test_the_digest_of_the_rules_knows_what_reads_and_not_what_checks_or_publishes(copy: Path) -> None:
    before = dependencies.rules_digest()
    for name in ("flows/checks/periods.sql", "flows/views/event_timeline.sql", "schemas/accuracy/measured.csv"):
        (copy / name).write_text((copy / name).read_text() + "\n")
    dependencies.forget()
    assert dependencies.rules_digest() == before
    table = copy / "schemas" / "rules" / "positions_verbs.csv"
    table.write_text(table.read_text() + "\n")
    dependencies.forget()
    assert dependencies.rules_digest() != before


def test_a_changed_check_leaves_the_stages_before_it_alone(copy: Path) -> None:
    check = next((copy / "flows" / "checks").glob("*.sql"))
    assert changed_by(check, "\n-- more\n") == {"validate"}


def test_changed_shared_code_changes_every_stage(copy: Path) -> None:
    assert changed_by(copy / "flows" / "stages" / "model.py", "\n") == set(STAGES)


def test_a_command_of_the_command_line_changes_nothing(copy: Path) -> None:
    assert changed_by(copy / "flows" / "cli" / "build.py", "\n") == set()


@pytest.mark.parametrize("stage", [name for name in STAGES if name != "gather"])
def test_a_stage_opens_and_imports_only_what_its_fingerprint_covers(stage: str, undisturbed: Path, tmp_path: Path) -> None:
    raw, out = Path(__file__).parent / "corpora" / "tiny", undisturbed
    plan = pipeline.planned(raw, out, BuildReport())
    order = ["gather", *pipeline.WHOLE, "publish"]
    before = {"recognise": "read", "extract": "recognise"}.get(stage) or (order[order.index(stage) - 1] if stage in order else "")
    marks = plan.works[0].marks if stage in STEPS else plan.marks
    inputs = Ledger(out).folder(before, marks[before]) if before else raw
    script = [sys.executable, str(Path(__file__).parent / "opened.py"), stage, str(raw), str(inputs), str(tmp_path)]
    done = subprocess.run(script, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    covered = set(dependencies.closure(stage).files)
    assert not seen["failed"]
    assert set(seen["opened"]) <= covered
    assert {f for f in seen["imported"] if not f.startswith(RUNNER)} <= covered
