"""What the command line says when the machine, and not the text, is at fault: one line, an exit code, and no traceback."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from flows import faults
from flows.published import Format, print_query
from flows.settings import ROOT

FULL = Path("/dev/full")
TEXT = "On 16 April 1922 Germany and Soviet Russia signed the Treaty of Rapallo.\n"


def chancery(*arguments: str | Path, cwd: Path, output: Path | None = None, **environment: str) -> tuple[int, str]:
    """Exit code and standard error of a command in a process of its own."""
    run = [sys.executable, "-c", "from flows.cli import main; main()", *map(str, arguments)]
    place = os.environ | {"PYTHONPATH": str(ROOT)} | environment
    with (output or Path(os.devnull)).open("w") as stream:
        done = subprocess.run(run, cwd=cwd, stdout=stream, stderr=subprocess.PIPE, env=place, check=False)
    return done.returncode, done.stderr.decode()


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", [("query", "from persons"), ("documents",), ("check",)])
def test_a_full_disk_is_told_in_one_line(undisturbed: Path, command: tuple[str, ...]) -> None:
    code, said = chancery(*command, "--out", undisturbed, cwd=undisturbed, output=FULL)
    assert code == 1 and said.count("\n") == 1 and "make room" in said, said


def test_a_fault_of_the_machine_is_told_with_what_to_do_and_one_of_ours_is_not() -> None:
    told = faults.told(PermissionError(errno.EACCES, "Permission denied", "raw/new"))
    assert told == "raw/new: Permission denied; give this user the right to it, or choose another place"
    assert "fewer workers" in str(faults.told(MemoryError()))
    assert "make room" in str(faults.told(duckdb.IOException("Could not write file: No space left on device")))
    assert faults.told(ValueError("ours")) is None and faults.told(duckdb.ParserException("ours")) is None


def test_prefect_that_does_not_start_is_told_in_one_line(tiny: Path, tmp_path: Path) -> None:
    nowhere = "sqlite+aiosqlite:////nonexistent/prefect.db"
    code, said = chancery("build", "--raw", tiny, "--out", tmp_path / "out", cwd=tmp_path,
                          PREFECT_API_DATABASE_CONNECTION_URL=nowhere, PREFECT_API_URL="", PREFECT_HOME=str(tmp_path / "home"))
    assert code == 1 and "Traceback" not in said and "--plain" in said, said


@pytest.mark.parametrize("sql", ["", " -- nothing asked"])
def test_an_empty_query_is_wrong_use(undisturbed: Path, sql: str) -> None:
    code, said = chancery("query", "--out", undisturbed, "--", sql, cwd=undisturbed)
    assert code == 2 and "the query is empty" in said, said


def test_a_release_of_nothing_starts_nothing(tmp_path: Path) -> None:
    code, said = chancery("release", "--out", "nowhere", "--version", "2026.1.0", cwd=tmp_path)
    assert code == 2 and "holds no dataset" in said and list(tmp_path.iterdir()) == []


def test_a_text_is_added_below_the_raw_folder_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(TEXT)
    for name in ("../elsewhere", "My Letters", "-x"):
        code, said = chancery("add", "text.txt", f"--id={name}", cwd=tmp_path)
        assert code == 2 and "not the name of a source" in said, said
    assert [p.name for p in tmp_path.iterdir()] == ["text.txt"]
    code, said = chancery("add", tmp_path, cwd=tmp_path)
    assert code == 2 and "a folder" in said and "chancery build --raw" in said


def test_a_title_in_another_script_leaves_the_name_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "dogovor 1.txt").write_text("Договор о ненападении\n\nДоговор был подписан в Москве.\n", encoding="utf-8")
    code, _ = chancery("add", "dogovor 1.txt", cwd=tmp_path)
    assert code == 0 and (tmp_path / "raw" / "dogovor-1" / "files" / "dogovor-1.txt").is_file()


def test_a_source_that_is_stopped_is_told_with_why(tiny: Path, tmp_path: Path) -> None:
    card = tiny / "northern-papers" / "source.yml"
    card.write_text(card.read_text() + "\t")
    done = subprocess.run([sys.executable, "-c", "from flows.cli import main; main()", "build", "--plain", "--raw", tiny, "--out", "out"],
                          cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    said = done.stdout.decode()
    assert done.returncode == 1 and "stopped: northern-papers: northern-papers/source.yml:" in said, said
    status = subprocess.run([sys.executable, "-c", "from flows.cli import main; main()", "status", "--out", "out"],
                            cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False).stdout.decode()
    assert "stopped: northern-papers" in status and "None" not in status, status


def test_a_query_that_takes_forever_can_be_interrupted(undisturbed: Path) -> None:
    endless = "select count(*) from range(10000000) a, range(10000000) b where a.range * b.range = 7"
    interrupt = threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT))
    interrupt.start()
    with pytest.raises(KeyboardInterrupt):
        print_query(undisturbed, endless, Format.table)
    interrupt.join()
