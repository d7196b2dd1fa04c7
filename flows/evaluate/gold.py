"""A reader's answers: one JSON file per document, in the format of schemas/gold.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from flows.evaluate.content import Content, Record
from flows.settings import UsageError
from flows.stages.actions import event_type
from flows.stages.edtf import is_date
from schemas.data import ROOT
from schemas.tables.vocabulary import codes

SCHEMA = ROOT / "gold.schema.json"
SHOWN = 20
"""How many faults are listed before the rest are counted."""


class GoldError(Exception):
    """Answers that cannot be compared with anything as they stand."""


def load(place: Path) -> dict[str, Content]:
    """The answers in a folder, or in one file, by the stem of the file's name, in the order of the names.

    Raises UsageError when there are none, GoldError with every fault of every file.
    """
    if not place.exists():
        raise UsageError(f"{place}: no such file or folder; give the folder that holds one JSON file per document")
    files = sorted(place.glob("*.json")) if place.is_dir() else [place]
    if not files:
        raise UsageError(f"{place}: holds no .json file; there must be one per document, named as the text is")
    found: dict[str, Content] = {}
    faults: list[str] = []
    for file in files:
        data, wrong = _read(file)
        faults += [f"{file}: {fault}" for fault in wrong]
        if not wrong:
            found[file.stem] = content(data, str(file))
    if faults:
        more = [f"and {len(faults) - SHOWN} more"] if len(faults) > SHOWN else []
        raise GoldError("\n".join([*faults[:SHOWN], *more]))
    return found


def _read(file: Path) -> tuple[Any, list[str]]:
    try:
        data = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        return None, [f"cannot be read ({error.strerror}); check that it is a file and may be opened"]
    except UnicodeDecodeError as error:
        return None, [f"byte {error.start} is not UTF-8; save the file as UTF-8"]
    except json.JSONDecodeError as error:
        return None, [f"line {error.lineno}, column {error.colno}: not JSON ({error.msg}); correct the text there"]
    return data, list(_faults(data))


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return schema


def _faults(data: Any) -> Iterator[str]:
    """What is wrong with the data, each as place, fault and remedy, in the order of the places."""
    from jsonschema import Draft202012Validator

    errors = sorted(Draft202012Validator(_schema()).iter_errors(data), key=lambda e: [str(p).zfill(6) for p in e.path])
    for error in errors:
        said = error.schema.get("description") if isinstance(error.schema, dict) else None
        yield f"{_place(error.path)}: {error.message}; {said or 'the format is in schemas/gold.schema.json'}"
    if not errors:
        yield from _wrong_codes(data, _schema(), ())
        yield from _wrong_references(data)


def _place(path: Any) -> str:
    text = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path)
    return text.lstrip(".") or "the whole file"


def _wrong_codes(value: Any, schema: dict[str, Any], path: tuple[Any, ...]) -> Iterator[str]:
    """Codes that are not in their vocabulary and dates that are no EDTF."""
    if "vocab" in schema:
        known = [code.replace("_", "-") for code in codes(schema["vocab"])]
        for code in value if isinstance(value, list) else [value]:
            if code is not None and code.replace("_", "-") not in known:
                yield f"{_place(path)}: {code!r} is no code of ours; use one of {', '.join(known)}"
    elif schema.get("$ref", "").endswith("/date") and value is not None and not is_date(value):
        yield f"{_place(path)}: {value!r} is no EDTF date; {_schema()['$defs']['date']['description']}"
    elif isinstance(value, dict):
        for name, below in value.items():
            yield from _wrong_codes(below, schema.get("properties", {}).get(name, {}), (*path, name))
    elif isinstance(value, list):
        for i, below in enumerate(value):
            yield from _wrong_codes(below, schema.get("items", {}), (*path, i))


def _wrong_references(data: dict[str, Any]) -> Iterator[str]:
    known = [row["id"] for row in data["treaties"] if "id" in row]
    for name in dict.fromkeys(n for n in known if known.count(n) > 1):
        yield f"treaties: the id {name!r} is given twice; give every treaty its own"
    for i, row in enumerate(data["events"]):
        if row.get("treaty") and row["treaty"] not in known:
            yield f"events[{i}].treaty: no treaty has the id {row['treaty']!r}; give the id of a row of treaties, or null"


def content(data: dict[str, Any], source: str = "") -> Content:
    """The data of a faultless file."""
    about = data.get("document") or {}
    positions = data.get("positions")
    return Content(
        Record(
            "document",
            about.get("title") or "",
            _given(about | ({"issued": about["date"]} if "date" in about else {}), "title", "issued", "place", "genre"),
            {"authors": tuple(about.get("authors") or ()), "recipients": tuple(about.get("recipients") or ())},
            (),
        ),
        tuple(_treaty(i, row) for i, row in enumerate(data["treaties"], 1)),
        tuple(_event(i, row) for i, row in enumerate(data["events"], 1)),
        None if positions is None else tuple(_position(i, row) for i, row in enumerate(positions, 1)),
        source,
    )


def _given(row: dict[str, Any], *names: str) -> dict[str, Any]:
    """The attributes that the reader speaks of: null says that the document does not tell, a missing one was not looked for."""
    return {name: row[name] for name in names if name in row}


def _treaty(i: int, row: dict[str, Any]) -> Record:
    return Record(
        row.get("id") or f"t{i}",
        row["name"],
        _given(row, "kind", "status", "signed", "place", "term_years"),
        {
            "names": (row["name"], *row.get("aliases", ())),
            "parties": tuple(row.get("parties", ())),
            "signatories": tuple(s["person"] for s in row.get("signatories", ())),
            "obligations": tuple(o.replace("_", "-") for o in row.get("obligations", ())),
        },
        (row["quote"],),
    )


def _event(i: int, row: dict[str, Any]) -> Record:
    actors = tuple(a["name"] for a in row["actors"])
    values = _given(row, "action", "date", "place", "realis", "treaty")
    title = ", ".join(str(v) for v in (f"{row['action']}: {', '.join(actors)}", row.get("date")) if v)
    return Record(row.get("id") or f"e{i}", title, {**values, "event_type": event_type(row["action"])}, {"actors": actors}, (row["quote"],))


def _position(i: int, row: dict[str, Any]) -> Record:
    article = f"article {row['article']}: " if row.get("article") else ""
    title = f"{row['speaker']} {row['stance']} {article}{row.get('subject') or ''}".strip()
    values = _given(row, "stance", "article", "date", "subject")
    speakers = tuple(name for name in (row["speaker"], row.get("for")) if name)
    return Record(f"p{i}", title, values, {"speakers": speakers}, (row["quote"],))
