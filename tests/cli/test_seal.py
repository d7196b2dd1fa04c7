"""`chancery seal` on real folders."""

from __future__ import annotations

from pathlib import Path

import pytest
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


@pytest.mark.parametrize(("text", "said"), [
    (b"title: Caf\xe9\n", "save it as UTF-8"),
    (b"- a\n- b\n", "delete it and run `chancery seal"),
    (b"files: {a: b}\n", "a path each"),
    (b"files:\n  - path: /etc/hostname\n", "leads out of the source's folder"),
    (b"coverage:\n  - {topic: talks, from: 1921-13-45}\nfiles: []\n", "add the key"),
])
def test_a_broken_card_is_told_with_its_line(tmp_path: Path, text: bytes, said: str) -> None:
    (tmp_path / "riga").mkdir()
    (tmp_path / "riga" / "source.yml").write_bytes(text)
    done = CliRunner().invoke(app, ["seal", str(tmp_path / "riga")])
    assert done.exit_code == 1 and "source.yml:" in done.output and said in done.output, done.output


def test_a_folder_that_cannot_name_a_source_is_not_begun(tmp_path: Path) -> None:
    (tmp_path / "My Letters" / "files").mkdir(parents=True)
    done = CliRunner().invoke(app, ["seal", str(tmp_path / "My Letters")])
    assert done.exit_code == 2 and "rename the folder" in done.output
    assert not (tmp_path / "My Letters" / "source.yml").exists()
