"""source.yml as data: read with the line of every value, checked against schemas/source.schema.json."""

from __future__ import annotations

import json
import re
from calendar import IllegalMonthError, monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from schemas import data

_MOST = 1_000_000  # nodes of a source.yml

SCHEMA_PATH = data.ROOT / "source.schema.json"

_REMEDY = {
    "required": "add the key",
    "pattern": "write it in that form",
    "enum": "use one of these",
    "type": "change its type",
    "minItems": "list at least one",
    "minLength": "fill it in",
    "not": "name a path below the folder of source.yml",
}


IDENTIFIER = "not the name of a source: small letters, digits, `.`, `_` and `-`, beginning with a letter or digit, such as my-letters"


def is_identifier(name: str) -> bool:
    """Whether a source, and so its folder, may have this name."""
    return re.fullmatch(schema()["properties"]["source_id"]["pattern"], name) is not None


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a source.yml; `str()` is the line that people read."""

    path: Path
    line: int
    key: str
    what: str
    remedy: str

    def __str__(self) -> str:
        where = f" {self.key}:" if self.key else ""
        return f"{self.path}:{self.line}:{where} {self.what}; {self.remedy}"


class _Loader(yaml.SafeLoader):
    """YAML without dates: 1917-11-07 and 1917 under a date key are text, as they are in the published tables."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of source.yml."""
    loaded: dict[str, Any] = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))
    return loaded


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def _node(root: yaml.Node, path: list[Any]) -> yaml.Node:
    """The YAML node that a path of keys and indexes leads to, or the last one on the way there."""
    node = root
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = next((v for k, v in node.value if k.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            found = node.value[step]
        else:
            found = None
        if found is None:
            return node
        node = found
    return node


def _size(node: yaml.Node, known: dict[int, int]) -> int:
    """How many nodes there are where each anchor is written out; `_MOST` where there is no end of them."""
    if id(node) not in known:
        known[id(node)] = _MOST  # stays for an anchor that holds itself
        parts = [n for pair in node.value for n in pair] if isinstance(node, yaml.MappingNode) else node.value
        size = 1 if isinstance(node, yaml.ScalarNode) else 1 + sum(_size(n, known) for n in parts)
        known[id(node)] = min(size, _MOST)
    return known[id(node)]


def _repeated_keys(node: yaml.Node, trail: str = "") -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = f"{trail}.{key.value}" if trail else str(key.value)
            if key.value in seen:
                yield key.start_mark.line + 1, name
            seen.add(key.value)
            yield from _repeated_keys(value, name)
    elif isinstance(node, yaml.SequenceNode):
        for i, item in enumerate(node.value):
            yield from _repeated_keys(item, f"{trail}[{i}]")


def _key(path: list[Any]) -> str:
    out = ""
    for step in path:
        out += f"[{step}]" if isinstance(step, int) else f".{step}" if out else str(step)
    return out


def _unknown_keys(path: Path, root: yaml.Node, error: Any, trail: list[Any]) -> Iterator[Problem]:
    allowed = sorted(error.schema.get("properties", {}))
    node = _node(root, trail)
    for key in sorted(k for k in error.instance if k not in allowed):
        line = next((k.start_mark.line for k, _ in node.value if k.value == key), node.start_mark.line) + 1
        near = get_close_matches(key, allowed, n=1)
        remedy = f"did you mean {near[0]}?" if near else f"the keys here are {', '.join(allowed)}"
        yield Problem(path, line, _key([*trail, key]), "unknown key", remedy)


def _mended(error: Any) -> str:
    """What to do about a value that does not fit its schema."""
    if error.validator == "pattern" and (like := error.schema.get("examples")):
        return f"write it like {' or '.join(like)}"
    if error.validator == "type":
        wanted, given = error.validator_value, error.instance
        if "string" in wanted and isinstance(given, (bool, int, float)):
            return "put quotes around it, as YAML takes it for a number or for yes or no"
        if wanted == "array" and isinstance(given, str):
            return f"write it as a list: [{given}]"
        if given is None:
            return "fill it in, or take the key out where it is not required"
    return _REMEDY.get(str(error.validator), "see schemas/source.schema.json")


def _schema_problems(path: Path, root: yaml.Node, value: Any) -> Iterator[Problem]:
    for error in _validator().iter_errors(value):
        trail = list(error.absolute_path)
        line = _node(root, trail).start_mark.line + 1
        if error.validator == "additionalProperties":
            yield from _unknown_keys(path, root, error, trail)
            continue
        what, remedy = error.message, _mended(error)
        if error.validator == "pattern":
            what = f"{error.instance!r} does not fit {error.validator_value}"
        elif error.validator == "not":
            what = f"{error.instance!r} leads out of the source's folder"
        if {"sha256", "bytes"} & {str(trail[-1]) if trail else "", *(w for w in ("sha256", "bytes") if f"'{w}'" in what)}:
            remedy = f"run `chancery seal {path.parent}`"
        yield Problem(path, line, _key(trail), what, remedy)


def _bounds(when: str) -> tuple[date, date] | None:
    """First and last day of a year, month or day; None where there is none such.  Years before 1 are told apart by their number alone."""
    sign, (year, *rest) = when.startswith("-"), when.lstrip("-").split("-")
    month, day = (int(rest[0]) if rest else None), (int(rest[1]) if len(rest) > 1 else None)
    at = 4 if sign or year == "0000" else int(year)
    try:
        return date(at, month or 1, day or 1), date(at, month or 12, day or monthrange(at, month or 12)[1])
    except (ValueError, IllegalMonthError):
        return None


def _sense(path: Path, root: yaml.Node, value: dict[str, Any]) -> Iterator[Problem]:
    """What no schema can say of a source.yml that fits it: days that do not exist, periods that end too early, files listed twice."""
    for i, entry in enumerate(value.get("coverage") or []):
        found = {k: _bounds(entry[k]) for k in ("from", "to") if entry.get(k)}
        for key in (k for k, bounds in found.items() if bounds is None):
            line = _node(root, ["coverage", i, key]).start_mark.line + 1
            yield Problem(path, line, f"coverage[{i}].{key}", f"{entry[key]} is no day of the calendar", "mend the month or the day")
        first, last = found.get("from"), found.get("to")
        both = entry.get("from"), entry.get("to")
        if first and last and not any(str(when).startswith(("-", "0000")) for when in both) and first[0] > last[1]:
            line = _node(root, ["coverage", i, "to"]).start_mark.line + 1
            yield Problem(path, line, f"coverage[{i}].to", f"{both[1]} is before {both[0]}, where it begins", "swap the two")
    listed: set[str] = set()
    for i, name in enumerate(entry["path"] for entry in value["files"]):
        if name in listed:
            line = _node(root, ["files", i, "path"]).start_mark.line + 1
            yield Problem(path, line, f"files[{i}].path", f"{name} is listed twice", "keep one of the entries")
        listed.add(name)


def parse(path: Path) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The content of a source.yml and everything wrong with it, in order of line; no content if it is not YAML at all.

    Years written as numbers under coverage become text.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [Problem(path, 1, "", f"not UTF-8 (byte {error.start})", "save it as UTF-8")]
    except OSError as error:
        return None, [Problem(path, 1, "", f"cannot be read: {error.strerror}", "check its permissions")]
    try:
        root = yaml.compose(text, Loader=_Loader)
        if root is not None and _size(root, {}) >= _MOST:
            return None, [Problem(path, 1, "", "anchors within anchors, or too long", "write out what they stand for")]
        value = yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = " ".join((getattr(error, "problem", None) or str(error) or type(error).__name__).split())
        return None, [Problem(path, mark.line + 1 if mark else 1, "", f"not YAML: {what}", "mend the syntax, often an indent or a quote")]
    if root is None or not isinstance(value, dict):
        return None, [Problem(path, 1, "", "holds no keys", f"delete it and run `chancery seal {path.parent}`, which makes one to fill in")]
    for entry in value.get("coverage") or [] if isinstance(value.get("coverage"), list) else []:
        if isinstance(entry, dict):
            entry.update({k: f"{entry[k]:04d}" for k in ("from", "to") if type(entry.get(k)) is int})
    problems = [Problem(path, line, key, "key given twice", "keep one of them") for line, key in _repeated_keys(root)]
    problems += _schema_problems(path, root, value)
    if not problems:
        problems += _sense(path, root, value)
    problems.sort(key=lambda p: (p.line, p.key, p.what))
    return value, problems


def tree(path: Path) -> yaml.Node | None:
    """A source.yml as nodes that know their places; None if it cannot be read any more."""
    try:
        return yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except (OSError, ValueError, yaml.YAMLError):
        return None


def line_of(root: yaml.Node | None, *trail: Any) -> int:
    """The line where the value at `trail` starts, 1 if the file could not be read."""
    return _node(root, list(trail)).start_mark.line + 1 if root else 1
