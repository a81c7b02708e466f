"""Tasks by worker processes: in order, with their exceptions, and nothing left running. Each run is a process apart."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from deliverable.cli import workers
from deliverable.cli.main import main
from deliverable.cli.workers import can_fork, in_order, usual

ROOT = Path(__file__).parent.parent.parent
ALL = ("check", "--all", "-C", "capacity", "--as-of", "2026-11-23", "--search-limit", "1")
SCRIPT = """
import os, sys
from multiprocessing import active_children
from deliverable.cli.workers import in_order
def task(number):
    {task}
try:
    with in_order(task, 6, 2) as results:
        {loop}
except BaseException as error:
    print(type(error).__name__, error)
print(len(active_children()))
"""
forks = pytest.mark.skipif(not can_fork(), reason="workers are forked")


def said(task: str, loop: str = "print(list(results))") -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(task=task, loop=loop)],
        cwd=ROOT, capture_output=True, text=True, timeout=30, env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout.splitlines()


@forks
def test_results_come_in_order_from_other_processes() -> None:
    ours, *rest = said("return number, os.getpid() == int(os.environ.setdefault('US', str(os.getpid())))")
    assert [number for number, _ in json.loads(ours.translate(str.maketrans("()TF", "[]tf")))] == [0, 1, 2, 3, 4, 5]
    assert rest == ["0"]


@forks
def test_an_exception_of_a_task_is_raised_where_its_result_is_asked_for() -> None:
    told = said("return number if number < 2 else 1 // 0", "[print(one) for one in results]")
    assert told == ["0", "1", "ZeroDivisionError integer division or modulo by zero", "0"]


@forks
def test_a_worker_that_dies_is_our_fault() -> None:
    assert said("os._exit(3) if number == 4 else 0", "list(results)") == [
        "RuntimeError a worker process ended before it had an answer",
        "0",
    ]


@forks
def test_who_leaves_early_leaves_nothing_running() -> None:
    """What isn't waited for is ended: the tasks sleep far longer than the test may take."""
    loop = "print(next(results)); raise KeyboardInterrupt('enough')"
    assert said("import time; time.sleep(600 if number else 0); return number", loop) == [
        "0",
        "KeyboardInterrupt enough",
        "0",
    ]


def test_without_forking_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "can_fork", lambda: False)
    with in_order(lambda number: (number, os.getpid()), 3, 2) as results:
        assert list(results) == [(0, os.getpid()), (1, os.getpid()), (2, os.getpid())]


def test_few_tasks_need_no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    assert usual(3) == 1
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    assert usual(4) == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert usual(4) == 1


@forks
@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "text"])
def test_two_workers_say_the_same_bytes_as_none(
    form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    code = main([*ALL, "--format", form, "--jobs", "1"])
    here = capsys.readouterr().out
    apart = subprocess.run(
        [sys.executable, "-m", "deliverable", *ALL, "--format", form, "--jobs", "2"],
        cwd=ROOT, capture_output=True, timeout=60, env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert (apart.stdout.decode(), apart.stderr, apart.returncode) == (here, b"", code)
