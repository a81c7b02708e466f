"""Commands and questions to seconds and shares: what the parts of the acceptance have in common."""

import csv
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120
"""Seconds for one process."""
SHOWN = 10
"""Of what went wrong in a part."""
WORDS = ("yes", "no", "at-risk", "unknown")


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for; `limit` is how many cases of each part or set, None all of them."""

    data: Path
    limit: int | None = None
    jobs: int = 2
    only: str | None = None
    first: int = 0
    oracle_limit: float = 60
    bare_limit: float = 60
    save: Path | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One process: wall seconds, peak memory in MB, exit code, the JSON that it said and the last line on stderr."""

    seconds: float
    memory: float
    code: int
    answer: dict[str, Any]
    said: str

    @property
    def verdict(self) -> str:
        """The verdict; where there is none, what happened instead."""
        word = self.answer.get("verdict")
        return str(word) if word in WORDS else f"exit {self.code}: {self.said or json.dumps(self.answer)[:200]}"

    @property
    def proof(self) -> str:
        """The kind of the verdict's proof."""
        return str((self.answer.get("proof") or {}).get("kind", ""))

    def finish(self, key: str) -> Any:
        """One of the figures of the earliest finish."""
        return (self.answer.get("finish") or {}).get(key)


def check(deal: str, folder: Path, as_of: str) -> Run:
    """`deliverable check`, the installed command, in a process of its own."""
    return run([*command(), "check", deal, "-C", str(folder), "--as-of", as_of, "--format", "json", "--no-offers"])


def command() -> list[str]:
    """The installed command, else the module."""
    program = Path(sys.executable).with_name("deliverable")
    return [str(program)] if program.is_file() else [sys.executable, "-m", "deliverable"]


def run(argv: Sequence[str]) -> Run:
    """Run a command to its end, or to the end of our patience."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begun = time.perf_counter()
        process = subprocess.Popen(argv, stdout=out, stderr=err)
        killer = threading.Timer(PATIENCE, process.kill)
        killer.start()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        killer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        text, lines = out.read(), err.read().decode(errors="replace").strip().splitlines()
    try:
        answer = json.loads(text)
    except json.JSONDecodeError:
        answer = {}
    memory = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return Run(seconds, memory, process.returncode, answer, lines[-1][:200] if lines else "")


def each(work: Callable[[T], R], todo: Sequence[T], jobs: int, what: str) -> list[R]:
    """The results in the order of what is to be done, with a count on a terminal; a single job needs no process."""
    if jobs == 1:
        return [work(one) for one in todo]
    results: list[R] = []
    with ProcessPoolExecutor(jobs) as pool:
        for result in pool.map(work, todo):
            results.append(result)
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{len(results)} of {len(todo)} {what} ")
    if sys.stderr.isatty():
        sys.stderr.write("\r" + " " * 40 + "\r")
    return results


def spread(things: Sequence[T], limit: int | None) -> list[T]:
    """So many of some things, evenly; all of them without a limit."""
    count = min(limit or len(things), len(things))
    return [things[place * len(things) // count] for place in range(count)]


def share(of: int, count: int) -> str:
    """A count of a count, with its per cent."""
    return f"{of}/{count} = {of / count:.1%}" if count else "-"


def p95(seconds: Iterable[float]) -> float:
    """The value that 19 of 20 don't exceed."""
    ordered = sorted(seconds)
    return ordered[max(0, -(-len(ordered) * 19 // 20) - 1)]


def times(seconds: Sequence[float]) -> str:
    """Median, p95 and maximum of some seconds."""
    return f"{median(seconds):.2f} s (median), {p95(seconds):.2f} s (p95), {max(seconds):.2f} s at most"


def shown(complaints: Sequence[str], save: Path | None) -> None:
    """The first of what went wrong."""
    for line in complaints[:SHOWN]:
        print(f"  {line}")
    if len(complaints) > SHOWN:
        print(f"  and {len(complaints) - SHOWN} more{'' if save else ' (--save FOLDER has them all)'}")


def saved(results: Sequence[Any], name: str, folder: Path | None) -> None:
    """A row for each result (a dataclass), as CSV."""
    if folder is None or not results:
        return
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, list(asdict(results[0])))
        rows.writeheader()
        rows.writerows(asdict(result) for result in results)
