"""What each stage consists of: the functions it calls, and every file that its result depends on.

Code is found: the modules that the stage's functions import, directly or through others, within flows/ and schemas/.
So are the tables under schemas/ that those modules name.  What is named in another way is declared in the one table
below.  A stage may open no other file of schemas/ or flows/, and a test watches that it does not.
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import importlib.metadata
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flows.settings import ROOT

PACKAGES = ("flows", "schemas")


@dataclass(frozen=True, slots=True)
class Stage:
    """`calls` are "module:function" in the order of the calls, `data` globs below the project for files that no code names."""

    name: str
    calls: tuple[str, ...]
    data: tuple[str, ...] = ()

    def functions(self) -> list[tuple[str, Callable[..., Any]]]:
        """The functions themselves, each with the last name of its module."""
        pairs = [call.split(":") for call in self.calls]
        return [(module.rpartition(".")[2], getattr(importlib.import_module(module), function)) for module, function in pairs]


_CURATION = ("schemas/curation/*.csv",)

STAGES = {
    stage.name: stage
    for stage in (
        Stage("read", ("flows.sources.readers:stream_unit", "flows.stages.clean:clean", "flows.stages.segment:segment")),
        Stage("recognise", ("flows.stages.recognise:recognise",)),
        Stage("extract", ("flows.stages.extract:extract",)),
        Stage("gather", ("flows.stages.gather:gather",)),
        Stage("link", ("flows.stages.link:link",), _CURATION),
        Stage("curate", ("flows.stages.curate:curate",), _CURATION),
        Stage("records", ("flows.stages.records:records",), _CURATION),
        Stage("validate", ("flows.stages.validate:validate",), ("schemas/vocab/*.csv", "flows/checks/*.sql")),
        Stage("publish", ("flows.stages.publish:publish",), ("schemas/vocab/*.csv", "flows/views/*.sql")),
    )
}

_TABLE = re.compile(r"[a-z_]+/[a-z_]+", re.ASCII)
_DISTRIBUTIONS = {"yaml": "PyYAML"}


@dataclass(frozen=True, slots=True)
class Closure:
    """Files whose bytes decide what a stage does, relative to the project, and the libraries that they import."""

    files: tuple[str, ...]
    libraries: tuple[str, ...]


@cache
def closure(name: str) -> Closure:
    """The files of stage `name`: modules found by following imports, tables that they name, and declared data; in sorted order."""
    stage = STAGES[name]
    seen: set[str] = set()
    libraries: set[str] = set()
    files: set[str] = set()
    queue = [call.split(":")[0] for call in stage.calls] + ["flows.stages.unit"]
    while queue:
        module = queue.pop()
        path = _file(module)
        if module in seen or path is None:
            continue
        seen.add(module)
        imports, tables = _mentioned(path, module)
        files |= {str(path.relative_to(ROOT)), *tables}
        for imported in imports:
            if imported.split(".")[0] in PACKAGES:
                queue += [m for m in _with_parents(imported) if m not in seen and _file(m)]
            elif (top := imported.split(".")[0]) not in sys.stdlib_module_names:
                libraries.add(top)
        queue += [m for m in _with_parents(module) if m not in seen]
    files |= {str(p.relative_to(ROOT)) for pattern in stage.data for p in ROOT.glob(pattern) if p.is_file() and not p.name.startswith(".")}
    return Closure(tuple(sorted(files)), tuple(sorted(libraries)))


@cache
def digest(name: str) -> str:
    """SHA-256 over the code, the data and the library versions of stage `name`."""
    found = closure(name)
    lines = [f"{file_digest(file)} {file}" for file in found.files]
    lines += [f"{library} {library_version(library)}" for library in found.libraries]
    lines.append(f"python {sys.version_info.major}.{sys.version_info.minor} unicode {unicodedata.unidata_version}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def code_digest() -> str:
    """One digest of all stages: what `build_info` calls the code of a dataset."""
    return hashlib.sha256("\n".join(f"{name} {digest(name)}" for name in STAGES).encode()).hexdigest()


def rules_digest() -> str:
    """One digest of the stages up to the records: figures of accuracy hold for it, whatever is checked or published how."""
    names = list(STAGES)
    return hashlib.sha256("\n".join(f"{name} {digest(name)}" for name in names[: names.index("records") + 1]).encode()).hexdigest()


def forget() -> None:
    """Drop what is remembered, so that files changed since are seen."""
    for function in (closure, digest, file_digest, _file, _with_parents, _mentioned):
        function.cache_clear()


@cache
def file_digest(file: str) -> str:
    """SHA-256 of a file of the project."""
    return hashlib.sha256((ROOT / file).read_bytes()).hexdigest()


@cache
def library_version(library: str) -> str:
    """The installed version of a library, by the name under which it is imported."""
    try:
        return importlib.metadata.version(_DISTRIBUTIONS.get(library, library))
    except importlib.metadata.PackageNotFoundError:
        return "unknown"


@cache
def _file(module: str) -> Path | None:
    path = ROOT.joinpath(*module.split("."))
    for candidate in (path / "__init__.py", path.with_suffix(".py")):
        if candidate.is_file():
            return candidate
    return None


@cache
def _with_parents(module: str) -> tuple[str, ...]:
    """The packages that importing `module` runs before it, and itself; a name that is no module is passed over later."""
    parts = module.split(".")
    names = (".".join(parts[:i]) for i in range(1, len(parts) + 1))
    return tuple(name for name in names if name == module or _file(name))


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a syntax tree; what stands inside names and attributes is left out, which is most of them."""
    queue: list[ast.AST] = [tree]
    while queue:
        node = queue.pop()
        yield node
        for name in node._fields:
            value = getattr(node, name, None)
            if isinstance(value, list):
                queue += [v for v in value if isinstance(v, ast.AST)]
            elif isinstance(value, ast.AST) and not isinstance(value, (ast.Name, ast.expr_context, ast.operator)):
                queue.append(value)


@cache
def _mentioned(path: Path, module: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the file imports, wherever in it (modules, and names that may be modules, made absolute), and what tables it names."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    imports: list[str] = []
    tables: list[str] = []
    for node in _nodes(ast.parse(path.read_bytes(), filename=str(path))):
        if isinstance(node, ast.Import):
            imports += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            imports += [base, *(f"{base}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _TABLE.fullmatch(node.value):
            table = f"schemas/{node.value}.csv"
            tables += [table] if (ROOT / table).is_file() else []
    return tuple(imports), tuple(tables)
