"""The raw folder as a catalogue: real folders in, sources, units and rejects out."""

from __future__ import annotations

import hashlib
import os
import random
from pathlib import Path

import pytest

from flows.sources import catalogue, seal, source_yml
from flows.sources.catalogue import CatalogueError

TEXT = "The two governments met at Riga in March 1921.\n"


def card(source_id: str = "riga", **changes: str) -> str:
    """A source.yml for one file, with single lines changed."""
    data = TEXT.encode()
    keys = {
        "source_id": source_id, "title": "Talks at Riga", "publisher": "Baltic Press", "language": "en", "licence": "CC0-1.0",
        "redistributable": "true", "genre": "essay",
    } | changes
    lines = [f"{k}: {v}" for k, v in keys.items() if v != "-"]
    lines += ["coverage:", "  - topic: peace talks", "    from: 1920", "    to: 1921-12-31", "files:"]
    return "\n".join([*lines, "  - path: files/a.txt", f"    sha256: {hashlib.sha256(data).hexdigest()}", f"    bytes: {len(data)}"]) + "\n"


def make(raw: Path, source_id: str = "riga", yml: str | None = None, text: str = TEXT) -> Path:
    folder = raw / source_id
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "a.txt").write_text(text)
    (folder / "source.yml").write_text(card(source_id) if yml is None else yml)
    return folder


def test_catalogued_source_says_what_its_card_says(tmp_path: Path) -> None:
    make(tmp_path)
    out = catalogue.load(tmp_path)
    assert out.rejects == []
    (unit,) = out.units()
    assert (unit.source_id, unit.raw_path, unit.licence, unit.redistributable) == ("riga", "riga/files/a.txt", "CC0-1.0", True)
    assert (unit.media_type, unit.n_bytes, unit.genre, unit.publisher) == ("text/plain", len(TEXT), "essay", "Baltic Press")
    assert out.coverage_rows() == [{"source_id": "riga", "topic": "peace talks", "from": "1920", "to": "1921-12-31", "note": None}]


def test_files_without_an_entry_are_sources_named_by_their_stem(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "v1.d2.txt").write_text(TEXT)
    (tmp_path / "README.md").write_text("About these texts.")
    units = catalogue.load(tmp_path).units()
    assert [(u.source_id, u.raw_path) for u in units] == [("README", "README.md"), ("v1.d2", "letters/v1.d2.txt")]
    assert units[1].licence == "LicenseRef-unknown" and not units[1].redistributable and units[1].genre is None


def test_two_files_of_one_stem_go_by_their_path(tmp_path: Path) -> None:
    for name in ("a/x.txt", "b/x.txt", "b/y.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert [u.source_id for u in catalogue.load(tmp_path).units()] == ["a/x.txt", "b/x.txt", "y"]


def test_names_with_spaces_are_identifiers_without(tmp_path: Path) -> None:
    for name in ("my text.txt", "my-text.txt", "my  text.xml", " .txt", "Zürich 1921.txt"):
        (tmp_path / name).write_text("words of " + name)
    ids = [u.source_id for u in catalogue.load(tmp_path).units()]
    assert len(set(ids)) == len(ids) == 5 and not any(c.isspace() for i in ids for c in i)
    assert "Zürich-1921" in ids


def test_an_address_of_this_machine_is_not_passed_on(tmp_path: Path) -> None:
    (tmp_path / "talks").mkdir()
    for name in "ab":
        (tmp_path / "talks" / f"{name}.txt").write_text(f"Words of {name}.\n")
    (tmp_path / "talks" / "source.yml").write_text(
        "source_id: talks\ntitle: Talks\nlanguage: en\nlicence: CC0-1.0 OR MIT\nredistributable: true\nurl: s3://papers/talks\n"
        "files:\n  - path: a.txt\n    url: file:///home/me/a.txt\n  - path: b.txt\n    url: https://example.org/b\n"
    )
    seal.seal(tmp_path / "talks")
    assert [u.url for u in catalogue.load(tmp_path).units()] == ["s3://papers/talks", "https://example.org/b"]


def test_hidden_files_and_backups_are_passed_over_and_nothing_else(tmp_path: Path) -> None:
    for name in (".hidden", "a.txt~", "#a.txt#", "a.bak", ".git/config", "LICENSE", "#1.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert [u.raw_path for u in catalogue.load(tmp_path).units()] == ["#1.txt", "LICENSE"]


def test_changed_file_fails_its_source_alone(tmp_path: Path) -> None:
    make(tmp_path, "riga", text=TEXT + "One word more.")
    make(tmp_path, "vilna")
    out = catalogue.load(tmp_path)
    assert [u.source_id for u in out.units()] == ["vilna"]
    assert [s.source_id for s in out.sources if s.failed] == ["riga"]
    (reject,) = out.rejects
    assert (reject.source_id, reject.stage, reject.reason) == ("riga", "fetch", "checksum-mismatch")
    assert "source.yml:13" in reject.detail and "chancery seal" in reject.detail
    assert [r["source_id"] for r in out.rows()] == ["riga", "vilna"]


@pytest.mark.parametrize(("changes", "line", "said"), [
    ({"licence": "-", "license": "CC0-1.0"}, 7, "did you mean licence?"),
    ({"redistributable": "'yes'"}, 6, "'yes' is not of type 'boolean'"),
    ({"genre": "novel"}, 7, "novel"),
    ({"language": "not a tag"}, 4, "does not fit"),
    ({"title": "[a, b"}, 3, "not YAML"),
    ({"source_id": "vilna"}, 1, "not the name of its folder"),
])
def test_typo_is_told_with_its_line_and_a_remedy(tmp_path: Path, changes: dict[str, str], line: int, said: str) -> None:
    make(tmp_path, "riga", card("riga", **changes) if "source_id" not in changes else card(changes["source_id"]))
    make(tmp_path, "pskov")
    out = catalogue.load(tmp_path)
    details = [r.detail for r in out.rejects]
    assert any(f"source.yml:{line}" in d and said in d for d in details), details
    assert [u.source_id for u in out.units()] == ["pskov"]
    assert {r.reason for r in out.rejects} == {"bad-source-card"}


def test_key_given_twice_is_told(tmp_path: Path) -> None:
    make(tmp_path, "riga", card() + "title: Again\n")
    assert any("title: key given twice" in r.detail for r in catalogue.load(tmp_path).rejects)


def test_duplicate_source_id_fails_the_second(tmp_path: Path) -> None:
    make(tmp_path, "riga")
    make(tmp_path, "vilna", card("riga"))
    out = catalogue.load(tmp_path)
    assert [u.source_id for u in out.units()] == ["riga"]
    assert [(r.source_id, r.reason) for r in out.rejects] == [("vilna", "duplicate-source-id")]


def test_missing_file_and_path_out_of_the_folder(tmp_path: Path) -> None:
    folder = make(tmp_path)
    (folder / "files" / "a.txt").unlink()
    assert [r.reason for r in catalogue.load(tmp_path).rejects] == ["not-found"]
    (folder / "source.yml").write_text(card().replace("files/a.txt", "../../etc/passwd"))
    (reject,) = catalogue.load(tmp_path).rejects
    assert reject.reason == "bad-source-card" and "out of the source's folder" in reject.detail


def test_link_out_of_the_raw_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(TEXT)
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "in.txt").write_text(TEXT)
    (raw / "out.txt").symlink_to(tmp_path / "secret.txt")
    (raw / "loop").symlink_to(raw)
    out = catalogue.load(raw)
    assert [u.source_id for u in out.units()] == ["in"]
    assert [r.reason for r in out.rejects] == ["unsafe-path", "unsafe-path"]


def test_links_in_a_circle_and_anchors_without_end_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "a.txt").write_text("Words.\n")
    laughs = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))
    for name, text in {"circle": "title: &t [*t]\n", "laughs": laughs}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "source.yml").write_text(text)
    found = catalogue.load(tmp_path)
    assert [u.source_id for u in found.units()] == ["a"]
    told = sorted((r.source_id or "", r.reason) for r in found.rejects)
    assert told == [("", "unsafe-path"), ("circle", "bad-source-card"), ("laughs", "bad-source-card")]


def test_odd_names_are_refused_not_fatal(tmp_path: Path) -> None:
    (tmp_path / "a\nb.txt").write_text(TEXT)
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "wb") as stream:
        stream.write(TEXT.encode())
    out = catalogue.load(tmp_path)
    assert out.units() == [] and [r.reason for r in out.rejects] == ["unsafe-path", "unsafe-path"]
    assert all(r.detail.encode() for r in out.rejects)


def test_order_does_not_depend_on_the_file_system(tmp_path: Path) -> None:
    names = [f"t{i}.txt" for i in range(20)]
    for seed in (1, 2):
        folder = tmp_path / str(seed)
        folder.mkdir()
        for name in random.Random(seed).sample(names, len(names)):
            (folder / name).write_text(name)
    one, two = (catalogue.load(tmp_path / s).rows() for s in ("1", "2"))
    assert one == two and [r["source_id"] for r in one] == sorted(n[:-4] for n in names)


def test_no_raw_folder_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no such folder"):
        catalogue.load(tmp_path / "nowhere")


def test_seal_makes_a_card_and_keeps_comments(tmp_path: Path) -> None:
    folder = tmp_path / "riga"
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "a.txt").write_text(TEXT)
    seal.seal(folder)
    yml = folder / "source.yml"
    yml.write_text(yml.read_text().replace("title: riga", "title: Talks at Riga  # as on the cover"))
    (folder / "files" / "b two.txt").write_text("Second.")
    (folder / "files" / "a.txt").write_text("Changed.")
    assert catalogue.load(tmp_path).rejects
    assert any("a.txt" in line for line in seal.seal(folder))
    assert "# as on the cover" in yml.read_text() and yml.read_text().startswith("# yaml-language-server: $schema=")
    out = catalogue.load(tmp_path)
    assert out.rejects == [] and [u.source_id for u in out.units()] == ["riga/a", "riga/b-two"]
    before = yml.read_text()
    assert seal.seal(folder) == [] and yml.read_text() == before


def test_every_property_of_the_schema_is_described() -> None:
    def bare(node: object, where: str = "") -> list[str]:
        out = []
        if isinstance(node, dict):
            for name, value in node.get("properties", {}).items():
                if "description" not in value:
                    out.append(f"{where}.{name}")
            for key, value in node.items():
                out += bare(value, f"{where}.{key}")
        return out

    assert bare(source_yml.schema()) == []


@pytest.mark.parametrize(("line", "said"), [
    ("language: no", "put quotes around it"),
    ("creators: Anna Berg", "write it as a list: [Anna Berg]"),
    ("licence: Free for all!", "write it like CC-BY-4.0"),
    ("coverage:\n  - {topic: talks, from: 1921-13-01}", "1921-13-01 is no day of the calendar"),
    ("coverage:\n  - {topic: talks, from: 1930, to: 1921-05}", "1921-05 is before 1930"),
])
def test_a_value_that_cannot_be_right_is_told_with_how_to_write_it(tmp_path: Path, line: str, said: str) -> None:
    key = line.partition(":")[0]
    kept = [old for old in card().split("coverage:")[0].splitlines() if not old.startswith(key)]
    files = "files:" + card().partition("files:")[2]
    make(tmp_path, "riga", "\n".join([*kept, line, files]))
    make(tmp_path, "pskov")
    out = catalogue.load(tmp_path)
    assert [(r.reason, said in r.detail) for r in out.rejects] == [("bad-source-card", True)], out.rejects
    assert [u.source_id for u in out.units()] == ["pskov"]


def test_a_file_listed_twice_is_told(tmp_path: Path) -> None:
    make(tmp_path, "riga", card() + card().partition("files:\n")[2])
    assert ["listed twice" in r.detail for r in catalogue.load(tmp_path).rejects] == [True]


def test_a_folder_that_cannot_be_a_source_stops_itself_alone(tmp_path: Path) -> None:
    make(tmp_path, "My Letters", card("my-letters"))
    make(tmp_path, "pskov")
    out = catalogue.load(tmp_path)
    assert [u.source_id for u in out.units()] == ["pskov"]
    assert [row["source_id"] for row in out.rows()] == ["My-Letters", "pskov"]
    assert ["not the name of its folder" in r.detail for r in out.rejects] == [True]


def test_a_folder_with_an_odd_name_is_refused_with_its_files(tmp_path: Path) -> None:
    for name in (b"caf\xe9", b"a\nb"):
        folder = os.fsencode(tmp_path) + b"/" + name
        os.mkdir(folder)
        with open(folder + b"/a.txt", "wb") as stream:
            stream.write(TEXT.encode())
    out = catalogue.load(tmp_path)
    assert out.units() == [] and [r.reason for r in out.rejects] == ["unsafe-path", "unsafe-path"]


def test_the_marks_of_open_documents_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "~$letter.docx").write_bytes(b"\x05Anna Berg" + b" " * 150)
    assert catalogue.load(tmp_path).rows() == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root can read every file")
def test_what_cannot_be_opened_is_told_and_nothing_vanishes(tmp_path: Path) -> None:
    for name in ("file", "card", "closed", "bare"):
        make(tmp_path, name)
    (tmp_path / "closed.txt").write_text(TEXT)
    closed = [tmp_path / name for name in ("file/files/a.txt", "card/source.yml", "closed/files", "closed.txt", "bare")]
    for path in closed:
        path.chmod(0)
    try:
        out = catalogue.load(tmp_path)
    finally:
        for path in closed:
            path.chmod(0o755)
    assert out.units() == []
    assert {(r.source_id, r.reason) for r in out.rejects} == {
        (None, "unreadable"), ("file", "unreadable"), ("card", "bad-source-card"), ("closed", "unreadable"), ("closed.txt", "unreadable"),
    }
    assert {row["source_id"]: row["sha256"] is None for row in out.rows()} == {
        "file": True, "card": True, "closed": False, "closed.txt": True,
    }
