"""Published instances with proved optima to shares: how often the verdict is right at the optimum and a day below.

python benchmarks/acceptance.py [--limit N] [--jobs 2] [--save results.csv]

Each instance is written as a capacity folder and a deal and put to `check` as anybody would, only without a new
process each time. Due on the day of the optimum the verdict is to be `yes`, due a day earlier `no`. Anything else is
undecided, except the opposite: `no` at the optimum, or a plan below it, is wrong, and one of them fails the run.
An instance is *hard* when its optimum is later than its longest chain of tasks: no chain alone proves those.
"""

import argparse
import contextlib
import csv
import importlib.util
import io
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "bench"
SHOWN = 10  # of what went wrong in a set
READERS = {".sm": "psplib", ".dzn": "mspsp"}

Tasks = Mapping[str, tuple[int, Mapping[str, int], Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Instance:
    """One published instance and the days that its best schedule takes."""

    set: str
    name: str
    optimum: int


@dataclass(frozen=True, slots=True)
class Result:
    """What was answered for an instance, at the optimum and a day below it."""

    set: str
    name: str
    optimum: int
    chain: int
    at: str
    below: str
    proof_below: str
    seconds_at: float
    seconds_below: float

    @property
    def hard(self) -> bool:
        """The longest chain of tasks alone doesn't prove the optimum."""
        return self.optimum > self.chain

    @property
    def wrong(self) -> bool:
        """One of the two verdicts is the opposite of the truth."""
        return self.at == "no" or self.below in ("yes", "at-risk")

    @property
    def failed(self) -> bool:
        """One of the two got no verdict at all."""
        return any(verdict not in ("yes", "no", "at-risk", "unknown") for verdict in (self.at, self.below))


def instances(limit: int | None, only: str | None) -> list[Instance]:
    """The instances of truth.csv; with a limit so many of each set, spread evenly."""
    with (DATA / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = [Instance(row["set"], row["instance"], int(row["optimum"])) for row in csv.DictReader(file)]
    chosen: list[Instance] = []
    for name in dict.fromkeys(row.set for row in rows if only in (None, row.set)):
        of_set = [row for row in rows if row.set == name]
        count = min(limit or len(of_set), len(of_set))
        chosen += [of_set[place * len(of_set) // count] for place in range(count)]
    return chosen


def longest_chain(tasks: Tasks) -> int:
    """The days that the longest chain of tasks takes."""
    ends: dict[str, int] = {}

    def end(task: str) -> int:
        if task not in ends:
            ends[task] = tasks[task][0] + max((end(other) for other in tasks[task][2]), default=0)
        return ends[task]

    return max(end(task) for task in tasks)


def converter() -> ModuleType:
    """The data's own converter, as a module."""
    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location("convert", DATA / "convert.py")
    if spec is None or spec.loader is None:
        sys.exit(f"acceptance: {DATA / 'convert.py'} can't be imported")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ask(folder: Path, as_of: str) -> tuple[str, str]:
    """The verdict on the folder's deal and the kind of its proof; the exit code where there is no verdict."""
    from deliverable.cli.main import main

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["check", "bench", "-C", str(folder), "--as-of", as_of, "--format", "json"])
    try:
        answer = json.loads(out.getvalue())
    except json.JSONDecodeError:
        return f"exit {code}: {(err.getvalue().strip().splitlines() or ['said nothing'])[-1][:200]}", ""
    said = answer.get("verdict")
    if said is None:
        return f"exit {code}: {json.dumps(answer.get('findings'))[:200]}", ""
    return str(said), str((answer.get("proof") or {}).get("kind", ""))


def solve(instance: Instance) -> Result:
    """The instance asked twice, through files."""
    convert = converter()
    path = DATA / instance.set / instance.name
    skills, people, tasks = getattr(convert, READERS[path.suffix])(path)
    said, seconds = [], []
    for due in (instance.optimum, instance.optimum - 1):
        with tempfile.TemporaryDirectory() as place:
            convert.write(place, skills, people, tasks, due)
            begun = time.perf_counter()
            said.append(ask(Path(place), convert.day(0)))
            seconds.append(round(time.perf_counter() - begun, 3))
    (at, _), (below, proof) = said
    chain = longest_chain(tasks)
    return Result(instance.set, instance.name, instance.optimum, chain, at, below, proof, *seconds)


def solved(todo: Sequence[Instance], jobs: int) -> list[Result]:
    """All results in the order of the instances, with a count on a terminal."""
    results: list[Result] = []
    with ProcessPoolExecutor(jobs) as pool:
        for result in pool.map(solve, todo):
            results.append(result)
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{len(results)} of {len(todo)} instances ")
    if sys.stderr.isatty():
        sys.stderr.write("\r" + " " * 40 + "\r")
    return results


def share(results: Sequence[Result], verdict: str) -> str:
    """How many of the results have the right verdict on one side."""
    if not results:
        return "-"
    right = sum((result.at if verdict == "yes" else result.below) == verdict for result in results)
    return f"{right}/{len(results)} = {right / len(results):.1%}"


def p95(seconds: Iterable[float]) -> float:
    """The value that 19 of 20 don't exceed."""
    ordered = sorted(seconds)
    return ordered[max(0, -(-len(ordered) * 19 // 20) - 1)]


def report(name: str, results: Sequence[Result]) -> None:
    """One set: shares decided, times, and what went wrong."""
    hard = [result for result in results if result.hard]
    seconds = [time for result in results for time in (result.seconds_at, result.seconds_below)]
    proofs = Counter(result.proof_below for result in results if result.below == "no")
    print(f"\n{name}: {len(results)} instances, {len(hard)} of them hard (optimum later than the longest chain)")
    print(f"  {'':24}{'all':>20}{'hard':>20}")
    print(f"  {'yes at the optimum':24}{share(results, 'yes'):>20}{share(hard, 'yes'):>20}")
    print(f"  {'no a day below':24}{share(results, 'no'):>20}{share(hard, 'no'):>20}")
    print(
        f"  a question takes {median(seconds):.2f} s (median), {p95(seconds):.2f} s (p95), {max(seconds):.2f} s at most"
    )
    print(f"  proofs of the no: {', '.join(f'{kind} {count}' for kind, count in proofs.most_common()) or 'none'}")
    bad = sorted((result for result in results if result.wrong or result.failed), key=lambda result: not result.wrong)
    for result in bad[:SHOWN]:
        word = "WRONG" if result.wrong else "FAILED"
        print(f"  {word} {result.name} (optimum {result.optimum}): at it {result.at}, below it {result.below}")
    if len(bad) > SHOWN:
        print(f"  and {len(bad) - SHOWN} more (--save FILE has them all)")


def save(results: Sequence[Result], path: Path) -> None:
    """A row for each instance."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, list(asdict(results[0])))
        rows.writeheader()
        rows.writerows(asdict(result) for result in results)


def main(argv: Sequence[str] | None = None) -> int:
    """0 when nothing was wrong, or there is no data; 1 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, metavar="N", help="so many instances of each set, spread evenly")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes at the same time")
    parser.add_argument("--set", metavar="NAME", help="only this set")
    parser.add_argument("--save", type=Path, metavar="FILE", help="a CSV with a row for each instance")
    said = parser.parse_args(argv)
    if not (DATA / "truth.csv").is_file():
        print("acceptance: the published instances are not beside the project (../shared/bench); nothing to do")
        return 0
    todo = instances(said.limit, said.set)
    if not todo:
        parser.error(f"no set is called {said.set}")
    begun = time.perf_counter()
    results = solved(todo, said.jobs)
    for name in dict.fromkeys(result.set for result in results):
        report(name, [result for result in results if result.set == name])
    if said.save:
        save(results, said.save)
    wrong, failed = (sum(getattr(result, word) for result in results) for word in ("wrong", "failed"))
    print(f"\n{wrong} wrong, {failed} failed, of {2 * len(results)} questions in {time.perf_counter() - begun:.0f} s")
    return 1 if wrong or failed else 0


if __name__ == "__main__":
    sys.exit(main())
