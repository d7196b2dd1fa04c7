"""`chancery seal` on real folders."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from flows.cli import app
from flows.sources import catalogue


def test_new_folder_is_sealed_and_loads(tmp_path: Path) -> None:
    (tmp_path / "riga" / "files").mkdir(parents=True)
    (tmp_path / "riga" / "files" / "a.txt").write_text("Words.")
    done = CliRunner().invoke(app, ["seal", str(tmp_path / "riga")])
    assert done.exit_code == 0 and "entry for files/a.txt" in done.output
    assert [u.source_id for u in catalogue.load(tmp_path).units()] == ["riga"]


def test_typo_is_told_and_fails(tmp_path: Path) -> None:
    (tmp_path / "riga" / "files").mkdir(parents=True)
    (tmp_path / "riga" / "files" / "a.txt").write_text("Words.")
    CliRunner().invoke(app, ["seal", str(tmp_path / "riga")])
    yml = tmp_path / "riga" / "source.yml"
    yml.write_text(yml.read_text().replace("title:", "tilte:"))
    done = CliRunner().invoke(app, ["seal", str(tmp_path / "riga")])
    assert done.exit_code == 1 and "did you mean title?" in done.output


def test_no_such_folder_is_wrong_use(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["seal", str(tmp_path / "nowhere")]).exit_code == 2
