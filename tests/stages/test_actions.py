"""The classes of acts: what the table says, what the code asks for, and that their examples are read."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.settings import ROOT
from flows.stages import actions
from flows.stages.actions import acts, classes, event_type, event_types
from flows.stages.extract.events.when.undated import BROUGHT
from schemas import data
from schemas.tables.vocabulary import codes
from tests.stages.extract.reading import read, records

TABLE = data.rows("rules/action_classes", "class_id", "actions", "types", "classes", "about", "example")
BEFORE = "On 3 May 1921 the Oslo Treaty was signed in Oslo."
HEADER = "class_id,actions,types,classes,about,example\n"


def in_code() -> Iterator[str]:
    """The classes that the stages ask for."""
    for path in sorted((ROOT / "flows" / "stages").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "acts":
                for argument in node.args:
                    chosen = (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)
                    yield from (a.value for a in chosen if isinstance(a, ast.Constant) and isinstance(a.value, str))


def test_every_class_is_used_and_every_class_that_is_used_is_there() -> None:
    used = {*in_code(), *(name for pair in BROUGHT for name in pair)}
    taken_in = {c for row in TABLE for c in row["classes"].split()}
    assert used <= classes().keys()
    assert classes().keys() - used - taken_in == set()


def test_no_set_of_actions_is_written_into_the_stages() -> None:
    known, found = set(codes("actions")), []
    for path in sorted((ROOT / "flows" / "stages" / "extract").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Set | ast.Tuple | ast.List) and len(node.elts) > 1:
                words = {e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)}
                if len(words) == len(node.elts) and words <= known:
                    found.append(f"{path.name}:{node.lineno}")
    assert found == []


def test_every_row_says_what_its_acts_are_and_shows_one() -> None:
    assert [row["class_id"] for row in TABLE if not row["about"] or not row["example"]] == []
    assert set(event_types()) == set(codes("actions"))


def test_no_two_classes_are_the_same() -> None:
    assert [n for n in Counter(classes().values()).values() if n > 1] == []
    assert [n for n in Counter(row["about"] for row in TABLE).values() if n > 1] == []


def test_no_row_names_an_action_that_its_types_and_classes_bring() -> None:
    for row in TABLE:
        brought = {a for a, kind in event_types().items() if kind in row["types"].split()}
        brought |= {a for c in row["classes"].split() for a in acts(c)}
        assert brought.isdisjoint(row["actions"].split()), row["class_id"]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["class_id"])
def test_the_example_of_a_class_is_read_as_an_act_of_it(row: dict[str, str]) -> None:
    doc = read(f"{BEFORE} In June 1921 {row['example']}")
    told = {e["action"] for e in records(doc, "events") if max(e["quotes"], key=len) not in BEFORE}
    assert told & acts(row["class_id"])


def test_the_type_of_an_action() -> None:
    assert event_type("sign") == "AGREE"
    with pytest.raises(data.DataError, match=r"vocab/actions\.csv: no action 'vanish'"):
        event_type("vanish")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("talks,meet vanish,,,About,Example", "action_classes.csv:2: talks: actions: 'vanish' is not in schemas/vocab/actions.csv"),
        ("talks,,TALK,,About,Example", "action_classes.csv:2: talks: types: 'TALK' is not in"),
        ("talks,,,talks,About,Example", "action_classes.csv:2: talks: classes: 'talks' is no class above this one"),
        ("talks,,,,About,Example", "action_classes.csv:2: talks: no action"),
        ("talks,meet,,,About,Example\ntalks,visit,,,About,Example", "action_classes.csv:3: talks: this class is there already"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_with_its_line(row: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    event_types()
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "action_classes.csv").write_text(f"{HEADER}{row}\n", encoding="utf-8")
    monkeypatch.setattr(data, "ROOT", tmp_path)
    monkeypatch.setattr(actions, "rows", data.rows.__wrapped__)
    with pytest.raises(data.DataError) as error:
        classes.__wrapped__()
    assert told in str(error.value)


def test_an_unknown_class_is_told() -> None:
    with pytest.raises(data.DataError, match=r"rules/action_classes\.csv: no class 'vanishing'"):
        acts("vanishing")
