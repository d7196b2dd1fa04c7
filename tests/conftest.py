"""What all tests share: the reference material, tiny corpora, and one real Prefect server for the session."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from flows import pipeline
from flows.report import describe
from flows.server import Server
from flows.settings import ROOT

hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")  # how long an example takes is no matter of these tests

CORPORA = Path(__file__).parent / "corpora"
SHARED = ("server", "default", "releases")
"""What is slow to make and shared by several modules: whoever uses it runs in one process, the slowest first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each process whole modules, and all that use one shared thing to one process, begun before the rest."""

    def used(item: pytest.Item) -> str | None:
        return next((name for name in SHARED if name in getattr(item, "fixturenames", ())), None)

    modules: dict[Path, str] = {}
    for item in items:
        if name := used(item):
            modules.setdefault(item.path, name)
    for item in items:
        item.add_marker(pytest.mark.xdist_group(modules.get(item.path) or str(item.path.relative_to(ROOT))))
    items.sort(key=lambda item: SHARED.index(modules[item.path]) if item.path in modules else len(SHARED))


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of reference material, which the project does not hold."""
    folder = Path(os.environ.get("CHANCERY_REFERENCE", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no reference material at {folder}; CHANCERY_REFERENCE names its folder")
    return folder


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A raw folder of three short files in two sources, free to be changed."""
    return Path(shutil.copytree(CORPORA / "tiny", tmp_path / "raw"))


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a build of the tiny corpus, in one go and by one process; not to be changed."""
    out = tmp_path_factory.mktemp("undisturbed")
    report = pipeline.build(CORPORA / "tiny", out, 1)
    assert report.exit_code == 0, describe(report)
    return out


@pytest.fixture
def out(undisturbed: Path, tmp_path: Path) -> Path:
    """A copy of that output folder, free to be built in again."""
    return Path(shutil.copytree(undisturbed, tmp_path / "out", symlinks=True))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Prefect server that is up, with its home in a folder of this session."""
    running = Server(tmp_path_factory.mktemp("prefect"))
    try:
        running.wait()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def default(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a build of the bundled corpus `raw/`, made once; not to be changed."""
    out = tmp_path_factory.mktemp("default")
    report = pipeline.build(ROOT / "raw", out, 2)
    assert report.exit_code == 0, describe(report)
    return out
