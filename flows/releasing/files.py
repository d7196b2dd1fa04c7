"""The files of a release beside its Parquet: CSV, dictionary, licences, citation, known issues, checksums and the archive."""

from __future__ import annotations

import html
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from flows.ledger import sha256
from flows.stages.findings import Report
from schemas.data import rows
from schemas.tables import TABLES
from schemas.tables.base import Column, Table
from schemas.tables.dictionary import literal, quoted, sql_type
from schemas.tables.vocabulary import vocabularies

SUMS = "SHA256SUMS"
_FORMULA = r"^[=+\-@\t\r]"
_BLOCK = 2**20


def about() -> dict[str, str]:
    """What the dataset is called, who makes it and under which licence: schemas/releases/about.csv."""
    return {row["key"]: row["value"] for row in rows("releases/about", "key", "value")}


def write_csv(db: duckdb.DuckDBPyConnection, table: type[Table], source: Path, target: Path) -> None:
    """RFC 4180 in UTF-8, compressed with zstd: null is empty and the empty text is `""`, a list is JSON.

    A text that a spreadsheet would run as a formula (it begins with =, +, -, @, tab or return) stands behind an apostrophe.
    """
    plain = target.with_suffix("")
    columns = ", ".join(f"{_cell(c)} as {quoted(c.name)}" for c in table.columns)
    db.execute(f"copy (select {columns} from read_parquet({literal(str(source))})) to {literal(str(plain))} (format csv, header)")
    with plain.open("rb") as file, pa.output_stream(target, compression="zstd") as packed:
        while block := file.read(_BLOCK):
            packed.write(block)
    plain.unlink()


def _cell(column: Column) -> str:
    name = quoted(column.name)
    if column.type == "str":
        return f"case when regexp_matches({name}, '{_FORMULA}') then '''' || {name} else {name} end"
    return f"to_json({name})::varchar" if column.type.startswith(("list", "dict")) else name


def dictionary_html(view_rows: Sequence[tuple[str, str, Mapping[str, str]]], version: str) -> str:
    """The dictionary as one page: tables, views (name, text, columns) and vocabularies, each with an address of its own."""
    title = html.escape(f"{about()['title']}: data dictionary of {version}")
    out = [
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1"><style>',
        "body{font:16px/1.5 Georgia,serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222}",
        "table{border-collapse:collapse;width:100%;margin:.5rem 0 2rem}",
        "td,th{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #ddd}code{font-size:.9em}",
        "h2{margin-top:3rem}nav a{margin-right:.75rem}</style></head><body>",
        f"<h1>{title}</h1>",
        "<nav>" + " ".join(f'<a href="#{t.table}">{t.table}</a>' for t in TABLES),
        '<a href="#views">views</a> <a href="#vocabularies">vocabularies</a></nav>',
        "<h2>Tables</h2>",
    ]
    for table in TABLES:
        key = f"Key: {', '.join(table.key)}." if table.key else "No key: equal rows are possible."
        out.append(f'<h3 id="{table.table}">{table.table}</h3><p>{html.escape(table.about)} {html.escape(key)}</p>')
        cells = [(f"<code>{c.name}</code>", sql_type(c), "null" if c.nullable else "", _says(c)) for c in table.columns]
        out += _html_table(("column", "type", "", "what it says"), cells)
    out.append('<h2 id="views">Views</h2>')
    for name, text, columns in view_rows:
        out.append(f'<h3 id="{name}">{name}</h3><p>{html.escape(text)}</p>')
        out += _html_table(("column", "what it says"), [(f"<code>{c}</code>", html.escape(t)) for c, t in columns.items()])
    out.append('<h2 id="vocabularies">Vocabularies</h2>')
    for name, codes in vocabularies().items():
        out.append(f'<h3 id="vocabulary-{name}">{name}</h3>')
        header = tuple(codes[0])
        out += _html_table(header, [tuple(html.escape(row[h]) for h in header) for row in codes])
    return "\n".join([*out, "</body></html>"]) + "\n"


def _says(c: Column) -> str:
    text = re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(c.description))
    if c.refers:
        text += f' (refers to <a href="#{c.refers}">{c.refers}</a>)'
    if c.vocab:
        text += f' (<a href="#vocabulary-{c.vocab}">codes</a>)'
    return text + (" (derived)" if c.derived else "")


def _html_table(header: Sequence[str], cells: Sequence[Sequence[str]]) -> Iterator[str]:
    yield "<table><tr>" + "".join(f"<th>{h}</th>" for h in header) + "</tr>"
    for row in cells:
        yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
    yield "</table>"


def licence_files(sources: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Name of the file below `licences/` -> its text, one for each source of raw material, and LICENSE for the dataset itself."""
    known = {row["licence"]: row for row in rows("releases/licences", "licence", "title", "url", "text")}
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for source in sources:
        groups.setdefault(source["source_id"].split("/")[0], []).append(source)
    out = {}
    for name, members in sorted(groups.items()):
        lines = [f"Source: {name}", f"Publisher: {members[0]['publisher'] or 'not known'}", ""]
        for licence in sorted({m["licence"] or "LicenseRef-unknown" for m in members}):
            row = known.get(licence, {})
            lines += [f"Licence: {licence}", *([row["title"]] if row else []), *([row["url"]] if row and row["url"] else []), ""]
        lines.append("Files:")
        for m in members:
            passed = "text included" if m["redistributable"] else "text withheld: spans, hashes and facts only"
            lines.append(f"- {m['raw_path']}: {m['title'] or m['source_id']} ({passed})")
            lines += [f"  {m[key]}" for key in ("citation", "url") if m[key]]
        out[f"{name}.txt"] = "\n".join(lines) + "\n"
    own = known[about()["licence"]]
    out["LICENSE"] = (
        f"{about()['title']}\n\nThe tables of this dataset (selection, structure, readings and codes) are offered"
        f" under\n{own['title']} ({own['licence']})\n"
        f"{own['url']}\n\nThe texts and quotes in them stay under the licence of their source: see the folder licences/.\n"
    )
    return out


def citation(version: str) -> str:
    """How to cite the release, in one line."""
    known = about()
    return f"{known['author']} ({version.split('.')[0]}): {known['title']}. Version {version}. Licence {known['licence']}."


def citation_cff(version: str) -> str:
    """CITATION.cff, in the Citation File Format 1.2.0."""
    known = about()
    lines = [
        "cff-version: 1.2.0",
        "message: If you use this dataset, please cite it as below.",
        "type: dataset",
        f"title: {json.dumps(known['title'])}",
        f"version: {json.dumps(version)}",
        f"license: {known['licence']}",
        f"abstract: {json.dumps(known['description'])}",
        "authors:",
        f"  - name: {json.dumps(known['author'])}",
        "keywords:",
        *(f"  - {json.dumps(word)}" for word in known["keywords"].split(";")),
    ]
    return "\n".join(lines) + "\n"


def known_issues(report: Report, rejects: Sequence[Mapping[str, Any]], sources: Sequence[Mapping[str, Any]], conflicts: int) -> str:
    """What users should know: issues that people wrote down, what the checks warn of, what was rejected and what is withheld."""
    lines = ["# Known issues", ""]
    lines += [f"- {r['about']}: {r['issue']} {r['advice']}" for r in rows("releases/known_issues", "issue_id", "about", "issue", "advice")]
    lines += ["", "## What the checks warn of", ""]
    warned = [(check, found) for severity, check, found in report.by_check() if severity == "warning"]
    lines += [f"- {check}: {len(found):,} (such as {found[0].table} {found[0].key})" for check, found in warned] or ["Nothing."]
    lines += ["", "## What could not be read", ""]
    told = {r["reason"]: r for r in rows("vocab/reject_reasons", "reason", "stages", "description", "remedy")}
    counts = Counter(r["reason"] for r in rejects)
    lines += [f"- {reason}: {n:,}. {told[reason]['description'] if reason in told else ''}" for reason, n in sorted(counts.items())] or [
        "Nothing."
    ]
    lines += [
        "",
        "## What sources disagree on",
        "",
        f"{conflicts:,} fields have more than one value; see `conflicts` for all values and the choice.",
    ]
    withheld = [s for s in sources if not s["redistributable"]]
    lines += ["", "## What is withheld", ""]
    lines += [f"The text of {len(withheld):,} of {len(sources):,} sources is withheld as their licence demands: text, quotes"
              f" and words as printed are"
              " null, spans and hashes stay."] if withheld else ["Nothing: every source may be passed on."]  # fmt: skip
    return "\n".join(lines) + "\n"


def checksums(folder: Path, leave: Sequence[str] = ()) -> str:
    """SHA256SUMS of a folder as sha256sum reads it: every file in the order of names but those in `leave`."""
    names = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    return "".join(f"{sha256(folder / name)}  {name}\n" for name in names if name not in leave)


def archive(folder: Path, target: Path, names: Sequence[str], top: str) -> None:
    """A tar file of the named files under the folder `top`: no times, owners or machine in it, so equal files make equal archives.

    It is not compressed, as what is large in it is already; so it depends on no version of a compressor.
    """
    with tarfile.open(target, "w", format=tarfile.PAX_FORMAT) as tar:
        for name in sorted(names):
            info = tarfile.TarInfo(f"{top}/{name}")
            info.size, info.mode, info.mtime = (folder / name).stat().st_size, 0o644, 0
            with (folder / name).open("rb") as file:
                tar.addfile(info, file)
