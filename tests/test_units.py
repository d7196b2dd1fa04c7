"""Large files go through the stages in batches: in little memory, and with the same result."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable
from pathlib import Path

import pytest
from building import published

from flows import pipeline, units
from flows.ledger import Ledger
from flows.sources.catalogue import Unit
from flows.stages import gather, unit
from flows.stages.model import Document, Reject

PAGE = (
    '<div type="document" xml:id="d{n}"><head>{n}. Telegram From the Legation in Latvia</head><opener><dateline>'
    '<placeName>Riga</placeName>, <date when="1921-03-18">March 18, 1921</date></dateline></opener>'
    "<p>Poland and Soviet Russia signed the Treaty of Riga in Riga on 18 March 1921.</p></div>"
)
EMPTY = '<div type="document" xml:id="e{n}"><pb/></div>'


def volume(n: int) -> str:
    body = "".join(PAGE.format(n=i) + (EMPTY.format(n=i) if i % 7 == 0 else "") for i in range(n))
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{body}</body></text></TEI>'


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "volume.xml").write_text(volume(30))
    (folder / "talk.txt").write_text("The Treaty of Riga was signed on 18 March 1921 by Poland and Soviet Russia.\n")
    return folder


def test_the_size_of_batches_and_groups_changes_no_byte(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline.build(raw, tmp_path / "one", 1)
    monkeypatch.setattr(unit, "BATCH", 1)
    monkeypatch.setattr(gather, "BATCH_BYTES", 1000)
    pipeline.build(raw, tmp_path / "many", 1)
    assert published(tmp_path / "many") == published(tmp_path / "one")


@pytest.mark.parametrize("lost", [("extract",), ("recognise", "extract")])
def test_work_goes_on_from_the_last_finished_step(raw: Path, tmp_path: Path, lost: tuple[str, ...]) -> None:
    out = tmp_path / "out"
    pipeline.build(raw, out, 1)
    before = published(out)
    for stage in lost:
        for folder in sorted(p for p in (out / "work" / stage).iterdir() if p.is_dir()):
            Ledger(out).drop(stage, folder.name)
    (out / "dataset").unlink()
    report = pipeline.build(raw, out, 1)
    assert {s: report.made[s] for s in units.STEPS} == {s: 2 if s in lost else 0 for s in units.STEPS}
    assert published(out) == before


def test_what_is_saved_comes_back_in_its_order(tmp_path: Path) -> None:
    documents = [Document(f"v/{n}", "v", "v.xml", f"Text {n}.", meta={"n": n}) for n in range(70)]
    for step in (pipeline.dependencies.STAGES["read"].functions()[1:], pipeline.dependencies.STAGES["recognise"].functions()):
        unit.apply(step, documents)
    unit.save(documents, tmp_path)
    assert unit.load(tmp_path) == (documents, [])


def test_rejects_come_back_with_their_documents_and_those_of_none_last(tmp_path: Path) -> None:
    told, untold = Document("v/1", "v", "v.xml", "One."), Document("v/2", "v", "v.xml", "Two.")
    own = Reject("v", "v/1", "clean", "empty", "v.xml: a page without text", 0, 4)
    of_none = Reject("v", None, "clean", "empty", "v.xml: a gap")
    told.rejects = [of_none, own]
    unit.save([of_none, told, untold], tmp_path)
    told.rejects = [own]
    assert unit.load(tmp_path) == ([told, untold], [of_none, of_none])
    (tmp_path / "none").mkdir()
    unit.save([], tmp_path / "none")
    assert unit.load(tmp_path / "none") == ([], [])


def test_few_documents_are_held_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = volume(90).encode()
    path = tmp_path / "volume.xml"
    path.write_bytes(content)
    held: list[int] = []

    def counted(stages: object, documents: Iterable[Document]) -> None:
        list(documents)
        held.append(sum(isinstance(o, Document) for o in gc.get_objects()))

    monkeypatch.setattr(unit, "BATCH", 1000)
    monkeypatch.setattr(unit, "apply", counted)
    gc.collect()
    there = sum(isinstance(o, Document) for o in gc.get_objects())
    one = Unit("volume", "volume.xml", path, "application/tei+xml", len(content), hashlib.sha256(content).hexdigest())
    units.do(tmp_path / "out", units.Work(one, {step: step for step in units.STEPS}))
    assert len(held) >= 24 and max(held) - there < 20
    assert len(unit.load(tmp_path / "out" / "work" / "extract" / "extract")[0]) == 90
