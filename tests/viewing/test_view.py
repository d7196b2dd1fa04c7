from __future__ import annotations

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from flows.settings import UsageError
from flows.viewing import answers, view
from tests.evaluate.small_gold import COASTS
from tests.publishing import published
from tests.tables.small_dataset import small_rows
from tests.viewing.hostile import IMAGE, SCRIPT, TEXT

CHANCERY = [sys.executable, "-c", "from flows.cli import main; main()"]


class Elements(HTMLParser):
    """Every element with its attributes, and every character of the text of the page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]

    def marked(self, name: str) -> list[dict[str, str | None]]:
        return [a for a in self.of("span") if name in (a.get("class") or "").split()]


def test_nothing_of_the_text_is_markup(hostile: Path) -> None:
    _, html = view(hostile, "hostile")
    elements = Elements(html)
    assert len(elements.of("script")) == 1
    assert not elements.of("img") and not elements.of("b") and not elements.of("i")
    assert not [a for _, attributes in elements.found for a in attributes if a.startswith("on")]
    assert SCRIPT in elements.text and IMAGE in elements.text
    assert "&lt;b&gt; as it is printed" in elements.text
    assert "Bell␇, null␀ and return␍ stand here" in elements.text
    assert "\x07" not in html and "\x00" not in html and "\r" not in html
    assert SCRIPT not in html and IMAGE not in html


def test_the_page_loads_nothing(hostile: Path) -> None:
    _, html = view(hostile, "hostile")
    elements = Elements(html)
    assert not elements.of("link") and not elements.of("iframe")
    assert not [a for tag, a in elements.found if "src" in a]
    (policy,) = [a["content"] or "" for a in elements.of("meta") if a.get("http-equiv")]
    assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy
    assert [a["href"] for a in elements.of("a") if not (a["href"] or "").startswith("#")] == ['https://example.org/"onmouseover="alert(1)']


def test_everything_read_is_marked(hostile: Path) -> None:
    elements = Elements(view(hostile, "hostile")[1])
    kinds = {kind: len(elements.marked(f"m-{kind}")) for kind in ("actor", "treaty", "date", "place")}
    assert kinds == {"actor": 2, "treaty": 2, "date": 1, "place": 1}  # the treaty crosses an actor, so it comes in two pieces
    (place,) = elements.marked("m-place")
    assert (place["data-t"], place["data-n"], place["data-v"], place["data-u"]) == ("place, full", "Portham", SCRIPT, 'rule-"x"')
    own = elements.marked("own")
    assert {a["data-r"] for a in own} == {"r0", "r1", "x0"}
    gone = {name for a in elements.of("button") for name in (a.get("data-go") or "").split()}
    assert gone <= {a["data-q"] for a in elements.marked("q")}
    assert {"r0", "r1", "x0"} <= {a.get("id") for a in elements.of("article")}


def test_the_header_says_where_the_text_is_from(hostile: Path) -> None:
    text = Elements(view(hostile, "coasts")[1]).text
    for words in ("The two coasts, 1931", "Papers of books, books press", "CC0-1.0", "essay", "1950"):
        assert words in text


def test_the_same_document_gives_the_same_page(hostile: Path) -> None:
    assert view(hostile, "coasts") == view(hostile, "coasts")


def test_a_document_answers_to_id_title_file_and_beginning(hostile: Path) -> None:
    for name in ("coasts", "The two coasts, 1931", "the TWO", "coa"):
        assert view(hostile, name)[0] == "coasts"
    with pytest.raises(UsageError, match="no document has this id, title or file name; close to it:\n  coasts"):
        view(hostile, "coast line")
    with pytest.raises(UsageError, match="no dataset"):
        view(hostile / "nowhere", "coasts")


def test_an_ambiguous_beginning_lists_the_documents(tmp_path: Path) -> None:
    rows = small_rows()
    rows["documents"][1]["title"] = "The two letters"
    with pytest.raises(UsageError, match="2 documents answer to this; give one of them:\n  coasts\n  letter"):
        view(published(rows, tmp_path), "the two")


def test_a_text_that_is_withheld_is_not_shown(tmp_path: Path) -> None:
    rows = small_rows()
    rows["documents"][0]["text"] = None
    for row in (*rows["evidence"], *rows["mentions"]):
        row |= {"quote": None} if "quote" in row else {"surface": None}
    elements = Elements(view(published(rows, tmp_path), "coasts")[1])
    assert "does not allow the text to be passed on" in elements.text
    assert "signed a pact of" not in elements.text and "Pact of Portham" in elements.text


def test_gold_stands_beside_what_agrees(hostile: Path, tmp_path: Path) -> None:
    file = tmp_path / "coasts.json"
    file.write_text(json.dumps(COASTS), encoding="utf-8")
    html = view(hostile, "coasts", tmp_path)[1]
    assert html == view(hostile, "coasts", file)[1]
    elements = Elements(html)
    lines = [(a["class"] or "").removeprefix("line ") for a in elements.of("div") if (a.get("class") or "").startswith("line ")]
    assert sorted(lines) == ["o-agreed"] * 3 + ["o-missed"] * 3 + ["o-not-in-gold"]
    assert len(elements.marked("o-agreed")) >= 3 and len(elements.marked("o-missed")) >= 3
    with pytest.raises(UsageError, match=r"hostile\.json: no such file; answers are named as the text is"):
        view(hostile, "hostile", tmp_path)


@pytest.mark.parametrize(
    ("quote", "found"),
    [("signed the", "signed the"), ("the pact  was\nrenewed", "the pact was renewed"), ("the pact was renewd", "the pact was renew")],
)
def test_a_quote_is_found_where_white_space_or_a_repair_parts_it_from_the_text(quote: str, found: str) -> None:
    text = "They signed the treaty; the pact was renewed in spring."
    place = answers.find(text, quote)
    assert place and text[slice(*place)].startswith(found)
    assert answers.find(text, "an entirely different sentence about ships") is None


def test_a_long_document_makes_a_page(tmp_path: Path) -> None:
    rows = small_rows()
    one = rows["documents"][0]["text"]
    size, n = len(one) + 1, 200_000 // (len(one) + 1)
    rows["documents"][0] |= {"text": (one + "\n") * n, "n_chars": size * n}
    rows["passages"] = [p for p in rows["passages"] if p["document_id"] != "coasts"]
    rows["passages"] += [
        {"document_id": "coasts", "passage_no": i, "heading": None, "kind": "paragraph", "start": i * size, "end": (i + 1) * size}
        for i in range(n)
    ]

    def moved(row: dict[str, Any], i: int, key: str) -> dict[str, Any]:
        return row | {key: f"{row[key]}-{i}", "start": row["start"] + i * size, "end": row["end"] + i * size}

    for name, key in (("mentions", "mention_id"), ("evidence", "evidence_id")):
        rows[name] += [moved(row, i, key) for i in range(1, n) for row in rows[name] if row["document_id"] == "coasts"]
    out = published(rows, tmp_path)
    _, html = view(out, "coasts")
    assert html.count('<span class="m m-date"') == n


def test_the_command_writes_a_file_and_says_which(hostile: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*CHANCERY, "view", *arguments, "--out", str(hostile)], capture_output=True, check=False, text=True, cwd=tmp_path
        )

    done = run("hostile")
    assert (done.returncode, done.stdout) == (0, "hostile.html\n")
    assert TEXT[:7] in (tmp_path / "hostile.html").read_text(encoding="utf-8")
    assert run("coasts", "--to", "nowhere/page.html").returncode == 2
    (tmp_path / "coasts.json").write_text("[]")
    malformed = run("coasts", "--gold", "coasts.json")
    assert malformed.returncode == 1 and "coasts.json: the whole file: [] is not of type 'object'" in malformed.stderr
