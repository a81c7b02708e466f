"""Ten made-up firms of 400 people to seconds and memory of whole processes: 800 bookings and a deal of 80 tasks."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.crowd import AS_OF
from benchmarks.generate import DEAL, firm, write
from benchmarks.measure import WORDS, Options, check, saved, share, shown, times

SEEDS = range(1, 11)
PEOPLE, BOOKINGS, TASKS = 400, 800, 80
SOON = 5
"""Seconds within which it is to be proved."""


@dataclass(frozen=True, slots=True)
class Result:
    """One firm's answer."""

    seed: int
    verdict: str
    proof: str
    proved: bool
    earliest: str
    no_sooner_than: str
    seconds: float
    memory: float

    @property
    def failed(self) -> bool:
        """There was no verdict at all."""
        return self.verdict not in WORDS

    @property
    def settled(self) -> bool:
        """The verdict is decided and the earliest finish proved, in time."""
        return not self.failed and self.verdict != "unknown" and self.proved and self.seconds <= SOON


def solve(seed: int) -> Result:
    """One firm, through files and a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        write(firm(PEOPLE, BOOKINGS, TASKS, seed), Path(place))
        ran = check(DEAL, Path(place), AS_OF.isoformat())
    return Result(
        seed, ran.verdict, ran.proof, bool(ran.finish("proved")), str(ran.finish("earliest")),
        str(ran.finish("no_sooner_than")), round(ran.seconds, 2), round(ran.memory),
    )  # fmt: skip


def acceptance(options: Options) -> int:
    """How many of the firms got no answer. One after the other, so that none slows another."""
    results = [solve(seed) for seed in list(SEEDS)[: options.limit]]
    print(f"\nlarge firms: {PEOPLE} people, {BOOKINGS} bookings, {TASKS} tasks, whole processes")
    print(f"  {'seed':>4}  {'verdict':10}{'proof':10}{'earliest':12}{'not before':12}{'seconds':>8}{'MB':>6}")
    for result in results:
        word = "FAILED" if result.failed else result.verdict
        days = f"{result.earliest:12}{result.no_sooner_than:12}"
        print(f"  {result.seed:>4}  {word:10}{result.proof or '-':10}{days}{result.seconds:8.2f}{result.memory:6.0f}")
    settled = share(sum(result.settled for result in results), len(results))
    print(f"  decided and proved within {SOON} s: {settled}; {times([result.seconds for result in results])};"
          f" {max(result.memory for result in results):.0f} MB at most")  # fmt: skip
    shown([f"FAILED seed {result.seed}: {result.verdict}" for result in results if result.failed], options.save)
    saved(results, "large", options.save)
    return sum(result.failed for result in results)
