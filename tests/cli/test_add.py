"""`chancery add`."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from flows.cli import main
from flows.sources import catalogue
from flows.sources.propose import licence, propose, slug
from flows.stages.clean import language
from schemas import data

Patch = pytest.MonkeyPatch
Capture = pytest.CaptureFixture[str]
PAGE = """<html lang="en-GB"><head><title>The Port Talks | Northern Lexicon</title><meta name="citation_title" content="The Port Talks">
<meta name="citation_author" content="Berg, Anna"><meta property="og:site_name" content="Northern Lexicon">
<link rel="license" href="https://creativecommons.org/licenses/by/4.0/"></head><body><main><h1>The Port Talks</h1>
<p>The talks of 1921 between Latvia and Poland were about the port of Riga, and they ended with a treaty that was signed in March.</p>
<p>Both states had sent their ministers, and both had given them little leave to sign, so the talks went on for three weeks.</p>
</main></body></html>"""


def chancery(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["chancery", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_page_is_added_with_what_it_says_of_itself(tmp_path: Path, monkeypatch: Patch, capsys: Capture) -> None:
    (tmp_path / "Page 1.html").write_text(PAGE)
    (tmp_path / "raw").mkdir()
    assert chancery(monkeypatch, "add", str(tmp_path / "Page 1.html"), "--raw", str(tmp_path / "raw")) == 0
    card = yaml.safe_load((tmp_path / "raw/the-port-talks/source.yml").read_text())
    wanted = {"title": "The Port Talks", "publisher": "Northern Lexicon", "creators": ["Berg, Anna"], "language": "en-GB",
              "licence": "CC-BY-4.0", "redistributable": True}
    assert {k: card[k] for k in wanted} == wanted
    assert "TO SETTLE: licence" in capsys.readouterr().out
    found = catalogue.load(tmp_path / "raw")
    assert not found.rejects and [u.raw_path for u in found.units()] == ["the-port-talks/files/page-1.html"]
    assert chancery(monkeypatch, "add", str(tmp_path / "Page 1.html"), "--raw", str(tmp_path / "raw")) == 2


def test_address_is_kept_and_dry_run_writes_nothing(tmp_path: Path, monkeypatch: Patch, capsys: Capture) -> None:
    (tmp_path / "talk.txt").write_text("Memorandum of Conversation\n\nRiga, March 18, 1921\n\nThe envoy said that the port was free.\n")
    address = f"file://{tmp_path}/talk.txt"
    assert chancery(monkeypatch, "add", address, "--raw", str(tmp_path), "--dry-run") == 0
    card = yaml.safe_load(out := capsys.readouterr().out)
    assert card["url"] == address and card["licence"] == "LicenseRef-unknown" and card["redistributable"] is False
    assert "dated 1921-03-18" in out and [p.name for p in tmp_path.iterdir()] == ["talk.txt"]


def test_what_cannot_be_read_is_told(tmp_path: Path, monkeypatch: Patch, capsys: Capture) -> None:
    (tmp_path / "x.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert chancery(monkeypatch, "add", str(tmp_path / "x.png"), "--raw", str(tmp_path)) == 1
    assert "binary" in capsys.readouterr().err
    assert chancery(monkeypatch, "add", str(tmp_path / "none.txt"), "--raw", str(tmp_path)) == 2


def test_examples_of_the_tables() -> None:
    for row in data.rows("rules/languages", "language", "words", "example"):
        assert language.guess(row["example"])[0] == row["language"], row
    for row in data.rows("rules/licences", "rule_id", "where", "licence", "example"):
        url = {"host": f"https://{row['example']}/", "path": f"https://x.org{row['example']}"}.get(row["where"])
        assert licence(row["example"] if row["where"] == "text" else "", url)[0] == row["licence"], row
    assert licence("Nothing.", None)[:2] == ("LicenseRef-unknown", False)
    assert slug("Überblick: The Talks of '21") == "uberblick-the-talks-of-21" and language.guess("123")[0] is None


def test_register_in_xml_gets_a_mapping_from_its_columns() -> None:
    row = "<trip><start-date>1921-03-18</start-date><visitor>Karlis Berg</visitor><country>Latvia</country><id>1</id></trip>"
    found = propose(f"<?xml version='1.0'?><trips>{row * 3}</trips>".encode(), "trips.xml", None)
    assert found.value["genre"] == "register"
    assert found.value["files"][0]["mapping"] == {"row": "trip", "start": "start-date", "person": "visitor", "target": "country"}
    assert any("3 rows of <trip> with the columns start-date, visitor, country, id" in line for line in found.open)


def test_register_in_csv_gets_a_mapping_and_prose_does_not() -> None:
    found = propose("\ufeffDate;State;Where\n1921-03-18;Latvia;Riga\n1921-03-19;Poland;Riga\n".encode(), "list", None)
    assert found.value["files"][0]["mapping"] == {"date": "Date", "actor": "State", "place": "Where"}
    prose = propose(b"The talks were long, and dull.\nThey ended in March, in Riga.\n\nNobody wrote, or signed.\n", "a.txt", None)
    assert "mapping" not in prose.value["files"][0]


def test_xml_of_no_known_kind_is_said_to_be_unreadable() -> None:
    found = propose(b"<?xml version='1.0'?><letter><word>Riga</word></letter>", "letter.xml", None)
    assert "mapping" not in found.value["files"][0] and any("nothing can read it" in line for line in found.open)


def test_divisions_of_a_volume_are_proposed_as_documents() -> None:
    part = '<div type="chapter"><head>Talks</head><p>They met in Riga.</p></div>'
    volume = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{{}}{part * 4}</body></text></TEI>'
    assert propose(volume.format("").encode(), "v.xml", None).value["files"][0]["mapping"] == {"document": "chapter"}
    document = '<div type="document"><p>They met.</p></div>'
    assert "mapping" not in propose(volume.format(document).encode(), "v.xml", None).value["files"][0]
