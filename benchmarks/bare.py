"""Published instances to two times: a plain CP-SAT model, and our whole assessment, in the same process.

The plain model is what somebody who knows CP-SAT writes from the problem: an interval for each task; people with one
skill each as the capacity of a cumulative, others as optional intervals that don't overlap. One worker, every other
parameter as it comes. Both answer whether the work can be done by a day: the optimum, and the day before.
"""

import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.instances import ABSENT, Instance, People, Tasks, instances, present
from benchmarks.measure import Options, each, saved, share, shown
from ortools.sat.python import cp_model

from deliverable.verdict import assess

LONG = 1.0
"""Seconds of the plain model from which on the ratio counts."""
SHORT = 0.5
"""Seconds that ours may take where the plain model takes less than that."""


@dataclass(frozen=True, slots=True)
class Result:
    """One question to both: `yes`, `no` or undecided, and the seconds."""

    set: str
    name: str
    due: int
    truth: str
    bare: str
    ours: str
    bare_seconds: float
    our_seconds: float

    @property
    def wrong(self) -> bool:
        """One of the two contradicts the published optimum, or we gave no answer."""
        return not {self.bare, self.ours} <= {self.truth, "unknown"}


def plain(people: People, tasks: Tasks, due: int, limit: float) -> tuple[str, float]:
    """The plain model's answer and its seconds, building it included."""
    begun = time.perf_counter()
    model = cp_model.CpModel()
    spans: dict[str, Any] = {}
    for name, (days, _, _) in tasks.items():
        spans[name] = model.new_fixed_size_interval_var(model.new_int_var(0, due, name), days, name)
        model.add(spans[name].end_expr() <= due)
    for name, (_, _, after) in tasks.items():
        for before in after:
            model.add(spans[name].start_expr() >= spans[before].end_expr())
    if all(len(skills) == 1 for skills in people.values()):
        _units(model, people, tasks, spans)
    else:
        _persons(model, people, tasks, spans)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = limit
    status = solver.solve(model)
    words = {cp_model.OPTIMAL: "yes", cp_model.FEASIBLE: "yes", cp_model.INFEASIBLE: "no"}
    return words.get(status, "unknown"), time.perf_counter() - begun


def _units(model: cp_model.CpModel, people: People, tasks: Tasks, spans: dict[str, Any]) -> None:
    """People with one skill each are alike: a cumulative for each skill."""
    count: dict[str, int] = defaultdict(int)
    for skills in people.values():
        count[skills[0]] += 1
    for skill, capacity in count.items():
        using = [(spans[name], crew[skill]) for name, (_, crew, _) in tasks.items() if crew.get(skill)]
        model.add_cumulative([span for span, _ in using], [number for _, number in using], capacity)


def _persons(model: cp_model.CpModel, people: People, tasks: Tasks, spans: dict[str, Any]) -> None:
    """Everybody has at most one place in a task, and one task at a time."""
    busy: dict[str, list[Any]] = defaultdict(list)
    for name, (days, crew, _) in tasks.items():
        places: dict[str, list[Any]] = defaultdict(list)
        for skill, number in crew.items():
            here = [(who, model.new_bool_var(f"{who} {skill} {name}")) for who, has in people.items() if skill in has]
            model.add(sum(place for _, place in here) == number)
            for who, place in here:
                places[who].append(place)
        for who, mine in places.items():
            there = model.new_bool_var(f"{who} {name}")
            model.add(sum(mine) == there)
            start = spans[name].start_expr()
            busy[who].append(model.new_optional_fixed_size_interval_var(start, days, there, f"{who} {name}"))
    for mine in busy.values():
        model.add_no_overlap(mine)


def solve(task: tuple[Instance, int, float]) -> Result:
    """Both on one question."""
    instance, due, limit = task
    truth = "yes" if due >= instance.optimum else "no"
    _, people, tasks = instance.read()
    with tempfile.TemporaryDirectory() as place:
        question = instance.question(Path(place), due)
    bare, bare_seconds = plain(people, tasks, due, limit)
    begun = time.perf_counter()
    try:
        ours = assess(question).word
    except Exception as error:  # noqa: BLE001 - whatever stops one of them is told, and the others go on
        ours = f"{type(error).__name__}: {error}"
    taken = time.perf_counter() - begun
    return Result(instance.set, instance.name, due, truth, bare, ours, round(bare_seconds, 4), round(taken, 4))


def report(results: Sequence[Result], options: Options) -> None:
    """Where the plain model takes long, the ratio; elsewhere our own seconds."""
    print(f"\nbare engine: {len(results)} questions, plain model limited to {options.bare_limit:g} s")
    for who, name in (("bare", "the plain model"), ("ours", "us")):
        decided = sum(getattr(result, who) == result.truth for result in results)
        print(f"  {f'decided by {name}':28}{share(decided, len(results))}")
    long = [result for result in results if result.bare_seconds >= LONG]
    short = [result for result in results if result.bare_seconds < LONG]
    if long:
        ratios = [result.our_seconds / result.bare_seconds for result in long if result.ours == result.truth]
        told = f"{median(ratios):.2f} (median), {max(ratios):.2f} at most" if ratios else "-"
        print(f"  plain model >= {LONG:g} s: {len(long)}; decided by us {len(ratios)}, of these ours / its time {told}")
    if short:
        soon = sum(result.our_seconds < SHORT for result in short)
        print(f"  plain model < {LONG:g} s: {len(short)}; ours under {SHORT:g} s in {share(soon, len(short))},"
              f" {median(result.our_seconds for result in short):.3f} s (median),"
              f" {max(result.our_seconds for result in short):.2f} s at most")  # fmt: skip
    bad = [f"WRONG {r.name} due {r.due}: {r.truth}; plain {r.bare}, ours {r.ours}" for r in results if r.wrong]
    shown(bad, options.save)


def acceptance(options: Options) -> int:
    """How many answers contradict the published optimum; 0 where there is no data."""
    if not present(options.data):
        print(f"bare engine: {ABSENT.format(data=options.data)}")
        return 0
    found = instances(options.data, options.limit, options.only)
    todo = [(instance, instance.optimum - less, options.bare_limit) for instance in found for less in (0, 1)]
    results = each(solve, todo, options.jobs, "questions")
    report(results, options)
    saved(results, "bare", options.save)
    return sum(result.wrong for result in results)
