"""Registers: tables whose rows are facts, as CSV or as XML with one element per row.

source.yml says what the columns are: `mapping: {date: start, actor: country, text: remarks}` gives role: column, and for
XML `row: visit` names the element; a value that starts with `=` is no column but what holds for every row.  The file becomes
one document of genre register, a line per row with the mapped cells in the order of the mapping, joined by ` | `;
`doc.meta["cells"]` says which cell stands where.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from flows.sources.catalogue import Unit
from flows.sources.readers import limits
from flows.sources.readers.assemble import Assembly, fold
from flows.sources.readers.decode import decode
from flows.sources.readers.errors import ReadError
from flows.sources.readers.inline import Inline, local
from flows.sources.readers.plain import document
from flows.stages.genres import REGISTER
from flows.stages.model import Document, Reject

SEPARATOR = " | "
_DELIMITERS = (",", ";", "\t", "|")

Row = tuple[int, dict[str, str] | None, int]
"""Line of the file, the cells by column (none for a row that cannot be read), and how many lines the row has."""


def delimiter(text: str) -> str:
    """What stands between the cells of a table: the one of the usual characters that its first line has most of."""
    first = text.lstrip("\n").split("\n", 1)[0]
    return max(_DELIMITERS, key=lambda d: (first.count(d), -_DELIMITERS.index(d)))


def _csv_rows(data: bytes, unit: Unit, columns: Mapping[str, str]) -> Iterator[Row]:
    text, _ = decode(data)
    reader = csv.reader(io.StringIO(text.lstrip("\n")), delimiter=delimiter(text))
    header = [fold(c) for c in next(reader, [])]
    if missing := sorted(set(columns.values()) - set(header)):
        names = ", ".join(header)
        raise ReadError("malformed-row", f"{unit.raw_path}:1: no column {', '.join(missing)}; the mapping in source.yml may name {names}")
    while True:
        before = reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield before + 1, None, reader.line_num - before
            continue
        if any(c.strip() for c in cells):
            row = dict(zip(header, cells, strict=True)) if len(cells) == len(header) else None
            yield before + 1, row, reader.line_num - before


def _xml_rows(data: bytes, unit: Unit, row: str) -> Iterator[Row]:
    for element in limits.xml_stream(data, unit.raw_path, f"{{*}}{row}"):
        cells: dict[str, str] = {str(k): str(v) for k, v in element.attrib.items()}
        for child in element:
            inline = Inline(lambda _: False)
            inline.element(child)
            cells[local(child)] = inline.text()
        yield element.sourceline or 0, cells, 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def read(data: bytes, unit: Unit) -> list[Document]:
    """The register as one document. Raises ReadError when its columns are not those of the mapping or it has no row."""
    mapping = dict(unit.mapping or {})
    row_name = mapping.pop("row", None)
    constants = {role: mapping.pop(role)[1:] for role, column in list(mapping.items()) if column.startswith("=")}
    out = Assembly()
    cells: list[dict[str, Any]] = []
    rejects: list[Reject] = []
    number = 0
    for line, row, n_lines in _xml_rows(data, unit, row_name) if row_name else _csv_rows(data, unit, mapping):
        values = [(role, fold(row.get(column, ""))) for role, column in mapping.items()] if row else []
        values = [(role, value) for role, value in values if value]
        if not values:
            why = "holds none of the mapped columns" if row else "does not have the width of the header"
            if n_lines > 1 and not row:
                why = f"begins with this line and takes {n_lines}, as a quotation mark is open"
            rejects.append(Reject(unit.source_id, None, "clean", "malformed-row", f"{unit.raw_path}:{line}: the row {why}; mend it there"))
            continue
        span = out.add("table-row", SEPARATOR.join(value for _, value in values))
        assert span is not None
        at = span[0]
        for role, value in values:
            cells.append({"row": number, "role": role, "name": value, "start": at, "end": at + len(value)})
            at += len(value) + len(SEPARATOR)
        number += 1
    if not number:
        raise ReadError("empty", f"{unit.raw_path}: a register without rows; look at `mapping` in source.yml")
    doc = document(unit, out.text())
    doc.blocks, doc.rejects = out.blocks, rejects
    doc.genre = doc.genre or REGISTER
    facts: dict[str, Any] = {"format": "register", "cells": cells} | ({"constants": constants} if constants else {})
    doc.meta |= facts
    return [doc]
