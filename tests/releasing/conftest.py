"""Two releases of the tiny corpus, made once for all tests of releases; tests that change something take a copy."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows import pipeline
from flows.releasing import making
from flows.report import describe
from flows.sources import seal
from schemas.tables import TABLES
from tests.conftest import CORPORA

LATER = (
    "Notes on Berlin\n\nOn 24 April 1926 Germany and the Soviet Union signed a treaty of neutrality in Berlin. "
    "In May 1931 the Soviet government proposed a trade treaty to Italy.\n"
)


@dataclass(frozen=True, slots=True)
class Released:
    """An output folder with the releases `first` and `second`, and the builds that they were made of."""

    raw: Path
    out: Path
    first: Path
    second: Path
    builds: tuple[Path, Path]


def build(raw: Path, out: Path) -> Path:
    """Build, and return the folder of the dataset."""
    report = pipeline.build(raw, out, 1)
    assert report.exit_code == 0, describe(report)
    return (out / "dataset").resolve()


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory, undisturbed: Path) -> Released:
    """The tiny corpus, released; then with a day corrected, a file added and a file removed, released again."""
    folder = tmp_path_factory.mktemp("releases")
    raw = Path(shutil.copytree(CORPORA / "tiny", folder / "raw"))
    out = Path(shutil.copytree(undisturbed, folder / "out", symlinks=True))
    before = build(raw, out)
    first = making.make(out, "2026.11", folder / "none.csv")
    assert first.folder is not None, first.findings
    essay = raw / "northern-papers" / "files" / "baltic-peace.txt"
    essay.write_text(essay.read_text(encoding="utf-8").replace("On 2 February 1920", "On 3 February 1920"), encoding="utf-8")
    seal.seal(raw / "northern-papers")
    (raw / "notes" / "berlin.txt").write_text(LATER, encoding="utf-8")
    (raw / "notes" / "talk-in-geneva.txt").unlink()
    after = build(raw, out)
    agreed = [*(f"lost:{t.table}" for t in TABLES), "lost:source:talk-in-geneva"]
    agreed += [f"emptied:{t.table}.{c.name}" for t in TABLES for c in t.columns]
    accepted = folder / "accepted.csv"
    accepted.write_text(
        "\n".join(["version,finding,reason,author", *(f"2026.11.1,{name},one of three texts was taken back,A. Writer" for name in agreed)])
    )
    second = making.make(out, "2026.11", accepted)
    assert second.folder is not None, second.findings
    return Released(raw, out, first.folder, second.folder, (before, after))


@pytest.fixture
def copied(releases: Released, tmp_path: Path) -> Released:
    """A copy of the releases and of what they were made of, free to be changed."""
    out = Path(shutil.copytree(releases.out, tmp_path / "copy", symlinks=True))
    builds = tuple(out / "builds" / build.name for build in releases.builds)
    assert len(builds) == 2
    return Released(releases.raw, out, out / "releases" / releases.first.name, out / "releases" / releases.second.name, builds)
