"""The release as a Prefect flow: make it, then publish it.  Thin: the work is done by `flows.releasing`."""

from __future__ import annotations

from pathlib import Path

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact

from flows import settings
from flows.releasing import gates, making, store
from flows.releasing.making import Release


@task
def make(out: str, version: str | None, accepted: str, to: str | None) -> Release:
    """Make the release of `<out>/dataset`, unless a gate keeps it back."""
    return making.make(Path(out), version, Path(accepted), to=to)


@task
def publish(folder: str, to: str) -> str:
    """Publish a release to a folder or an object store; returns the address of its index."""
    return store.publish(Path(folder), to)


@flow(name="release")
def release(
    out: str = str(settings.OUT), version: str | None = None, to: str | None = None, accepted: str = str(gates.ACCEPTED)
) -> Release:
    """Release the dataset in `out` as `version` and publish it to `to`; what a gate keeps back is not published."""
    made = make(out, version, accepted, to)
    told = "\n".join(f"- {f.weight}: {f.message}" for f in made.findings) or "- nothing to say"
    create_markdown_artifact(f"## {made.version}\n{told}\n", key="release", description="What the gates of the release said")
    if made.folder and to:
        publish(str(made.folder), to)
    return made
