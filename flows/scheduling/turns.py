"""Whose turn it is: one run at a time in an output folder, one run for all ticks that were missed, and an end to runs that hang."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any, Literal

from prefect import get_client
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId, FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
from prefect.client.schemas.objects import StateType
from prefect.context import FlowRunContext
from prefect.states import Cancelled

from flows.ledger import Ledger, Locked

Busy = Literal["fail", "skip", "wait"]
"""What a run does when another holds its folder."""

PATIENCE = 6 * 3600
"""Seconds that a run waits for its folder at most."""

GRACE = 60
"""Seconds that a run gets to end by itself after its time limit."""

PASSING = (errno.EIO, errno.EAGAIN, errno.EBUSY, errno.ESTALE, errno.ETIMEDOUT, errno.ECONNRESET, errno.EHOSTDOWN, errno.EHOSTUNREACH)
"""Faults of disks and networks that may be gone in a moment.  A full disk, a wrong text or a failed check is not."""


class TimeLimit(Exception):
    """The run took longer than it may."""


@contextlib.contextmanager
def held(out: Path, busy: Busy) -> Iterator[None]:
    """Hold the output folder; Locked when another run does and `busy` is not `wait`, or its patience is over."""
    end = time.monotonic() + (PATIENCE if busy == "wait" else 0)
    with contextlib.ExitStack() as stack:
        while True:
            try:
                stack.enter_context(Ledger(out).lock())
                break
            except Locked:
                if time.monotonic() >= end:
                    raise
                time.sleep(1)
        yield


@contextlib.contextmanager
def within(minutes: float) -> Iterator[None]:
    """Raise TimeLimit in the block after so many minutes (0: never); what does not end then is ended by force after GRACE seconds."""
    if minutes <= 0 or threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(number: int, frame: FrameType | None) -> None:
        raise TimeLimit(f"took longer than {minutes:g} minutes, its time limit")

    before = signal.signal(signal.SIGALRM, over)
    force = threading.Timer(minutes * 60 + GRACE, os._exit, (os.EX_TEMPFAIL,))
    force.daemon = True
    force.start()
    signal.setitimer(signal.ITIMER_REAL, minutes * 60)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        force.cancel()


def stand_for_missed() -> int:
    """Cancel the other runs of this deployment that are overdue, as this one does their work; how many that were."""
    context = FlowRunContext.get()
    if context is None or context.flow_run is None or context.flow_run.deployment_id is None:
        return 0
    mine, right_now, missed = context.flow_run, datetime.now(UTC), 0
    deployment = context.flow_run.deployment_id
    with get_client(sync_client=True) as client:
        waiting = client.read_flow_runs(
            flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED]))),
            deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment])),
        )
        for run in waiting:
            due = run.next_scheduled_start_time or run.expected_start_time
            if run.id != mine.id and run.auto_scheduled and due is not None and due <= right_now:
                state: Any = Cancelled(name="Skipped", message=f"was due while nothing could run; {mine.name} stands for it")
                client.set_flow_run_state(run.id, state, force=True)
                missed += 1
    return missed


def is_passing(task: object, run: object, state: Any) -> bool:
    """Whether a task failed for a reason that may be gone in a moment: only then it is tried again."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, OSError) and error.errno in PASSING
