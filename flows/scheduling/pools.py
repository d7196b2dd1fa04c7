"""Job templates for work pools whose runs are containers: Prefect's own for the pool's type, with what `pools.yaml` lays over it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

import yaml

from flows.settings import UsageError

_KNOWN = ("api", "collections_data", "views", "aggregate-worker-metadata.json")
"""Where Prefect's server keeps the job templates of all pool types that it knows, those of packages not installed as well."""


def types() -> list[str]:
    """The pool types that can be asked for."""
    return sorted(_laid_over())


def template(pool_type: str) -> dict[str, Any]:
    """The base job template of a pool, for `prefect work-pool create --base-job-template`; UsageError for an unknown type."""
    ours = _laid_over()
    if pool_type not in ours:
        known = ", ".join(sorted(ours))
        raise UsageError(f"no job template for pools of type {pool_type!r}; there are {known} (a process pool needs none)")
    found: dict[str, Any] = _theirs()[pool_type]
    variables = found["variables"]["properties"]
    for name, value in ours[pool_type].get("variables", {}).items():
        if name not in variables:
            raise UsageError(f"pools.yaml: {pool_type} pools have no variable {name}; they have {', '.join(sorted(variables))}")
        variables[name]["default"] = value
    return {**found, "job_configuration": _over(found["job_configuration"], ours[pool_type].get("job", {}))}


def text(pool_type: str) -> str:
    """The template as JSON."""
    return json.dumps(template(pool_type), indent=2) + "\n"


def _laid_over() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(resources.files("flows.scheduling").joinpath("pools.yaml").read_text(encoding="utf-8"))
    return found


def _theirs() -> dict[str, Any]:
    listed = json.loads(resources.files("prefect.server").joinpath(*_KNOWN).read_text(encoding="utf-8"))
    return {name: entry["default_base_job_configuration"] for package in listed.values() for name, entry in package.items()}


def _over(below: Any, above: Any) -> Any:
    """`above` laid over `below`: mappings key by key, lists item by item."""
    if isinstance(below, Mapping) and isinstance(above, Mapping):
        return {**below, **{key: _over(below[key], value) if key in below else value for key, value in above.items()}}
    if isinstance(below, list) and isinstance(above, list):
        return [_over(a, b) for a, b in zip(below, above, strict=False)] + (below[len(above) :] or above[len(below) :])
    return above
