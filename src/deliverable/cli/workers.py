"""Numbered tasks to their results in order, done one after the other here or by worker processes of our own.

Workers are forked: what was read is theirs without being sent or read again, and only results come back. Where forking
isn't safe (macOS) or isn't there (Windows) all is done here, with the same results.
"""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

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


@contextmanager
def in_order(work: Callable[[int], T], count: int, jobs: int) -> Iterator[Iterator[T]]:
    """The results of the tasks 0 to `count`, in this order; what they return must be able to go between processes.

    An exception of a task is raised where its result is asked for; so is RuntimeError when a worker dies. Whoever
    leaves before the last result ends the workers.
    """
    gc.freeze()  # what was read stays: no collection has to look at it again
    try:
        if min(jobs, count) <= 1 or not can_fork():
            yield _here(work, count)
            return
        with _started(work, count, jobs) as futures:
            yield _collected(futures)
    finally:
        gc.unfreeze()


def _here(work: Callable[[int], T], count: int) -> Iterator[T]:
    for number in range(count):
        yield work(number)
        gc.collect()  # the process lives longer than for one answer, and automatic collection is off


@contextmanager
def _started(work: Callable[[int], T], count: int, jobs: int) -> "Iterator[list[Future[T]]]":
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    _work["task"] = work
    pool = ProcessPoolExecutor(min(jobs, count), get_context("fork"), _begin)
    futures = [pool.submit(_one, number) for number in range(count)]
    try:
        yield futures
    finally:
        if not all(future.done() for future in futures):
            _end_all()
        pool.shutdown(cancel_futures=True)


def _collected(futures: "list[Future[T]]") -> Iterator[T]:
    from concurrent.futures.process import BrokenProcessPool

    for future in futures:
        try:
            yield future.result()
        except BrokenProcessPool as error:
            message = "a worker process ended before it had an answer"
            raise RuntimeError(message) from error


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
