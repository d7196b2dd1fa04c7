from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from building import finish, published, start

from flows import pipeline
from flows.scheduling import retention
from flows.settings import ROOT, UsageError


def rejects(out: Path) -> list[tuple[str, str]]:
    """(source_id, reason) of every reject of the dataset."""
    table = pq.read_table(out / "dataset" / "rejects.parquet")
    return list(zip(table["source_id"].to_pylist(), table["reason"].to_pylist(), strict=True))


def copied(folder: Path) -> Path:
    """A copy of the project's code and data, free to be broken."""
    for package in ("flows", "schemas"):
        shutil.copytree(ROOT / package, folder / "project" / package, ignore=shutil.ignore_patterns("__pycache__"))
    return folder / "project"


def test_the_dataset_holds_what_the_texts_say(undisturbed: Path) -> None:
    dataset = undisturbed / "dataset"
    n_rows = {name: pq.read_metadata(dataset / f"{name}.parquet").num_rows for name in ("sources", "documents", "treaties", "events")}
    assert dataset.is_symlink()
    assert n_rows["documents"] == 3 and n_rows["sources"] == 3
    assert n_rows["treaties"] >= 4 and n_rows["events"] >= 4


def test_the_bytes_depend_on_no_workers_environment_folder_or_file_order(tiny: Path, tmp_path: Path, undisturbed: Path) -> None:
    copied = tmp_path / "elsewhere" / "texts"
    for file in sorted((p for p in tiny.rglob("*") if p.is_file()), reverse=True):
        (copied / file.relative_to(tiny)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copied / file.relative_to(tiny))
        os.utime(copied / file.relative_to(tiny), (0, 0))
    two = start(tiny, tmp_path / "two", "--workers", "2", PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="C")
    one = start(copied, tmp_path / "one", "--workers", "1", PYTHONHASHSEED="4242", TZ="America/St_Johns", LC_ALL="tr_TR.UTF-8")
    finish(two)
    finish(one)
    assert published(tmp_path / "two") == published(undisturbed)
    assert published(tmp_path / "one") == published(undisturbed)


def test_nothing_is_done_when_nothing_has_changed(tiny: Path, out: Path) -> None:
    link = os.readlink(out / "dataset")
    again = pipeline.build(tiny, out, 1)
    assert not again.made
    assert again.exit_code == 0 and again.tables["documents"] == 3
    assert os.readlink(out / "dataset") == link


def test_a_changed_text_redoes_that_text_and_the_whole_tables(tiny: Path, tmp_path: Path, out: Path, undisturbed: Path) -> None:
    text, added = tiny / "notes" / "talk-in-geneva.txt", tiny / "notes" / "added.txt"
    before = text.read_text()
    text.write_text(before + "\nOn 14 May 1927 France and the Soviet Union signed a protocol in Paris.\n")
    added.write_text("In May 1935 France and the Soviet Union signed a treaty of mutual assistance.\n")
    report = pipeline.build(tiny, out, 1)
    steps, wholes = dict.fromkeys(("read", "recognise", "extract"), 2), dict.fromkeys(("gather", *pipeline.WHOLE, "publish"), 1)
    assert dict(report.made) == steps | wholes
    pipeline.build(tiny, tmp_path / "scratch", 1)
    assert published(out) == published(tmp_path / "scratch") != published(undisturbed)
    text.write_text(before)
    added.unlink()
    assert not pipeline.build(tiny, out, 1).made, "the work of the build before is kept"
    assert published(out) == published(undisturbed)


def damage(folder: Path, times_too: bool) -> None:
    """Overwrite every table below `folder`, keeping the size and, unless `times_too`, the time of change."""
    for file in (f for f in folder.glob("*/*") if f.suffix in (".parquet", ".arrow")):
        stat = file.stat()
        file.write_bytes(b"\0" * stat.st_size)
        os.utime(file, ns=(stat.st_atime_ns, 0 if times_too else stat.st_mtime_ns))


def test_damage_that_shows_is_made_good(tiny: Path, out: Path, undisturbed: Path) -> None:
    for stage in ("work/records", "work/validate", "builds"):
        damage(out / stage, times_too=True)
    report = pipeline.build(tiny, out, 1)
    assert dict(report.made) == {"records": 1, "validate": 1, "publish": 1}
    assert published(out) == published(undisturbed)


def test_damage_that_does_not_show_is_made_good_when_it_is_met(tiny: Path, out: Path, undisturbed: Path) -> None:
    damage(out / "work" / "extract", times_too=False)
    shutil.rmtree(out / "work" / "gather")
    (out / "dataset").unlink()
    report = pipeline.build(tiny, out, 1)
    assert report.made["extract"] == 3 and report.made["gather"] == 1
    assert published(out) == published(undisturbed)


@pytest.mark.parametrize("content", [b"", b"null", b"[[1]]", b'[[["read"]]]', b'{"a": 1}', b"[3]"])
def test_a_list_of_used_work_that_is_damaged_is_made_anew(tiny: Path, out: Path, content: bytes) -> None:
    before = published(out)
    used = out / "work" / "used.json"
    good = used.read_bytes()
    used.write_bytes(content)
    assert pipeline.build(tiny, out, 1).exit_code == 0
    assert (published(out), used.read_bytes()) == (before, good)
    used.write_bytes(content)
    assert retention.plan(out).remove == []


def test_a_failed_check_publishes_nothing_and_keeps_what_was_published(tiny: Path, tmp_path: Path, out: Path) -> None:
    project = copied(tmp_path)
    before = published(out)
    next((project / "flows" / "checks").glob("*.sql")).write_text("SELECT 'it is so' AS key, 'planted' AS value, 'planted' AS message\n")
    finish(start(tiny, out, project=project), 1)
    assert published(out) == before


SENTENCE = b"On 2 May 1935 France and the Soviet Union signed a treaty of mutual assistance in Paris and nobody minded at all. "

BAD = {
    "one-line.txt": SENTENCE * 2000,
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "nul.txt": b"On 2 May 1935 France and the Soviet Union signed a treaty.\x00 It was short.\n",
    "utf16.txt": "On 2 May 1935 France and the Soviet Union signed a treaty.".encode("utf-16-le"),
    "cp1251.txt": "В мае 1935 года Франция и СССР подписали договор о взаимной помощи.\n".encode("cp1251"),
    "broken.xml": b"<TEI><text><body><p>On 2 May 1935",
    "surrogate.txt": b"\xed\xa0\x80 \xf0\x28\x8c\x28 France signed.\n",
}


def test_bad_files_become_rejects_and_the_rest_is_built(tiny: Path, tmp_path: Path, undisturbed: Path) -> None:
    bad = tiny / "bad"
    bad.mkdir()
    for name, content in BAD.items():
        (bad / name).write_bytes(content)
    (bad / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (bad / "a folder.txt").mkdir()
    os.mkfifo(bad / "pipe.txt")
    report = pipeline.build(tiny, tmp_path / "out", 2)
    assert report.dataset is not None
    found = rejects(tmp_path / "out")
    assert {"empty", "picture"} <= {source for source, _ in found}
    documents = set(pq.read_table(tmp_path / "out" / "dataset" / "documents.parquet")["source_id"].to_pylist())
    assert {Path(name).stem for name in BAD} <= documents | {source for source, _ in found}
    assert not any(str(tmp_path) in str(v) for v in pq.read_table(tmp_path / "out" / "dataset" / "rejects.parquet").to_pylist())


def test_a_source_whose_checksum_differs_is_named_and_the_rest_is_built(tiny: Path, tmp_path: Path) -> None:
    card = tiny / "northern-papers" / "source.yml"
    card.write_text(re.sub(r"sha256: \w+", "sha256: '" + '0' * 64 + "'", card.read_text()))
    report = pipeline.build(tiny, tmp_path / "out", 1)
    assert report.dataset is not None and report.exit_code == 1
    assert report.stopped == ["northern-papers"]
    found = rejects(tmp_path / "out")
    assert ("northern-papers", "checksum-mismatch") in found
    assert {("northern-papers/baltic-peace", "source-stopped"), ("northern-papers/berlin-treaty", "source-stopped")} <= set(found)


@pytest.mark.skipif(os.geteuid() == 0, reason="root can read every file")
def test_an_unreadable_file_is_a_reject(tiny: Path, tmp_path: Path) -> None:
    (tiny / "notes" / "talk-in-geneva.txt").chmod(0)
    report = pipeline.build(tiny, tmp_path / "out", 1)
    assert report.dataset is not None
    assert report.rejects == {"unreadable": 1}


def test_wrong_use_is_refused_with_a_reason(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    (tmp_path / "taken" / "dataset").mkdir(parents=True)
    (tmp_path / "worked").mkdir()
    (tmp_path / "worked" / "work").touch()
    for raw, out, words in (
        (tmp_path / "missing", tmp_path / "out", "no such folder"),
        (tmp_path / "file", tmp_path / "out", "not a folder"),
        (tmp_path / "empty", tmp_path / "out", "holds no file"),
        (tiny, tmp_path / "file", "not a folder"),
        (tiny, tmp_path / "taken", "move what is there away"),
        (tiny, tmp_path / "worked", "work: a build keeps a folder of this name"),
        (tiny, tiny / "out", "lies within the raw folder"),
    ):
        with pytest.raises(UsageError, match=words):
            pipeline.build(raw, out, 1)


PLANTED = '''

_whole = segment


def segment(doc):
    if "PLANTED EXIT" in doc.text:
        import os

        os._exit(9)
    if "PLANTED ERROR" in doc.text:
        raise ValueError("planted")
    _whole(doc)
'''


def test_a_stage_that_raises_or_ends_its_process_stops_one_text_only(tiny: Path, tmp_path: Path) -> None:
    project = copied(tmp_path)
    stage = project / "flows" / "stages" / "segment.py"
    stage.write_text(stage.read_text() + PLANTED)
    (tiny / "notes" / "exit.txt").write_text("In 1925 Germany joined a pact. PLANTED EXIT\n")
    (tiny / "notes" / "raise.txt").write_text("In 1925 Germany joined a pact. PLANTED ERROR\n")
    said = finish(start(tiny, tmp_path / "out", "--workers", "2", project=project), 1)
    assert "stopped: exit" in said and "stopped: raise" in said
    assert set(rejects(tmp_path / "out")) >= {("exit", "worker-died"), ("raise", "stage-failed")}
    documents = pq.read_table(tmp_path / "out" / "dataset" / "documents.parquet")["document_id"].to_pylist()
    assert len(documents) == 4 and "exit" not in documents
