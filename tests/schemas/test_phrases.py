"""Tables of patterns: what stands for another pattern or for words is written out, and a table that cannot be is told of."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.settings import ROOT
from schemas import data, phrases

TABLES = ("rules/treaty_phrases", "rules/name_phrases", "rules/place_phrases", "rules/when_phrases", phrases.WORD_PATTERNS)
GIVEN = ("counted-group", "named-town")
"""Patterns of which code gives a part by name."""
HEAD = "rule_id,use,pattern,example\n"


def constants() -> Iterator[str]:
    """The strings that the stages hold."""
    for path in sorted((ROOT / "flows" / "stages").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of tables of its own, with the shared ones beside it, and the path of its table `rules/own`."""
    (tmp_path / "rules").mkdir()
    for name in ("word_patterns", "word_classes", "place_words", "date_words", "numbers"):
        (tmp_path / "rules" / f"{name}.csv").symlink_to(data.ROOT / "rules" / f"{name}.csv")
    monkeypatch.setattr(data, "ROOT", tmp_path)
    for known in (data.rows, phrases.words, phrases._rows, phrases.patterns, phrases.phrase):
        known.cache_clear()
    return tmp_path / "rules" / "own.csv"


@pytest.fixture(autouse=True)
def _afresh() -> object:
    yield
    for known in (data.rows, phrases.words, phrases._rows, phrases.patterns, phrases.phrase):
        known.cache_clear()


@pytest.mark.parametrize("name", TABLES)
def test_ids_are_unique_and_every_pattern_is_written_out(name: str) -> None:
    rows = data.rows(name, "rule_id", "use", "pattern", "example")
    assert len({r["rule_id"] for r in rows}) == len(rows)
    for use in sorted({r["use"] for r in rows}):
        for pattern in phrases.patterns(name, use) if use not in GIVEN else ():
            assert "{{" not in pattern.pattern


@pytest.mark.parametrize("name", (*TABLES, "rules/positions_phrases"))
def test_every_use_is_asked_for(name: str) -> None:
    asked = set(constants())
    uses = {r["use"] for r in data.rows(name, "rule_id", "use", "pattern")} - {"part"}
    within = {part for r in data.rows(name, "pattern") for part in re.findall(r"\{\{([\w-]+)\}\}", r["pattern"])}
    named = {use for use in uses if use.partition(".")[0] + "." in asked}  # by a name that a text or a table gives
    assert sorted(uses - asked - within - named) == []


def test_a_name_is_first_a_part_then_words_then_a_use(table: Path) -> None:
    rows = ("own.part.talks,part,parleys?,parley", "own.met,met,{{talks}} in {{where}},parley in Oslo", "own.where,where,Oslo|Riga,Oslo")
    table.write_text(HEAD + "\n".join(rows))
    met = phrases.phrase("rules/own", "met")
    assert met.fullmatch("parleys in Oslo")
    assert not met.search("talks in Oslo")
    table.write_text(HEAD + "own.held,held,{{talks}} were held on the {{ordinal}},talks were held on the third\n")
    data.rows.cache_clear(), phrases._rows.cache_clear()
    assert phrases.phrase("rules/own", "held").search("negotiations were held on the twenty-first")


def test_several_patterns_of_a_use_may_name_the_same_group(table: Path) -> None:
    table.write_text(HEAD + "own.a,met,(?P<who>Norway) met,Norway met\nown.b,met,met with (?P<who>Sweden),met with Sweden\n")
    found = phrases.phrase("rules/own", "met").search("they met with Sweden")
    assert found and [v for v in found.groupdict().values() if v] == ["Sweden"]


def test_a_part_can_be_given_by_name(table: Path) -> None:
    table.write_text(HEAD + "own.a,met,met {{whom}},met him\n")
    assert phrases.phrase("rules/own", "met", whom="him|her").search("met her")
    with pytest.raises(data.DataError, match=r"own\.csv: rule own\.a: nothing is called \{\{whom\}\}; add a row"):
        phrases.phrase("rules/own", "met")


def test_what_cannot_be_written_out_is_told(table: Path) -> None:
    table.write_text(HEAD + "own.a,met,met {{met}},met\nown.b,broken,met (,met\n")
    with pytest.raises(data.DataError, match="the pattern of 'met' holds itself"):
        phrases.phrase("rules/own", "met")
    with pytest.raises(data.DataError, match=r"rule own\.b: pattern .* does not compile"):
        phrases.phrase("rules/own", "broken")
    with pytest.raises(data.DataError, match="no pattern of use 'vanishing'; add a row"):
        phrases.phrase("rules/own", "vanishing")


def test_words_are_read_with_either_apostrophe_and_without_their_hyphen() -> None:
    assert phrases.alternation(["de", "den", "twenty-first", "o'er"]) == "(?:twenty(?: ?[-–] ?| )first|o['’]er|den|de)"
