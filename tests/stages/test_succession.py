from __future__ import annotations

from pathlib import Path

from worktables import Corpus, rows, run

from flows.stages.succession import successors

TEXTS = {
    "one": "The Westport Pact is of 1931. The Eastport Pact came later. A third pact failed.",
    "two": "So it was with the Westport Pact.",
}


def build(folder: Path, *told: tuple[str, str, str, str], preface: str = "") -> Path:
    """A dataset with one treaty for each (document, words, name, date)."""
    c = Corpus()
    for document_id, text in TEXTS.items():
        c.document(document_id, preface + text)
    for n, (document_id, words, name, date) in enumerate(told):
        c.say(document_id, f"t{n}", words, name=name, kind="pact", signed=date)
    return run(c.write(folder / "in"), folder)


def ids(published: Path) -> dict[str, str]:
    return {t["name"]: t["treaty_id"] for t in rows(published, "treaties")}


WEST = ("one", "The Westport Pact is of 1931", "Westport Pact", "1931")
EAST = ("one", "The Eastport Pact came later", "Eastport Pact", "1932")


def test_a_record_read_better_is_renamed_even_when_its_text_moved(tmp_path: Path) -> None:
    before = build(tmp_path / "a", WEST, EAST)
    after = build(tmp_path / "b", (*WEST[:3], "1931-05-04"), EAST, preface="A preface. ")
    old, new = ids(before)["Westport Pact"], ids(after)["Westport Pact"]
    assert old != new
    assert successors(before, after, "2026.12") == [{"old_id": old, "new_id": new, "since": "2026.12", "reason": "renamed"}]


def test_a_record_without_evidence_is_withdrawn(tmp_path: Path) -> None:
    before, after = build(tmp_path / "a", WEST, EAST), build(tmp_path / "b", WEST)
    gone = ids(before)["Eastport Pact"]
    assert successors(before, after, "2026.12") == [{"old_id": gone, "new_id": None, "since": "2026.12", "reason": "withdrawn"}]


def test_two_records_that_proved_to_be_one_are_merged(tmp_path: Path) -> None:
    other = ("two", "So it was with the Westport Pact", "Pact of the Two Ports", "1931")
    before = build(tmp_path / "a", WEST, other)
    after = build(tmp_path / "b", WEST, (*other[:2], "Westport Pact", "1931"))
    gone, kept = ids(before)["Pact of the Two Ports"], ids(after)["Westport Pact"]
    assert successors(before, after, "2026.12") == [{"old_id": gone, "new_id": kept, "since": "2026.12", "reason": "merged"}]


def test_a_record_that_proved_to_be_two_is_split(tmp_path: Path) -> None:
    other = ("two", "So it was with the Westport Pact", "Westport Pact", "1931")
    before = build(tmp_path / "a", WEST, other)
    after = build(tmp_path / "b", (*WEST[:2], "Westport Pact", "1921"), (*other[:3], "1941"))
    (row,) = successors(before, after, "2026.12")
    assert (row["old_id"], row["reason"]) == (ids(before)["Westport Pact"], "split")


def test_nothing_changed(tmp_path: Path) -> None:
    before = build(tmp_path / "a", WEST, EAST)
    assert successors(before, before, "2026.12") == []
