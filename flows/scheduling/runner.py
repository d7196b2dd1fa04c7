"""The process that starts runs when they are due: `python -m flows.scheduling.runner`, started and watched by `chancery serve`."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any
from uuid import UUID

from prefect import get_client
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId, FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
from prefect.client.schemas.objects import StateType
from prefect.runner import Runner
from prefect.states import Crashed

from flows import deployments
from flows.scheduling import notify

GONE = "the process that ran it is gone"


async def run(file: Path, raw: Path | None, out: Path | None, blocks: list[str], alone: bool) -> None:
    """Serve the deployments of `file` until told to end; `alone`: no one else runs them, so what seems to run does not."""
    runner = Runner(name="chancery", limit=1, pause_on_shutdown=False, heartbeat_seconds=30)
    told = await asyncio.to_thread(notify.set_up, blocks)
    made = [deployment.made() for deployment in deployments.load(file, raw, out)]
    ids = [await runner.aadd_deployment(deployment) for deployment in made]
    if alone:
        await _bury(ids)
    print(f"serving {', '.join(d.full_name for d in made)}; telling {', '.join(told) or 'nobody'}", flush=True)
    await runner.start()


async def _bury(ids: list[UUID]) -> None:
    """Runs that were at work when the last `chancery serve` was killed would seem to run for ever, and keep their slot."""
    at_work = [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]
    async with get_client() as client:
        for left in await client.read_flow_runs(
            flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=at_work))),
            deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=ids)),
        ):
            state: Any = Crashed(message=GONE)
            await client.set_flow_run_state(left.id, state, force=True)


def _follow() -> None:
    os.read(0, 1)  # returns when `chancery serve` is gone, however it ended
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.killpg(0, signal.SIGTERM)
    os._exit(1)


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    threading.Thread(target=_follow, daemon=True).start()
    folders = {name: Path(given[name]) if given[name] else None for name in ("raw", "out")}
    asyncio.run(run(Path(given["file"]), folders["raw"], folders["out"], given["notify"], given["alone"]))
