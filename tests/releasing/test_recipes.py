"""The README's recipes for other people's programs, each run on a release over HTTP where its program is installed."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.releasing import store
from tests import recipes, serving
from tests.releasing.conftest import Released

RECIPES = recipes.recipes()


@pytest.fixture(scope="module")
def address(releases: Released, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the first release is served."""
    if not serving.has_rclone():
        pytest.skip(serving.NO_RCLONE)
    shop = tmp_path_factory.mktemp("shop")
    store.publish(releases.first, str(shop))
    with serving.files(shop) as url:
        yield f"{url}/{releases.first.name}"


def test_there_is_a_recipe_for_every_program_that_is_promised() -> None:
    assert [r.name for r in RECIPES] == ["duckdb", "polars", "pandas", "arrow", "R alone", "spreadsheet"]


@pytest.mark.parametrize("recipe", RECIPES, ids=[r.name for r in RECIPES])
def test_a_recipe_shows_the_treaties(recipe: recipes.Recipe, address: str, releases: Released, tmp_path: Path) -> None:
    if missing := recipe.lacks():
        pytest.skip(f"needs {missing}")
    said = recipe.run(address, tmp_path)
    if recipe.name == "spreadsheet":
        said = (tmp_path / "treaties.csv").read_text(encoding="utf-8")
    with duckdb.connect() as db:
        first = db.execute(
            f"select signed, name from '{releases.first}/treaties.parquet' where signed is not null order by signed, name limit 1"
        ).fetchone()
    assert first is not None and first[0] in said and first[1][:20] in said


def test_a_spreadsheet_program_takes_the_csv(address: str, releases: Released, tmp_path: Path) -> None:
    if recipes.shutil.which("soffice") is None:
        pytest.skip("needs LibreOffice (Debian: apt install libreoffice-calc-nogui)")
    unpack = next(r for r in RECIPES if r.name == "spreadsheet")
    if missing := unpack.lacks():
        pytest.skip(f"needs {missing}")
    unpack.run(address, tmp_path)
    with zipfile.ZipFile(recipes.imported(tmp_path / "treaties.csv")) as book, duckdb.connect() as db:
        sheet, words = (book.read(f"xl/{name}").decode("utf-8") for name in ("worksheets/sheet1.xml", "sharedStrings.xml"))
        rows = db.execute(f"select name, signed from '{releases.first}/treaties.parquet'").fetchall()
    assert len(re.findall(r"<row ", sheet)) == len(rows) + 1 and "<f" not in sheet.replace("<font", "")
    assert all(name in words for name, _ in rows)
