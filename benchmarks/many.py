"""Made-up firms of 400 people with 50 open deals each to seconds and memory of `check --all`, with one worker and two.

The runs alternate, so that what else the machine does slows both sides; memory is that of all processes of a run, what
they share counted once (only on Linux).
"""

import json
import os
import subprocess
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.crowd import AS_OF
from benchmarks.generate import firm, write
from benchmarks.measure import WORDS, Options, command, saved, shown

SEEDS = (1, 2)
PEOPLE, BOOKINGS, TASKS, DEALS = 400, 800, 40, 50
PATIENCE = 600
"""Seconds for one process."""
SOON, LITTLE = 60, 1500
"""Seconds and MB that a run may take on two cores of its own."""
EVERY = 0.5
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Result:
    """One run of one firm; `load` is how many processes wanted to run on the machine in the minute before its end."""

    seed: int
    jobs: int
    alone: str
    together: str
    fits: int
    seconds: float
    cpu: float
    memory: float
    load: float
    bytes: int

    @property
    def failed(self) -> bool:
        """There was no answer at all."""
        return self.together not in WORDS


def solve(folder: Path, seed: int, jobs: int) -> tuple[Result, bytes]:
    """One run, whole processes, and what it said."""
    argv = [*command(), "check", "--all", "-C", str(folder), "--as-of", AS_OF.isoformat(), "--jobs", str(jobs)]
    begun, before = time.perf_counter(), os.times()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen([*argv, "--format", "json"], stdout=out)
        most = 0.0
        while process.poll() is None:
            most = max(most, _memory(process.pid))
            if time.perf_counter() - begun > PATIENCE:
                process.kill()
            time.sleep(EVERY)
        seconds, after = time.perf_counter() - begun, os.times()
        out.seek(0)
        text = out.read()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    answer = _read(text)
    words = Counter(one["verdict"] for one in answer.get("deals", []))
    told = ", ".join(f"{count} {word}" for word, count in sorted(words.items()))
    joint = str((answer.get("together") or {}).get("verdict") or f"exit {process.returncode}")
    fits = max((len(one["deals"]) for one in answer.get("fits", [])), default=0)
    return Result(
        seed, jobs, told, joint, fits, round(seconds, 1), round(cpu, 1), round(most), round(load, 1), len(text)
    ), text


def _read(text: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(text)
    except json.JSONDecodeError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _memory(pid: int) -> float:
    """The MB of a process and all below it; what they share is shared out (0 where that can't be seen)."""
    total = 0.0
    for one in (pid, *_below(pid)):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return total


def _below(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def acceptance(options: Options) -> int:
    """How many runs got no answer, or said other bytes with two workers than with one."""
    results: list[Result] = []
    wrong: list[str] = []
    for seed in SEEDS[: options.limit]:
        with tempfile.TemporaryDirectory() as place:
            write(firm(PEOPLE, BOOKINGS, TASKS, seed, deals=DEALS), Path(place))
            said = [solve(Path(place), seed, jobs) for jobs in (2, 1)]
        results += [result for result, _ in said]
        if len({text for _, text in said}) > 1:
            wrong.append(f"WRONG seed {seed}: two workers say something else than one")
    print(f"\nmany deals: {PEOPLE} people, {BOOKINGS} bookings, {DEALS} deals of up to {TASKS} tasks, whole processes")
    print(f"  {'seed':>4}{'jobs':>6}{'seconds':>9}{'cpu':>7}{'MB':>6}{'load':>6}  {'together':10}{'fit':>4}  alone")
    for one in results:
        print(f"  {one.seed:>4}{one.jobs:>6}{one.seconds:9.1f}{one.cpu:7.1f}{one.memory:6.0f}{one.load:6.1f}"
              f"  {one.together:10}{one.fits:>4}  {one.alone}")  # fmt: skip
    wrong += [f"FAILED seed {one.seed}: {one.together}" for one in results if one.failed]
    by = {jobs: [one.seconds for one in results if one.jobs == jobs] for jobs in (1, 2)}
    ratio = median(one / two for one, two in zip(by[1], by[2], strict=True))
    slow = sum(seconds > SOON for seconds in by[2])
    print(f"  one worker takes {ratio:.2f} times as long as two; {len(by[2]) - slow} of {len(by[2])} within {SOON} s"
          f" with two; {max(one.memory for one in results):.0f} MB at most (of {LITTLE})")  # fmt: skip
    shown(wrong, options.save)
    saved(results, "many", options.save)
    return len(wrong)
