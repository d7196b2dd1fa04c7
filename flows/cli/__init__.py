"""The command line: `chancery <command>`; each module of this package is one command.

The command is the function of the module's name, and its docstring is the help.  Modules are imported when they are
called: listing the commands reads their docstrings without running anything.
"""

from __future__ import annotations

import ast
import importlib
import os
import sys
from pathlib import Path
from typing import Annotated, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

ERRORS = 1
WRONG_USE = 2

_FOLDER = Path(__file__).parent


class Commands(TyperGroup):
    """The commands of this folder, each loaded when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        return sorted(path.stem for path in _FOLDER.glob("[a-z]*.py"))

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:
        """A command by name, with its help but nothing to run: enough for the list of commands."""
        name = cmd_name.replace("-", "_")
        return TyperCommand(cmd_name, help=_docstring(name)) if name in self.list_commands(ctx) else None

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, TyperCommand | None, list[str]]:
        """The command to run, imported now."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, load(command.name) if command and command.name else None, rest


def load(name: str) -> TyperCommand:
    """The command `name`, ready to run."""
    module = importlib.import_module(f"{__name__}.{name.replace('-', '_')}")
    single = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="markdown")
    single.command(name)(getattr(module, name.replace("-", "_")))
    return cast(TyperCommand, typer.main.get_command(single))


def _docstring(name: str) -> str:
    tree = ast.parse((_FOLDER / f"{name}.py").read_bytes())
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
    return (ast.get_docstring(found[0]) if found else None) or ""


app = typer.Typer(cls=Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


def _version(wanted: bool) -> None:
    """Print what this is, for a report of a fault or a paper: the program, the tables that it writes, the rules that it reads by."""
    if wanted:
        from importlib.metadata import version

        from flows.dependencies import rules_digest
        from schemas.tables import schema_version

        typer.echo(f"chancery {version('chancery')}, schema {schema_version()}, rules {rules_digest()[:12]}")
        raise typer.Exit


@app.callback()
def chancery(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version of program, schema and rules, and exit.")
    ] = False,
) -> None:
    """Raw historical texts on diplomacy in, a source-cited dataset of treaties and events out."""


def main() -> None:
    """Run the command line; exit codes: 0 fine, 1 data or a check failed, 2 wrong use."""
    from flows import faults
    from flows.ledger import Locked
    from flows.releasing.errors import ReleaseError
    from flows.server import ServerError
    from flows.settings import UsageError
    from flows.stages.errors import StageError
    from schemas.data import DataError

    try:
        app()
    except UsageError as error:
        _end(error, WRONG_USE)
    except (DataError, Locked, ReleaseError, ServerError, StageError) as error:
        _end(error, ERRORS)
    except Exception as error:
        if (said := faults.told(error)) is None:
            raise
        _drop_output()
        _end(said, ERRORS)


def _drop_output() -> None:
    """Let go of what cannot be printed, or Python tries again on its way out."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _end(said: object, code: int) -> None:
    print(f"chancery: {said}", file=sys.stderr)
    sys.exit(code)
