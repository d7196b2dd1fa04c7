"""The classes of kinds of actors."""

from __future__ import annotations

import ast

import pytest

from flows.settings import ROOT
from flows.stages.recognise import kinds
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.kinds import actor_kinds
from schemas import data
from schemas.tables.vocabulary import codes
from tests.stages.extract.reading import read

TABLE = data.rows("rules/actor_classes", "class_id", "kinds", "about", "example")


def test_every_class_is_used_and_every_class_that_is_used_is_there() -> None:
    used = set()
    for path in (ROOT / "flows" / "stages").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "actor_kinds":
                used |= {a.value for a in node.args if isinstance(a, ast.Constant)}
    assert used == {row["class_id"] for row in TABLE}


def test_no_set_of_kinds_is_written_into_the_stages() -> None:
    known = set(codes("actor_kinds")) - {"other"}
    found: list[tuple[str, object]] = []
    for path in (ROOT / "flows" / "stages").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            written = node.elts if isinstance(node, ast.Set | ast.Tuple | ast.List) else []
            words = {e.value for e in written if isinstance(e, ast.Constant)} & known
            found += [(path.name, words)] if len(words) > 1 else []
    assert found == []


def test_no_two_classes_are_the_same() -> None:
    assert len({actor_kinds(row["class_id"]) for row in TABLE}) == len(TABLE) == len({row["class_id"] for row in TABLE})


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["class_id"])
def test_the_example_of_a_class_names_an_actor_of_it(row: dict[str, str]) -> None:
    named = [m.ref_id for m in read(row["example"]).mentions if m.kind == "actor"]
    assert row["about"] and {gazetteer().kind(a) for a in named} & actor_kinds(row["class_id"])


def test_what_is_unknown_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(data.DataError, match=r"rules/actor_classes\.csv: no class 'vanishing'"):
        actor_kinds("vanishing")
    told = {kinds.KINDS: [{"kind": "state"}], kinds.CLASSES: [{"class_id": "a", "kinds": "hermit"}]}
    monkeypatch.setattr(kinds, "rows", lambda name, *_: told[name])
    with pytest.raises(data.DataError, match=r"rules/actor_classes\.csv:2: a: hermit not in schemas/vocab/actor_kinds\.csv"):
        kinds._classes.__wrapped__()
