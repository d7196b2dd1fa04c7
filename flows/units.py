"""The stages that see one raw file at a time, for many files, on a pool of worker processes.

What a worker does is the same whoever calls it: this process, a pool on this machine, or a cluster that sees the
same folders.  It gets the record of a raw file and the fingerprints of its work, and leaves folders in the ledger.
"""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import active_children, connection, get_context, parent_process
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from flows.dependencies import STAGES
from flows.ledger import Ledger, fingerprint

if TYPE_CHECKING:
    from flows.sources.catalogue import Unit

STEPS = ("read", "recognise", "extract")
"""The steps of a unit; each has a folder of its own in the ledger."""


@dataclass(frozen=True, slots=True)
class Work:
    """One raw file and the fingerprint of each step of its work."""

    unit: Unit
    marks: dict[str, str]

    @property
    def died(self) -> str:
        """The fingerprint under which it is kept that the work ended its process; it is tried again in the next build."""
        return fingerprint(self.marks[STEPS[-1]], "died")


@dataclass(slots=True)
class Outcome:
    """What was done for a unit: seconds by step, for the steps that were not finished before."""

    source_id: str
    seconds: dict[str, float] = field(default_factory=dict)


def run(out: Path, works: Sequence[Work], workers: int) -> Iterator[Outcome]:
    """Do the work of each unit, in no particular order; every one has a finished folder when this is over."""
    if workers == 1 or len(works) < 2:
        for work in works:
            yield do(out, work)
        return
    left = sorted(works, key=lambda w: (-w.unit.weight, w.unit.source_id))
    yield from _pooled(out, left, workers)
    ledger = Ledger(out)
    for work in left:
        # The pool broke: find out which unit it was by giving each of the rest a process of its own.
        if ledger.finished(STEPS[-1], work.marks[STEPS[-1]]) is None:
            yield from _pooled(out, [work], 1)
            if ledger.finished(STEPS[-1], work.marks[STEPS[-1]]) is None:
                yield _bury(ledger, work)


def do(out: Path, work: Work) -> Outcome:
    """Bring one unit from its raw file, or from the last step that is finished, to the end of the last step.

    A batch of documents goes through all the steps before the next is read: memory does not grow with the file.
    """
    from flows.stages import unit as documents_of
    from flows.stages.model import Document

    ledger, outcome = Ledger(out), Outcome(work.unit.source_id)
    last = next((i for i in reversed(range(len(STEPS))) if ledger.finished(STEPS[i], work.marks[STEPS[i]])), -1)
    if last == len(STEPS) - 1:
        return outcome
    steps = {step: STAGES[step].functions() for step in STEPS[last + 1 :]}
    if last < 0:
        (_, read), *steps[STEPS[0]] = steps[STEPS[0]]
        found = read(work.unit)
    else:
        found = documents_of.loaded(ledger.folder(STEPS[last], work.marks[STEPS[last]]))
    with ExitStack() as stack:
        folders = {step: stack.enter_context(ledger.making(step, work.marks[step])) for step in steps}
        savers = {step: stack.enter_context(documents_of.Saver(folder)) for step, folder in folders.items()}
        outcome.seconds = dict.fromkeys(steps, 0.0)
        began = perf_counter()
        for batch in documents_of.batches(found):
            for step, functions in steps.items():
                documents_of.apply(functions, (one for one in batch if isinstance(one, Document)))
                savers[step].add(batch)
                outcome.seconds[step] += perf_counter() - began
                began = perf_counter()
    return outcome


@cache
def settle() -> None:
    """Spare the tables and patterns that the work has loaded by now from every later search for garbage, and search seldom.

    Nearly all that a text leaves behind goes without a search.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)


def _pooled(out: Path, works: Sequence[Work], workers: int) -> Iterator[Outcome]:
    """Outcomes as they come; when a worker dies the rest is missing, and the caller sees to it."""
    pool = ProcessPoolExecutor(min(workers, len(works)), mp_context=get_context("spawn"), initializer=_start)
    try:
        pending: set[Future[Outcome]] = {pool.submit(_do_settled, out, work) for work in works}
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
    except BrokenProcessPool:
        return
    except BaseException:
        # Not `with`, which takes back that the rest is cancelled; and what a worker has in hand is made anew, however long it would take.
        pool.shutdown(wait=False, cancel_futures=True)
        for child in active_children():
            child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _do_settled(out: Path, work: Work) -> Outcome:
    outcome = do(out, work)
    settle()
    return outcome


def _bury(ledger: Ledger, work: Work) -> Outcome:
    from flows.stages import unit as documents_of
    from flows.stages.model import Reject

    detail = f"{work.unit.raw_path}: the process that worked on it ended (out of memory, or a fault in a library)"
    with ledger.making(STEPS[-1], work.died) as folder:
        documents_of.save([Reject(work.unit.source_id, None, "extract", "worker-died", detail)], folder)
    return Outcome(work.unit.source_id)


def _start() -> None:
    """End this worker when its parent is gone: a killed build must leave no process behind."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel, os._exit), daemon=True).start()


def _follow(sentinel: int, end: Callable[[int], object]) -> None:
    connection.wait([sentinel])
    end(1)
