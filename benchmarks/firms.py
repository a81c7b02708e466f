"""Made-up firms of 3 to 60 people to disagreements: what the engine says of them against the tests' exact oracle.

A plan is confirmed by the engine's own audit, without which there is no answer. Every `no`, every hold that must lapse
and every date between which the earliest finish is said to lie is put to the oracle, which knows nothing of the engine.
"""

import time
from dataclasses import dataclass
from statistics import median

from benchmarks.measure import Options, each, p95, saved, share, shown
from tests import firms, held

from deliverable.verdict import Verdict, assess

COUNT = 500


@dataclass(frozen=True, slots=True)
class Result:
    """What was said of one firm's question, how it compares, and how long it took."""

    seed: int
    people: int
    tasks: int
    deals: int
    word: str
    reasons: str
    proof: str
    decided: bool
    proved: bool
    seconds: float
    checked: int
    unchecked: int
    faults: str


def ask(task: tuple[int, float]) -> Result:
    """One seed's question to the engine, and what it says to the oracle."""
    seed, limit = task
    question = firms.question(seed)
    size = (len(question.book.people), sum(len(deal.scope or ()) for deal in question.deals), len(question.deals))
    begun = time.perf_counter()
    try:
        verdict = assess(question)
    except Exception as error:  # noqa: BLE001 - whatever stops one of 500 is told with its seed, and the others go on
        taken = time.perf_counter() - begun
        fault = f"{type(error).__name__}: {error}"
        return Result(seed, *size, "refused", "", "", False, False, round(taken, 4), 0, 0, fault)
    taken = time.perf_counter() - begun
    said = held.against(question, verdict, limit)
    return Result(
        seed, *size, verdict.word, " ".join(verdict.reasons), str((verdict.claim["proof"] or {}).get("kind", "")),
        verdict.word != "unknown", _proved(verdict), round(taken, 4),
        len(said), sum(one.truth is None for one in said), "; ".join(str(one) for one in said if one.wrong),
    )  # fmt: skip


def _proved(verdict: Verdict) -> bool:
    """Whether the earliest finish is known (nothing is asked of several deals)."""
    return verdict.bracket is not None and verdict.bracket.proved


def report(results: list[Result], options: Options) -> None:
    """Shares, times and disagreements."""
    seconds = [result.seconds for result in results]
    single = [result for result in results if result.deals == 1]
    sizes = [result.people for result in results]
    words = ", ".join(f"{word} {count}" for word, count in _counts(results).items())
    print(f"\nfirms: {len(results)} of {min(sizes)} to {max(sizes)} people: {words}")
    print(f"  verdict decided          {share(sum(result.decided for result in results), len(results)):>20}")
    print(f"  finish proved (one deal) {share(sum(result.proved for result in single), len(single)):>20}")
    print(f"  in process {median(seconds):.3f} s (median), {p95(seconds):.2f} s (p95), {max(seconds):.2f} s at most")
    checked, unchecked = (sum(getattr(result, word) for result in results) for word in ("checked", "unchecked"))
    print(f"  the oracle was asked {checked} times, and left {unchecked} undecided")
    shown([f"WRONG seed {result.seed} ({result.word}): {result.faults}" for result in results if result.faults],
          options.save)  # fmt: skip


def _counts(results: list[Result]) -> dict[str, int]:
    words = [result.word for result in results]
    return {word: words.count(word) for word in sorted(set(words))}


def acceptance(options: Options) -> int:
    """How many firms got an answer that the oracle contradicts, or none."""
    seeds = range(options.first, options.first + (options.limit or COUNT))
    results = each(ask, [(seed, options.oracle_limit) for seed in seeds], options.jobs, "firms")
    report(results, options)
    saved(results, "firms", options.save)
    bad = sum(bool(result.faults) for result in results)
    print(f"\nfirms: {bad} of {len(results)} with a disagreement")
    return bad
