"""`chancery seal` on real folders."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.sources import catalogue
from flows.sources.seal import seal


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


def test_entries_are_filled_wherever_their_values_stand_and_all_else_is_kept(tmp_path: Path) -> None:
    (tmp_path / "riga" / "files").mkdir(parents=True)
    for name in "abcd":
        (tmp_path / "riga" / "files" / f"{name}.txt").write_text(name)
    CliRunner().invoke(app, ["seal", str(tmp_path / "riga")])
    yml = tmp_path / "riga" / "source.yml"
    sealed = yml.read_text()
    head, _, _ = sealed.partition("files:")
    sums = re.findall(r"sha256: (\w+)", sealed)
    yml.write_text(
        f"{head}files:\n  - bytes: 9  # counted by hand\n    path: files/a.txt\n    sha256: old\n  # two of one hand\n"
        "  - {path: files/b.txt, sha256: old, bytes: 12345}\n  - path: files/c.txt\n    bytes: 77\n  - path: files/d.txt\n"
    )
    told = CliRunner().invoke(app, ["seal", str(tmp_path / "riga")]).output
    assert [line.rpartition("/")[2] for line in told.splitlines() if "sha256 of" in line] == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert yml.read_text() == (
        f"{head}files:\n  - bytes: 1  # counted by hand\n    path: files/a.txt\n    sha256: {sums[0]}\n  # two of one hand\n"
        f"  - {{path: files/b.txt, sha256: {sums[1]}, bytes: 1}}\n  - path: files/c.txt\n    bytes: 1\n    sha256: {sums[2]}\n"
        f"  - path: files/d.txt\n    sha256: {sums[3]}\n    bytes: 1\n"
    )


def test_a_folder_of_a_thousand_texts_is_sealed_and_loads(tmp_path: Path) -> None:
    (tmp_path / "riga" / "files").mkdir(parents=True)
    for n in range(1000):
        (tmp_path / "riga" / "files" / f"{n:03}.txt").write_text(str(n))
    seal(tmp_path / "riga")
    assert seal(tmp_path / "riga") == []
    assert len(list(catalogue.load(tmp_path).units())) == 1000
