"""How a table is declared: a class with one annotated line per column, and no library behind it.

The stage that writes the tables wants an Arrow schema and nothing else, the stage that checks them wants a pandera
schema, the one that publishes them wants a dictionary: all three are derived from the class, so a column is described
once.  Importing a declaration costs no import of pandera or polars.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

ID = r"^\S+$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
HASH = r"^[0-9a-f]{64}$"
_DATE = r"-?[0-9]([0-9]{3}|[0-9]{2}X|[0-9]XX)(-[0-9]{2}(-[0-9]{2})?)?[~?%]?"
EDTF = rf"^({_DATE}|{_DATE}/{_DATE}|{_DATE}/\.\.|\.\./{_DATE})$"
IN_WORDS = {
    ID: "an identifier without spaces",
    SLUG: "a readable name of small letters and figures joined by hyphens, such as 1922-treaty-of-rapallo",
    HASH: "a SHA-256 of 64 hexadecimal digits",
    EDTF: "an EDTF date such as 1942-05-26, 1942-05, 1942, 1939-22 (summer), 193X, 1943-11-28/1943-12-01, 1935/.. or ../1941",
}
"""What the patterns ask for, for those who have to mend a value."""

TYPES = ("str", "int", "float", "bool", "date", "list[str]", "list[Claim]", "dict[str, int]")
"""The types a column may have; `Edtf` in an annotation stands for the four columns of a date (see `date_group`)."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is called, what it means and what its values must satisfy.

    `vocab` is the name of a file in schemas/vocab whose first column lists the allowed codes, `pattern` a regular expression that
    the values match and `form` what it asks for in words, `refers` the table whose key the values are, `silent` the codes that say
    "no document says", and so need no evidence. A `derived` column is computed from others (or from the evidence as a whole) and
    needs none either. `low` and `high` are inclusive.
    """

    description: str
    name: str = ""
    type: str = "str"
    nullable: bool = False
    derived: bool = False
    vocab: str | None = None
    refers: str | None = None
    pattern: str | None = None
    form: str | None = None
    low: float | None = None
    high: float | None = None
    max_length: int | None = None
    silent: tuple[str, ...] = ()
    edtf: bool = False


def column(description: str, **checks: Any) -> Any:
    """A column of a `Table`; its name and type come from the annotated line it stands on."""
    return Column(description, **{"form": IN_WORDS.get(checks.get("pattern", ""))} | checks)


def date_group(edtf: Column) -> tuple[Column, ...]:
    """The columns of a date `d`: `d` as EDTF, `d_start`, `d_end` (days, inclusive, null where open) and `d_precision`."""
    d, name = f"`{edtf.name}`", edtf.name
    return (
        replace(edtf, type="str", edtf=True, pattern=EDTF, form=IN_WORDS[EDTF]),
        Column(f"First day of {d}; null where it is open or unknown", f"{name}_start", "date", True, True),
        Column(f"Last day of {d}; null where it is open or unknown", f"{name}_end", "date", True, True),
        Column(f"How precise {d} is", f"{name}_precision", "str", True, True, vocab="precisions"),
    )


class Table:
    """A published table: `table` is its name, `about` its description (the docstring of the class).

    `key` is the primary key (empty: a row has no identity of its own), `order` the total order in which the rows are
    published, and `row_group` how many rows stand together in the Parquet file.  `blooms` are the columns that rows are looked up by
    and are not sorted by, with the number of different values to expect in a row group: each gets a Bloom filter.
    """

    key: ClassVar[tuple[str, ...]] = ()
    order: ClassVar[tuple[str, ...]] = ()
    row_group: ClassVar[int] = 50_000
    blooms: ClassVar[tuple[tuple[str, int], ...]] = ()
    table: ClassVar[str]
    about: ClassVar[str]
    columns: ClassVar[tuple[Column, ...]]

    def __init_subclass__(cls) -> None:
        """Collect the declared lines into `columns`, in their order; `from_` is the column `from`."""
        cls.table = cls.__module__.rsplit(".", 1)[-1]
        cls.about = " ".join((cls.__doc__ or "").split())
        columns: list[Column] = []
        for attribute, annotation in cls.__annotations__.items():
            declared = cls.__dict__.get(attribute)
            if not isinstance(declared, Column):
                continue
            kind, _, null = annotation.partition(" | ")
            named = replace(declared, name=attribute.rstrip("_"), type=kind, nullable=null == "None")
            if kind == "Edtf":
                columns += date_group(named)
            elif kind in TYPES:
                columns.append(named)
            else:
                raise TypeError(f"{cls.table}.{named.name}: type {annotation} is not one of {', '.join(TYPES)}, Edtf")
        cls.columns = tuple(columns)
        names = cls.header()
        if unknown := [k for k in (*cls.key, *cls.order, *dict(cls.blooms)) if k not in names]:
            raise TypeError(f"{cls.table}: key, order or blooms name columns that it lacks: {', '.join(unknown)}")

    @classmethod
    def header(cls) -> list[str]:
        """The names of the columns in publishing order."""
        return [c.name for c in cls.columns]

    @classmethod
    def column(cls, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        for c in cls.columns:
            if c.name == name:
                return c
        raise KeyError(f"{cls.table} has no column {name}")


class Edtf(str):
    """Annotation of a date group; the values are EDTF strings (ISO 8601-2)."""


class Claim(dict[str, str]):
    """Annotation of the elements of `conflicts.values`: a struct of `value` and `evidence_id`."""
