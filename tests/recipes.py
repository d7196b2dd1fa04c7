"""The README's recipes for other people's programs, and what it takes to run each."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from tests.readme import README

ADDRESS = "https://example.org/releases/2026.11.0"
_PART = re.compile(r"^### Asking a release with other programs\n(.*?)^## ", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```(sh|python|r)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADLESS = ["--headless", "--infilter=CSV:44,34,76,1,,0,false,false", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """One recipe: its language (sh, python or r) and its text."""

    language: str
    text: str

    @property
    def name(self) -> str:
        """What it shows: the program or library that it is for."""
        for name in ("duckdb", "polars", "pandas", "arrow"):
            if re.search(rf"^({name}|import {name}|library\({name}\))", self.text, re.MULTILINE):
                return name
        return "R alone" if self.language == "r" else "spreadsheet"

    def lacks(self, python: str = sys.executable) -> str | None:
        """What has to be installed to run it, or None when all of it is here."""
        if self.language == "python":
            return None if _works(python, "-c", f"import {self.name}, pyarrow") else f"the Python package {self.name}"
        if self.name == "arrow":
            return None if _works("Rscript", "-e", "library(arrow)") else "R with the package arrow"
        needs = {"duckdb": ("duckdb", "curl"), "R alone": ("Rscript", "zstd"), "spreadsheet": ("zstd", "curl")}[self.name]
        return next((name for name in needs if shutil.which(name, path=path()) is None), None)

    def run(self, address: str, folder: Path, python: str = sys.executable) -> str:
        """What it prints with the release at `address`; AssertionError when it fails."""
        text = self.text.replace(ADDRESS, address)
        command = {"sh": ["bash", "-euc", text], "python": [python, "-c", text], "r": ["Rscript", "-e", text]}[self.language]
        extensions = resources.files("duckdb_extension_httpfs") / "extensions"
        loads = [f"load '{file}';" for file in sorted(Path(str(extensions)).glob("*/httpfs.duckdb_extension"))]
        (folder / ".duckdbrc").write_text("\n".join(loads), encoding="utf-8")  # DuckDB would fetch it from its own site
        environment = os.environ | {"HOME": str(folder), "PATH": path()}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def path() -> str:
    """PATH with the programs of this environment first."""
    return f"{Path(sys.executable).parent}:{os.environ['PATH']}"


def recipes() -> list[Recipe]:
    """The recipes in the README, in its order."""
    part = _PART.search(README.read_text(encoding="utf-8"))
    assert part is not None, "the README has no part about other programs any more"
    return [Recipe(language, text) for language, text in _BLOCK.findall(part[1])]


def imported(csv: Path) -> Path:
    """The workbook that LibreOffice makes of a CSV file, read as the README says: UTF-8, no types guessed."""
    profile = f"-env:UserInstallation=file://{csv.parent / 'profile'}"
    command = ["soffice", profile, *_HEADLESS, "--outdir", str(csv.parent), str(csv)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert csv.with_suffix(".xlsx").is_file(), done.stdout + done.stderr
    return csv.with_suffix(".xlsx")


def _works(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False
