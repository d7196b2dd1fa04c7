"""What the readers of the dataset are told about its tables: a dictionary in Markdown, comments for DuckDB."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schemas.tables import BY_NAME, TABLES
from schemas.tables.base import Column, Table
from schemas.tables.vocabulary import vocabularies

_SQL = {
    "str": "VARCHAR",
    "int": "BIGINT",
    "float": "DOUBLE",
    "bool": "BOOLEAN",
    "date": "DATE",
    "list[str]": "VARCHAR[]",
    "list[Claim]": "STRUCT(value VARCHAR, evidence_id VARCHAR)[]",
    "dict[str, int]": "MAP(VARCHAR, BIGINT)",
}


def sql_type(column: Column) -> str:
    """The type of a column in DuckDB."""
    return _SQL[column.type]


def markdown() -> str:
    """Every table with its columns, then every vocabulary with its codes."""
    lines = ["## Tables", "", "| table | one row is |", "|---|---|"]
    lines += [f"| [{t.table}](#{t.table}) | {_cell(t.about)} |" for t in TABLES]
    for table in TABLES:
        lines += ["", *_table(table)]
    lines += ["", "## Vocabularies", "", "Every code that a column with a vocabulary may hold."]
    for name, rows in vocabularies().items():
        header = list(rows[0])
        lines += ["", f"### vocabulary {name}", "", "| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
        lines += ["| " + " | ".join(_cell(row[h]) for h in header) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _table(table: type[Table]) -> Iterator[str]:
    yield f"### {table.table}"
    yield ""
    yield table.about
    yield ""
    key = f"Key: {', '.join(f'`{k}`' for k in table.key)}." if table.key else "No key: equal rows are possible."
    yield f"{key} Order: {', '.join(f'`{k}`' for k in table.order)}."
    yield ""
    yield "| column | type | null | what it says |"
    yield "|---|---|---|---|"
    for c in table.columns:
        yield f"| `{c.name}` | {sql_type(c)} | {'yes' if c.nullable else 'no'} | {_cell(c.description)}{_notes(c)} |"


def _notes(c: Column) -> str:
    notes = []
    if c.refers:
        notes.append(f"refers to [{c.refers}](#{c.refers})")
    if c.vocab:
        notes.append(f"[codes](#vocabulary-{c.vocab})")
    if c.low is not None and c.high is not None:
        notes.append(f"{c.low:g} to {c.high:g}")
    if c.derived:
        notes.append("derived")
    return f" ({'; '.join(notes)})" if notes else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def comments(views: Mapping[str, str], view_columns: Mapping[str, Mapping[str, str]]) -> list[str]:
    """COMMENT ON statements for every table and view, and for the columns of both; the views by name."""
    out = []
    for table in TABLES:
        out.append(f"comment on table {quoted(table.table)} is {literal(table.about)}")
        out += [f"comment on column {quoted(table.table)}.{quoted(c.name)} is {literal(c.description)}" for c in table.columns]
    for view, text in views.items():
        out.append(f"comment on view {quoted(view)} is {literal(text)}")
        out += [f"comment on column {quoted(view)}.{quoted(c)} is {literal(says)}" for c, says in view_columns[view].items()]
    return out


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def create(name: str) -> str:
    """CREATE TABLE for a published table."""
    table = BY_NAME[name]
    lines = [f"{quoted(c.name)} {sql_type(c)}{'' if c.nullable else ' not null'}" for c in table.columns]
    return f"create table {quoted(name)} ({', '.join(lines)})"
