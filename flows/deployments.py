"""Schedules as data: `prefect.yaml`, read and checked for `chancery serve`; `prefect deploy --all` reads the same file.

Imports Prefect only where a deployment is made, so that commands which only look at the schedules start quickly.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from flows.settings import ROOT, UsageError

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment

FILE = ROOT / "prefect.yaml"
_KEYS = {"name", "entrypoint", "description", "tags", "parameters", "schedules", "concurrency_limit", "work_pool", "version", "paused"}
_TIMES = ("cron", "interval", "rrule")


@dataclass(frozen=True, slots=True)
class Deployment:
    """One flow with its parameters and the times at which it runs."""

    name: str
    entrypoint: str
    description: str = ""
    tags: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    schedules: tuple[Mapping[str, Any], ...] = ()
    concurrency_limit: int | Mapping[str, Any] | None = None
    paused: bool = False

    def made(self) -> RunnerDeployment:
        """The deployment as Prefect's runner takes it; UsageError when Prefect refuses it, with its reason."""
        from prefect.client.schemas.actions import DeploymentScheduleCreate
        from prefect.client.schemas.objects import ConcurrencyLimitConfig
        from prefect.client.schemas.schedules import construct_schedule
        from prefect.deployments.runner import RunnerDeployment

        limit: Any = self.concurrency_limit
        try:
            schedules = [DeploymentScheduleCreate(schedule=construct_schedule(**s), active=True) for s in self.schedules]
            return RunnerDeployment.from_entrypoint(
                self.entrypoint,
                self.name,
                description=self.description,
                tags=list(self.tags),
                parameters=dict(self.parameters),
                schedules=schedules,
                paused=self.paused,
                concurrency_limit=ConcurrencyLimitConfig(**limit) if isinstance(limit, Mapping) else limit,
            )
        except (ValueError, TypeError) as error:
            raise UsageError(f"deployment {self.name}: {' '.join(str(error).split())}") from None


def load(path: Path = FILE, raw: Path | None = None, out: Path | None = None) -> list[Deployment]:
    """The deployments of a file, with `raw` and `out` in place of the folders that they name; UsageError for what cannot work."""
    try:
        text = yaml.safe_load(path.read_text(encoding="utf-8"))
        listed = text["deployments"]
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); --file names the deployments") from None
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise UsageError(f"{path}: not a file of deployments ({' '.join(str(error).split())}); see prefect.yaml for one") from None
    found = [_checked(path, entry) for entry in listed or []]
    names = [(d.entrypoint, d.name) for d in found]
    if len(set(names)) < len(names) or not names:
        raise UsageError(f"{path}: {'names a deployment twice' if names else 'names no deployment'}")
    return [_moved(deployment, {"raw": raw, "out": out}) for deployment in found]


def _checked(path: Path, entry: Any) -> Deployment:
    if not isinstance(entry, dict) or not {"name", "entrypoint"} <= entry.keys():
        raise UsageError(f"{path}: every deployment needs a name and an entrypoint")
    where = f"{path}: deployment {entry['name']}"
    if unknown := sorted(entry.keys() - _KEYS):
        raise UsageError(f"{where}: unknown {', '.join(unknown)}; known are {', '.join(sorted(_KEYS))}")
    schedules = tuple(entry.get("schedules") or ())
    for schedule in schedules:
        if not isinstance(schedule, dict) or sum(key in schedule for key in _TIMES) != 1:
            raise UsageError(f"{where}: a schedule is one of {', '.join(_TIMES)}, with an optional timezone")
    arguments = _arguments(where, str(entry["entrypoint"]))
    if wrong := sorted((entry.get("parameters") or {}).keys() - arguments):
        raise UsageError(f"{where}: the flow takes no {', '.join(wrong)}; it takes {', '.join(sorted(arguments))}")
    return Deployment(
        str(entry["name"]),
        str(entry["entrypoint"]),
        str(entry.get("description") or ""),
        tuple(entry.get("tags") or ()),
        dict(entry.get("parameters") or {}),
        schedules,
        entry.get("concurrency_limit"),
        bool(entry.get("paused", False)),
    )


def _arguments(where: str, entrypoint: str) -> set[str]:
    """The names of the arguments of a flow, found without running its module."""
    file, _, name = entrypoint.partition(":")
    try:
        tree = ast.parse((ROOT / file).read_bytes())
    except (OSError, SyntaxError) as error:
        raise UsageError(f"{where}: {entrypoint} cannot be read ({error.__class__.__name__}); it is path/to/file.py:flow") from None
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
    if not found:
        raise UsageError(f"{where}: no flow {name} in {file}")
    return {argument.arg for argument in (*found[0].args.args, *found[0].args.kwonlyargs)}


def _moved(deployment: Deployment, folders: Mapping[str, Path | None]) -> Deployment:
    changed = {key: str(folder.resolve()) for key, folder in folders.items() if folder is not None and key in deployment.parameters}
    return Deployment(
        deployment.name, deployment.entrypoint, deployment.description, deployment.tags,
        {**deployment.parameters, **changed}, deployment.schedules, deployment.concurrency_limit, deployment.paused,
    )  # fmt: skip
