"""Published instances with proved optima to shares: how often the verdict is right at the optimum and a day below.

Each instance is written as a capacity folder and a deal, and put to the installed command in a process of its own. Due
on the day of the optimum the verdict is to be `yes`, due a day earlier `no`, and an earliest finish that is called
proved is the optimum. Anything less is undecided; the opposite is wrong. An instance is *hard* when its optimum is
later than its longest chain of tasks: no chain alone proves those.
"""

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.instances import ABSENT, DEAL, Instance, instances, longest_chain, present
from benchmarks.measure import WORDS, Options, Run, check, each, saved, share, shown, times

SOON = 10
"""Seconds within which an answer is to be decided."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was answered for an instance, at the optimum and a day below it; `finish` says what of it is not so."""

    set: str
    name: str
    optimum: int
    chain: int
    at: str
    below: str
    proof_below: str
    proved: int
    finish: str
    seconds_at: float
    seconds_below: float

    @property
    def hard(self) -> bool:
        """The longest chain of tasks alone doesn't prove the optimum."""
        return self.optimum > self.chain

    @property
    def wrong(self) -> bool:
        """One of the two verdicts is the opposite of the truth, or a date is."""
        return self.at == "no" or self.below in ("yes", "at-risk") or bool(self.finish)

    @property
    def failed(self) -> bool:
        """One of the two got no verdict at all."""
        return any(verdict not in WORDS for verdict in (self.at, self.below))

    @property
    def decided(self) -> int:
        """How many of the two were right in time."""
        in_time = (self.seconds_at <= SOON, self.seconds_below <= SOON)
        return sum((self.at == "yes" and in_time[0], self.below == "no" and in_time[1]))


def solve(instance: Instance) -> Result:
    """The instance asked twice, through files."""
    runs: list[Run] = []
    for due in (instance.optimum, instance.optimum - 1):
        with tempfile.TemporaryDirectory() as place:
            as_of = instance.write(Path(place), due)
            runs.append(check(DEAL, Path(place), as_of))
    at, below = runs
    chain = longest_chain(instance.read()[2])
    faults = "; ".join(fault for ran in runs if (fault := _finish(instance, ran)))
    proved = sum(ran.finish("proved") is True for ran in runs)
    return Result(
        instance.set, instance.name, instance.optimum, chain, at.verdict, below.verdict,
        below.proof if below.verdict == "no" else "", proved, faults, round(at.seconds, 3), round(below.seconds, 3),
    )  # fmt: skip


def _finish(instance: Instance, ran: Run) -> str:
    """What of the earliest finish can't be so."""
    optimum = instance.on(instance.optimum).isoformat()
    earliest, soonest = ran.finish("earliest"), ran.finish("no_sooner_than")
    if ran.finish("proved") and earliest != optimum:
        return f"proved is {earliest}, it is {optimum}"
    if earliest is not None and earliest < optimum:
        return f"{earliest} is before the optimum, {optimum}"
    if soonest is not None and soonest > optimum:
        return f"no sooner than {soonest}, but {optimum} is possible"
    return ""


def report(name: str, results: Sequence[Result], save: Path | None) -> None:
    """One set: shares decided, times, and what went wrong."""
    hard = [result for result in results if result.hard]
    seconds = [time for result in results for time in (result.seconds_at, result.seconds_below)]
    proofs = Counter(result.proof_below for result in results if result.below == "no")
    print(f"\n{name}: {len(results)} instances, {len(hard)} of them hard (optimum later than the longest chain)")
    print(f"  {'':24}{'all':>20}{'hard':>20}")
    for said, right in (("yes at the optimum", "yes"), ("no a day below", "no")):
        print(f"  {said:24}{_right(results, right):>20}{_right(hard, right):>20}")
    soon = [share(sum(result.decided for result in group), 2 * len(group)) for group in (results, hard)]
    print(f"  {f'both, within {SOON} s':24}{soon[0]:>20}{soon[1]:>20}")
    finish = [share(sum(result.proved for result in group), 2 * len(group)) for group in (results, hard)]
    print(f"  {'finish proved':24}{finish[0]:>20}{finish[1]:>20}")
    print(f"  a whole process takes {times(seconds)}")
    print(f"  proofs of the no: {', '.join(f'{kind} {count}' for kind, count in proofs.most_common()) or 'none'}")
    bad = sorted((result for result in results if result.wrong or result.failed), key=lambda result: not result.wrong)
    shown([_told(result) for result in bad], save)


def _right(results: Sequence[Result], verdict: str) -> str:
    answers = [result.at if verdict == "yes" else result.below for result in results]
    return share(answers.count(verdict), len(answers))


def _told(result: Result) -> str:
    word = "WRONG" if result.wrong else "FAILED"
    finish = f"; {result.finish}" if result.finish else ""
    return f"{word} {result.name} (optimum {result.optimum}): at it {result.at}, below it {result.below}{finish}"


def acceptance(options: Options) -> int:
    """How many answers were wrong or missing; 0 where there is no data."""
    if not present(options.data):
        print(f"published: {ABSENT.format(data=options.data)}")
        return 0
    results = each(solve, instances(options.data, options.limit, options.only), options.jobs, "instances")
    for name in dict.fromkeys(result.set for result in results):
        report(name, [result for result in results if result.set == name], options.save)
    saved(results, "published", options.save)
    bad = sum(result.wrong or result.failed for result in results)
    print(f"\npublished: {bad} of {len(results)} instances with a wrong or missing answer")
    return bad
