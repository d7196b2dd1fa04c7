"""The README's examples: what they run, and what they print.

A block marked `console` holds commands behind `$ ` and, after each, what it prints. `python -m tests.readme` runs them on a
build of the bundled corpus and writes the output into the README; the test compares.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from flows import pipeline
from flows.settings import ROOT

README = ROOT / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CUT = "..."


def blocks(text: str) -> list[str]:
    """The bodies of the console blocks."""
    return [m.group(1) for m in BLOCK.finditer(text)]


def examples(block: str) -> list[tuple[str, str]]:
    """The commands of a block with what the README says they print."""
    out: list[tuple[str, str]] = []
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        lines = part.split("\n")
        taken = 1
        while lines[taken - 1].endswith("\\"):
            taken += 1
        out.append(("\n".join(lines[:taken]), "\n".join(lines[taken:]).strip("\n")))
    return out


def run(command: str, folder: Path) -> str:
    """What a command prints in a folder that has raw/, schemas/ and outputs/ as the README's reader has them."""
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "150", "CHANCERY_PLAIN": "1"}
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
    return "\n".join(line.rstrip() for line in (done.stdout + done.stderr).strip("\n").split("\n"))


def shorten(printed: str, said: str) -> str:
    """The printed text cut where the README cuts it: a line `...` ends the comparison."""
    lines = said.split("\n")
    if lines and lines[-1] == CUT:
        return "\n".join([*printed.split("\n")[: len(lines) - 1], CUT])
    return printed


def reader_folder(parent: Path, outputs: Path) -> Path:
    """A folder as a reader has it after `make build`: the project's files, and outputs/ made."""
    folder = parent / "reader"
    folder.mkdir()
    for name in ("raw", "schemas", "tests", "Makefile", "pyproject.toml"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "outputs").symlink_to(outputs)
    return folder


def rewritten(text: str, folder: Path) -> str:
    """The README with what its commands print now."""

    def again(m: re.Match[str]) -> str:
        parts = []
        for command, said in examples(m.group(1)):
            printed = shorten(run(command, folder), said) if said else run(command, folder)
            parts.append(f"$ {command}\n{printed}\n" if printed else f"$ {command}\n")
        return "```console\n" + "\n".join(parts) + "```"

    return BLOCK.sub(again, text)


def main() -> None:
    """Build raw/ in a temporary folder and write the output of every example into the README."""
    with tempfile.TemporaryDirectory() as parent:
        out = Path(parent) / "outputs"
        report = pipeline.build(ROOT / "raw", out, 2)
        if report.exit_code:
            sys.exit("the bundled corpus does not build; see `chancery build`")
        README.write_text(rewritten(README.read_text(encoding="utf-8"), reader_folder(Path(parent), out)), encoding="utf-8")


if __name__ == "__main__":
    main()
