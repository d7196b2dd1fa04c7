"""Files that are broken or mean harm end as documents or as rejects with a reason, in little memory and time."""

from __future__ import annotations

import hashlib
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from flows.sources.catalogue import Unit
from flows.sources.readers import read_unit
from flows.stages.clean import clean
from flows.stages.segment import segment
from schemas import data
from tests.hostile import READS, SECRET, cases

ALL = cases()


def test_there_are_a_hundred() -> None:
    assert len(ALL) >= 100 and len({name for name, _, _ in ALL}) == len(ALL)


@pytest.mark.parametrize("name", [name for name, _, _ in ALL])
def test_file(name: str, tmp_path: Path) -> None:
    (make, allowed) = next((make, allowed) for n, make, allowed in ALL if n == name)
    outside = tmp_path / "outside.txt"
    outside.write_text(SECRET)
    path = tmp_path / "raw" / name
    path.parent.mkdir()
    path.write_bytes(content := make().replace(b"{outside}", str(outside).encode()))
    docs, rejects = read_unit(Unit("s", name, path, "", len(content), hashlib.sha256(content).hexdigest()))
    known = {r["reason"] for r in data.rows("vocab/reject_reasons", "reason")}
    assert {r.reason for r in rejects} <= known and all(r.detail for r in rejects)
    assert bool(docs) != bool(rejects)
    assert (READS if docs else rejects[0].reason) in allowed, rejects
    assert sorted(p.name for p in tmp_path.iterdir()) == ["outside.txt", "raw"]
    for doc in docs:
        assert doc.document_id == "s" or doc.document_id.startswith("s/")
        assert SECRET not in doc.text and doc.text.strip()
        if len(doc.text) < 100_000:
            clean(doc)
            segment(doc)


def test_bombs_stay_small(tmp_path: Path) -> None:
    """The worst of them in a process of its own that may take 1 GB."""
    code = """
import hashlib, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from flows.sources.catalogue import Unit
from flows.sources.readers import read_unit
for name in sys.argv[1:]:
    data = Path(name).read_bytes()
    docs, rejects = read_unit(Unit("s", name, Path(name), "", len(data), hashlib.sha256(data).hexdigest()))
    assert not docs and rejects[0].reason in ("too-large", "malformed-markup"), rejects
"""
    names = ("zip-bomb", "gzip-bomb", "xz-bomb", "docx-bomb", "laughs", "laughs-in-attribute", "laughs-squared")
    for name, make, _ in ALL:
        if name in names:
            (tmp_path / name).write_bytes(make())
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    subprocess.run([sys.executable, "-c", code, *(str(tmp_path / n) for n in names)], check=True, timeout=60)
    assert max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) < 2_000_000
