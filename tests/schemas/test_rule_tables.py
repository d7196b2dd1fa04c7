"""The tables of rules: whatever names a rule in the data is listed there, with what it reads."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator

from flows.cli.rules import listed
from flows.settings import ROOT

RULE = re.compile(r"[a-z]+(?:\.[a-z][a-z-]*)+")


def in_code() -> Iterator[str]:
    """The strings of the stages that look like the id of a rule."""
    for path in sorted((ROOT / "flows" / "stages").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and RULE.fullmatch(node.value):
                yield node.value


def test_rules_are_listed_once_with_what_they_read() -> None:
    table = listed().to_pylist()
    assert [r for r, n in Counter(row["rule_id"] for row in table if row["file"] == "built_in").items() if n > 1] == []
    assert [row["rule_id"] for row in table if not row["reads"]] == []


def test_a_rule_that_the_code_names_is_listed() -> None:
    known = set(listed()["rule_id"].to_pylist())
    kinds = {r.split(".")[0] for r in known if "." in r}
    beginnings = {".".join(r.split(".")[:n]) for r in known for n in range(1, r.count(".") + 1)}
    named = {r for r in in_code() if r.split(".")[0] in kinds}
    assert len(named) > 80
    assert named - known - beginnings == set()
