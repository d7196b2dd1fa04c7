"""Writing the checksums of a source's files into its source.yml, so that adding a text is: copy, describe, seal."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from flows.settings import UsageError
from flows.sources import source_yml, walk
from flows.sources.catalogue import CatalogueError, fingerprint

_STUB = """\
# yaml-language-server: $schema={schema}
source_id: {source_id}
title: {source_id}
publisher: null
creators: []
genre: null
language: en
licence: LicenseRef-unknown
redistributable: false
citation: null
url: null
files: []
"""


def _set(lines: list[str], item: yaml.MappingNode, key: str, value: str) -> bool:
    """Set one scalar of a mapping in the text of the file, keeping everything around it; whether it changed."""
    for k, v in item.value:
        if k.value == key:
            line, at = v.start_mark.line, v.start_mark.column
            old = lines[line]
            lines[line] = old[:at] + value + old[v.end_mark.column :] if v.end_mark.line == line else old[:at] + value
            return bool(lines[line] != old)
    first = item.value[0][0].start_mark
    last = item.value[-1][1].end_mark
    end = last.line if last.column else last.line - 1
    lines[end] += f"\n{' ' * first.column}{key}: {value}"
    return True


def _quoted(text: str) -> str:
    return text if re.fullmatch(r"[\w./-]+", text, re.ASCII) and text[0] != "-" else "'" + text.replace("'", "''") + "'"


def _write(yml: Path, text: str) -> None:
    spare = yml.with_name(".source.yml.new")
    spare.write_text(text, encoding="utf-8")
    spare.replace(yml)


def _listed(yml: Path) -> list[str]:
    """The paths of the files that a source.yml lists; CatalogueError where it cannot be read as far as that."""
    value, problems = source_yml.parse(yml)
    if value is None:
        raise CatalogueError(str(problems[0]))
    entries = value.get("files") or []
    if not isinstance(entries, list) or not all(isinstance(e, dict) and isinstance(e.get("path"), str) for e in entries):
        line = source_yml.line_of(source_yml.tree(yml), "files")
        raise CatalogueError(f"{yml}:{line}: files: not a list of entries with a path each; write `files: []` and seal again")
    if outside := [p for p in problems if p.key.startswith("files[") and p.key.endswith("].path")]:
        raise CatalogueError(str(outside[0]))
    return [e["path"] for e in entries]


def seal(folder: Path) -> list[str]:
    """Write sha256 and bytes of every file of a source into `folder/source.yml`; what changed, one line each.

    A missing source.yml is made from a stub, files below `files/` that have no entry get one.  Comments and order stay.
    Raises UsageError for a folder that cannot be one of a source, CatalogueError for a source.yml that cannot be used.
    """
    yml = folder / "source.yml"
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder; make it and put the texts in {folder}/files")
    if not source_yml.is_identifier(name := folder.resolve().name):
        raise UsageError(f"{folder}: {source_yml.IDENTIFIER}; rename the folder")
    changed = []
    if not yml.exists():
        depth = "../" * 2
        _write(yml, _STUB.format(source_id=name, schema=f"{depth}schemas/source.schema.json"))
        changed.append(f"{yml}: made; fill in title, publisher, licence and url")
    listed = _listed(yml)
    text = yml.read_text(encoding="utf-8-sig")
    found = sorted(
        p.relative_to(folder).as_posix() for p in walk.below(folder / "files") if not walk.ignored(p.name) and p.is_file()
    )
    new = [p for p in found if p not in listed]
    if new:
        entries = "".join(f"\n  - path: {_quoted(p)}" for p in new)
        text, n = re.subn(r"(?m)^files:[ \t]*(\[[ \t]*\]|null|~)?[ \t]*$", "files:" + ("" if listed else entries), text, count=1)
        if not n:
            text = text.rstrip("\n") + "\nfiles:" + entries + "\n"
        elif listed:
            text = _append(text, entries)
        changed += [f"{yml}: entry for {p}" for p in new]
    lines = text.rstrip("\n").split("\n")
    changed += _fill(folder, yml, lines)
    if (sealed := "\n".join(lines) + "\n") != yml.read_text(encoding="utf-8-sig"):
        _write(yml, sealed)
    return changed


def _entries(text: str) -> list[yaml.MappingNode]:
    """The entries of the list of files, each with its place in the text."""
    root = yaml.compose(text)
    assert isinstance(root, yaml.MappingNode)
    found: list[yaml.MappingNode] = next(v for k, v in root.value if k.value == "files").value
    return found


def _fill(folder: Path, yml: Path, lines: list[str]) -> list[str]:
    """Set sha256 and bytes of every entry; what changed, one line each.

    The text is read once and filled from its end: what is written moves nothing that is still to be filled.
    """
    entries = [(item, folder / next(v.value for k, v in item.value if k.value == "path")) for item in _entries("\n".join(lines))]
    for item, path in entries:
        if not path.is_file():
            raise CatalogueError(f"{yml}:{item.start_mark.line + 1}: {path} is not there; put the file there or drop the entry")
    changed = []
    for item, path in reversed(entries):
        sha256, size, _ = fingerprint(path)
        values = {"sha256": sha256, "bytes": str(size)}
        at = {k.value: k.start_mark.index for k, _ in item.value}
        new = [key for key in sorted(values, key=lambda k: -at.get(k, -1)) if _set(lines, item, key, values[key])]
        if "sha256" in new:
            changed.append(f"{yml}: sha256 of {path.relative_to(folder).as_posix()}")
    return changed[::-1]


def _append(text: str, entries: str) -> str:
    """`entries` behind the last entry of the list of files, at its indent."""
    last = _entries(text)[-1]
    lines = text.rstrip("\n").split("\n")
    end = last.end_mark.line if last.end_mark.column else last.end_mark.line - 1
    end = min(end, len(lines) - 1)
    while not lines[end].strip():
        end -= 1
    dash = lines[last.start_mark.line].index("-")
    lines[end] += entries.replace("\n  - ", "\n" + " " * dash + "- ")
    return "\n".join(lines) + "\n"
