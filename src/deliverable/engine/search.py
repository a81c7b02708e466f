"""A problem and its deadlines to a plan that meets them or to the certainty that there is none: exact search.

Between the windows everything is tried, by CP-SAT (lazy clause generation over intervals and linear sums), within a
limit of deterministic time, so that the same question gets the same answer on every machine.
"""

from bisect import bisect_left
from dataclasses import field
from typing import TYPE_CHECKING

from deliverable.dataclass import dataclass
from deliverable.engine.beside import serving
from deliverable.engine.capacity import Capacity
from deliverable.engine.plan import IN_ORDER, Plan, Work
from deliverable.engine.problem import Need, Places, Problem
from deliverable.engine.unnamed import UnnamedWork
from deliverable.engine.windows import windows

if TYPE_CHECKING:  # most questions are settled without: what only a model needs is imported with the first one
    from deliverable.engine.cpsat import Answer
    from deliverable.engine.scene import Scene

DEFAULT_LIMIT = 10.0
"""In seconds of a usual machine, about: what `--search-limit` says."""
RATES = {"crews": 0.62, "effort": 0.35}
"""Deterministic time that a second of a usual machine is worth, by what a model is made of (docs/why.md)."""
BUILT_IN_A_SECOND = 40_000
"""Variables, about: building a model is part of the limit, and of one that can't be built within it only a part is."""
BUILT_OF_A_PART = 0.5
"""So much of what is left may go into building a part."""


@dataclass
class Budget:
    """What the search may still take, in seconds of a usual machine, and whether somebody stopped it."""

    limit: float = DEFAULT_LIMIT
    stopped: bool = False
    spent: float = field(default=0.0, init=False)
    left: float = field(init=False)

    def __post_init__(self) -> None:
        self.left = self.limit

    @property
    def over(self) -> bool:
        """Whether nothing is left."""
        return self.stopped or self.left <= 0

    def take(self, seconds: float) -> None:
        """Less by what was used."""
        self.left -= seconds
        self.spent += seconds


@dataclass(frozen=True, slots=True)
class Found:
    """A plan, or the proof that there is none, or neither."""

    plan: Plan | None = None
    none: bool = False

    @property
    def open(self) -> bool:
        """Whether it ended undecided."""
        return self.plan is None and not self.none


def search(
    problem: Problem,
    capacity: Capacity,
    unnamed: UnnamedWork,
    deadlines: tuple[int, ...],
    budget: Budget,
    *,
    share: float = 1.0,
    near: Plan | None = None,
    without: frozenset[int] = frozenset(),
) -> Found:
    """A plan by these deadlines, or that there is none, within a share of what is left of the budget.

    `near` is a plan to start from, `without` are workers to leave out (then "none" only speaks of the others). Of a
    problem whose model can't be built within the budget, only the jobs with the least room are asked for: no plan for
    them is no plan for all, and a plan for them says nothing.
    """
    if budget.over or not _searchable(problem):
        return Found()
    spans = windows(problem, capacity, deadlines)
    if spans.too_tight():
        return Found(none=True)
    from deliverable.engine.cpsat import Outcome
    from deliverable.engine.part import tightest
    from deliverable.engine.scene import Scene

    scene = Scene(problem, capacity, unnamed, spans, without)
    most = budget.left * share * BUILT_IN_A_SECOND
    if _size(scene) > most:
        part = tightest(scene, lambda scene: _size(scene) <= most * BUILT_OF_A_PART)
        return Found(none=part is not None and _ask(part, budget, share, None)[1].outcome is Outcome.NONE)
    built, answer = _ask(scene, budget, share, near)
    if answer.outcome is Outcome.FOUND:
        return Found(built.plan(answer))
    return Found(none=answer.outcome is Outcome.NONE)


def _ask(scene: "Scene", budget: Budget, share: float, near: Plan | None) -> tuple["_Built", "Answer"]:
    """A scene's model and what the solver says of it; the budget is less by both."""
    budget.take(_size(scene) / BUILT_IN_A_SECOND)
    built = _Built(scene)
    if near is not None:
        built.hint(near)
    answer = built.model.solve(max(0.01, budget.left * share) * built.rate, relaxation=built.relaxation)
    budget.take(answer.spent / built.rate)
    budget.stopped |= answer.stopped
    return built, answer


def _searchable(problem: Problem) -> bool:
    """Whether everything is estimated and takes time."""
    return problem.estimated and all(
        all(need.minutes for need in job.needs) if job.kind == "effort" else job.days > 0 for job in problem.jobs
    )


def _size(scene: "Scene") -> int:
    """How many variables a model would have, about: minutes by person and day, and days that crews and unnamed
    bookings share with them.
    """
    size = 0
    workers: set[int] = set()
    for j, job in enumerate(scene.problem.jobs):
        days = len(scene.days_of(j)) if job.kind == "effort" else scene.window(j)[1] - scene.window(j)[0] + 1
        parts: tuple[Need | Places, ...] = (*job.needs, *job.places)
        for part in parts:
            size += days * len(part.eligible) if job.kind == "effort" else days + len(part.eligible)
            workers.update(part.eligible)
    for row, able in zip(scene.unnamed.rows, scene.unnamed.eligible, strict=True):
        size += len(workers.intersection(able)) * sum(day <= scene.last for day in row.minutes)
    return size


class _Built:
    """The model of a scene."""

    def __init__(self, scene: "Scene") -> None:
        from deliverable.engine.cpsat import Model
        from deliverable.engine.crews import Crews
        from deliverable.engine.efforts import Efforts
        from deliverable.engine.timeline import Timeline

        self.scene = scene
        self.model = Model()
        self.timeline = Timeline(scene, self.model)
        self.crews = Crews(scene, self.model, self.timeline, _named(scene))
        self.efforts = Efforts(scene, self.model, self.timeline, self.crews)
        self.timeline.chain()

    @property
    def relaxation(self) -> int:
        """Sums of minutes need the linear relaxation; crews do better without it."""
        return 1 if self.efforts.minutes else 0

    @property
    def rate(self) -> float:
        """Deterministic time for a second."""
        return RATES["effort" if self.efforts.minutes else "crews"]

    def hint(self, near: Plan) -> None:
        """Start from a plan's dates, or as near to them as the windows allow."""
        for j, start in self.timeline.start.items():
            low, high = self.timeline.range[j]
            self.model.hint(start, max(low, min(high, bisect_left(self.scene.problem.working, near.starts[j]))))

    def plan(self, answer: "Answer") -> Plan:
        """The solution as a plan: waits as early as they go, unnamed bookings served."""
        values = answer.values
        problem = self.scene.problem
        starts, ends = [0] * len(problem.jobs), [0] * len(problem.jobs)
        work: dict[int, list[Work]] = {}
        for (j, index, worker, day), variable in self.efforts.minutes.items():
            if values[variable]:
                work.setdefault(j, []).append(Work(j, index, day, worker, values[variable]))
        at = {j: values[start] for j, start in self.timeline.start.items()}
        at |= {j: self.crews.run(job)[0] for j, job in self.crews.jobs if job.fixed is not None}
        for j, place, worker in self.crews.seated(values, at):
            work.setdefault(j, []).extend(self._days(j, place.index, worker, at[j]))
        for j, job in enumerate(problem.jobs):
            earliest = max([job.release, *(ends[before] + 1 for before in job.after)])
            if job.kind == "wait":
                waited = self.scene.capacity.waited(earliest, job.days)
                starts[j], ends[j] = (earliest, problem.days) if waited is None else waited
            elif job.fixed is not None:
                starts[j], ends[j] = job.fixed
            elif job.kind == "crew":
                starts[j], ends[j] = problem.working[at[j]], problem.working[at[j] + job.days - 1]
            else:
                days = [w.day for w in work.get(j, ())]
                starts[j], ends[j] = min(days), max(days)
        done = tuple(sorted((w for of_job in work.values() for w in of_job), key=IN_ORDER))
        return Plan(tuple(starts), tuple(ends), done, serving(self.scene.unnamed, done))

    def _days(self, j: int, index: int, worker: int, at: int) -> list[Work]:
        job = self.scene.problem.jobs[j]
        length = job.days if job.fixed is None else self.crews.run(job)[1]
        days = self.scene.problem.working[at : at + length]
        free = self.scene.capacity.free(worker, days[-1])
        return [Work(j, index, day, worker, free[day]) for day in days]


def _named(scene: "Scene") -> frozenset[int]:
    """Workers who are wanted for more than crews: they can't be counted, only named."""
    named = {w for job in scene.problem.jobs for need in job.needs for w in need.eligible}
    named.update(w for able in scene.unnamed.eligible for w in able)
    named.update(w for w, worker in enumerate(scene.problem.workers) if worker.member is not None)
    return frozenset(named)
