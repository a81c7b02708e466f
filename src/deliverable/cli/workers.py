"""Numbered tasks to their results in order, done one after the other here or by worker processes of our own.

Workers are forked: what was read is theirs without being sent or read again, and only results come back. Where forking
isn't safe (macOS) or isn't there (Windows) all is done here, with the same results.
"""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")
ENOUGH = 4
"""From so many tasks on it pays to start workers if nobody said how many."""
_work: dict[str, Callable[[int], Any]] = {}
"""What a worker does with a number: put there before it is forked."""


def usual(tasks: int) -> int:
    """How many processes there are if nobody said: one where there is little to do, else one a core."""
    if tasks < ENOUGH:
        return 1
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def can_fork() -> bool:
    """Whether workers can be forked from here."""
    return hasattr(os, "fork") and sys.platform != "darwin"


def in_order(work: Callable[[int], T], count: int, jobs: int) -> Iterator[T]:
    """The results of the tasks 0 to `count`, in this order; what they return must be able to go between processes.

    Work has begun when this returns. An exception of a task is raised here; so is RuntimeError when a worker dies.
    """
    gc.freeze()  # what was read stays: no collection has to look at it again
    if min(jobs, count) <= 1 or not can_fork():
        return _here(work, count)
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    _work["task"] = work
    pool = ProcessPoolExecutor(min(jobs, count), get_context("fork"), _begin)
    return _collected(pool, [pool.submit(_one, number) for number in range(count)])


def _here(work: Callable[[int], T], count: int) -> Iterator[T]:
    try:
        for number in range(count):
            yield work(number)
            gc.collect()  # the process lives longer than for one answer, and automatic collection is off
    finally:
        gc.unfreeze()


def _collected(pool: "ProcessPoolExecutor", futures: "list[Future[T]]") -> Iterator[T]:
    from concurrent.futures.process import BrokenProcessPool

    done = False
    try:
        for future in futures:
            yield future.result()
        done = True
    except BrokenProcessPool as error:
        message = "a worker process ended before it had an answer"
        raise RuntimeError(message) from error
    finally:
        if not done:
            _end_all()
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()


def _end_all() -> None:
    """End the workers at once: nobody waits for what they do."""
    from multiprocessing import active_children

    for child in active_children():
        child.terminate()


def _begin() -> None:
    """In a worker, before its first task: Ctrl-C is for the process that waits for us."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _one(number: int) -> Any:
    """In a worker: one task."""
    result = _work["task"](number)
    gc.collect()
    return result
