"""Try a release with other people's programs: `python -m tests.benchmarks.foreign_readers --release FOLDER [--keep VENVS]`.

Validators (Frictionless, mlcroissant, cffconvert), DuckDB of other versions over the Parquet, pandas and polars are installed into virtual
environments of their own, which are thrown away unless --keep names a folder; R (arrow, or R alone) and LibreOffice are used where they are
installed.  The README's recipes are run on the release over HTTP.  Prints what each made of it; exit code 1 when one did not take it.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pyarrow.parquet as pq

from flows.releasing import store
from schemas.tables import TABLES
from tests import recipes, serving

ENVIRONMENTS = {
    "frictionless": ("frictionless[parquet]", "pandas"),
    "mlcroissant": ("mlcroissant", "pyarrow"),
    "cffconvert": ("cffconvert", "setuptools<81"),
    "DuckDB 1.4": ("duckdb==1.4.4",),
    "DuckDB 2": ("duckdb>=2",),
    "pandas": ("pandas", "pyarrow"),
    "polars": ("polars", "pyarrow"),
}
"""What each is installed from."""

_READ = (
    "import sys; release = sys.argv[1]; names = sys.argv[2].split(','); expected = [int(n) for n in sys.argv[3].split(',')]; {0}\n"
    "assert found == expected, (found, expected)\nprint(sum(found), 'rows,', {1})"
)
_DUCKDB = (
    "import duckdb; found = [duckdb.sql(f\"select count(*) from (select distinct * from '{release}/{n}.parquet')\").fetchall()[0][0] for"
    " n in names]; text = open(f'{release}/views.sql').read(); duckdb.sql(f\"set variable dataset = '{release}/'\"); duckdb.sql(text);"
    " treaties = duckdb.sql('from treaty_overview').fetchall(); duckdb.sql('from actor_dyad_years limit 5').fetchall()"
)
SCRIPTS = {
    "frictionless": (
        "import sys, frictionless; frictionless.system.trusted = True\n"
        "report = frictionless.validate(sys.argv[1] + '/datapackage.json')\n"
        "wrong = [(t.name, [e.message for e in t.errors[:3]]) for t in report.tasks if not t.valid]\n"
        "assert report.valid, (report.errors[:3], wrong)\nprint(len(report.tasks), 'resources, version', frictionless.__version__)"
    ),
    "mlcroissant": (
        "import sys, itertools, mlcroissant\n"
        "data = mlcroissant.Dataset(jsonld=sys.argv[1] + '/croissant.json')\n"
        "issues = data.metadata.ctx.issues\nassert not issues.errors and not issues.warnings, issues.report()\n"
        "sets = [s.uuid for s in data.metadata.record_sets]\n"
        "filled = [s for s in sets if list(itertools.islice(data.records(record_set=s), 1))]\n"
        "print(len(sets), 'record sets,', len(filled), 'with records')"
    ),
    "cffconvert": (
        "import os, sys; os.chdir(sys.argv[1]); from cffconvert.cli.cli import cli\nsys.argv = ['cffconvert', '--validate']; cli()"
    ),
    "DuckDB 1.4": _READ.format(_DUCKDB, "len(treaties), 'treaties in the overview, version', duckdb.__version__"),
    "DuckDB 2": _READ.format(_DUCKDB, "len(treaties), 'treaties in the overview, version', duckdb.__version__"),
    "pandas": _READ.format(
        "import pandas; found = [len(pandas.read_parquet(f'{release}/{n}.parquet')) for n in names]", "'version', pandas.__version__"
    ),
    "polars": _READ.format(
        "import polars; found = [polars.scan_parquet(f'{release}/{n}.parquet').collect().height for n in names]",
        "'version', polars.__version__",
    ),
}


def installed(name: str, folder: Path) -> Path:
    """The Python of an environment with what `name` needs; made if it is not there."""
    python = folder / name.replace(" ", "-") / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(python.parent.parent)], check=True)
        quiet = ["--quiet", "--disable-pip-version-check"]
        subprocess.run([str(python), "-m", "pip", "install", *quiet, *ENVIRONMENTS[name]], check=True, stderr=subprocess.DEVNULL)
    return python


def tried(name: str, command: list[str]) -> bool:
    """Run a reader and print what it said."""
    done = subprocess.run(command, capture_output=True, text=True)
    said = (done.stdout.strip() or done.stderr.strip()).splitlines()[-1:] if done.returncode == 0 else [done.stdout + done.stderr]
    print(f"{name:14} {'takes it' if done.returncode == 0 else 'FAILS'}: {' '.join(said)}", flush=True)
    return done.returncode == 0


def spreadsheet(release: Path, folder: Path) -> bool:
    """Whether LibreOffice imports the CSV of every table that a sheet can hold."""
    good = []
    for table in TABLES:
        packed = release / "csv" / f"{table.table}.csv.zst"
        if pq.read_metadata(release / f"{table.table}.parquet").num_rows < 10_000:
            subprocess.run(["zstd", "-dqf", str(packed), "-o", str(folder / packed.stem)], check=True)
            good.append(recipes.imported(folder / packed.stem).stat().st_size > 0)
    print(f"LibreOffice    takes it: {len(good)} tables of CSV became workbooks", flush=True)
    return all(good)


def main() -> None:
    """Try them all."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.foreign_readers", description=__doc__)
    parser.add_argument("--release", type=Path, required=True)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    release = given.release.resolve()
    rows = {t.table: pq.read_metadata(release / f"{t.table}.parquet").num_rows for t in TABLES if t.key}
    with tempfile.TemporaryDirectory(prefix="chancery-readers-") as name:
        folder = Path(name)
        good, pythons = True, {}
        for reader, script in SCRIPTS.items():
            try:
                pythons[reader] = str(installed(reader, given.keep or folder))
            except subprocess.CalledProcessError:
                print(f"{reader:14} cannot be installed here: {' '.join(ENVIRONMENTS[reader])}")
                continue
            good &= tried(reader, [pythons[reader], "-c", script, str(release), ",".join(rows), ",".join(map(str, rows.values()))])
        if shutil.which("soffice") and shutil.which("zstd"):
            good &= spreadsheet(release, folder)
        else:
            print("LibreOffice    is not installed here (Debian: apt install libreoffice-calc-nogui zstd)")
        if not serving.has_rclone():
            print(serving.NO_RCLONE)
            sys.exit(0 if good else 1)
        store.publish(release, str(folder / "shop"))
        with serving.files(folder / "shop") as url:
            for recipe in recipes.recipes():
                python = pythons.get(recipe.name, sys.executable)
                if missing := recipe.lacks(python):
                    print(f"recipe {recipe.name}: cannot be run here, needs {missing}")
                    continue
                try:
                    recipe.run(f"{url}/{release.name}", folder, python)
                    print(f"recipe {recipe.name}: runs", flush=True)
                except AssertionError as error:
                    print(f"recipe {recipe.name}: FAILS: {error}")
                    good = False
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
