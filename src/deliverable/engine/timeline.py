"""A problem in its windows to the variables of when: starts of waits and crews, and the days by which work has ended.

Waits and crews begin on a working day of the firm (an index into the problem's working days); divisible work has, for
each day on which it could still go on, a literal that says that none of it lies later.
"""

from bisect import bisect_left, bisect_right
from itertools import pairwise

from deliverable.engine.cpsat import Model
from deliverable.engine.problem import Job
from deliverable.engine.scene import Scene
from deliverable.engine.windows import crew_days, is_seated

Known = bool | int
"""A literal, or what is known already."""


class Timeline:
    """When jobs begin and end, as variables of a model."""

    def __init__(self, scene: Scene, model: Model) -> None:
        self.scene = scene
        self.model = model
        self.start: dict[int, int] = {}
        self.range: dict[int, tuple[int, int]] = {}
        self.interval: dict[int, int] = {}
        self._orders: dict[tuple[int, int], int] = {}
        self._stops: dict[tuple[int, int], int] = {}
        for j, job in enumerate(scene.problem.jobs):
            if job.kind != "effort" and job.fixed is None:
                self._begin(j, job)
        for j, job in enumerate(scene.problem.jobs):
            for before in job.after:
                self._follow(before, j)

    # --- waits and crews ------------------------------------------------------------------------------------------

    def _begin(self, j: int, job: Job) -> None:
        first, last = self.scene.window(j)
        working = self.scene.problem.working
        low, high = bisect_left(working, first), bisect_right(working, last) - job.days
        gaps = [(at, at) for at in range(low, high + 1) if not self._could_begin(job, at)] if job.places else []
        if len(gaps) > high - low:  # nowhere, without those who are left out
            gaps = []
            self.model.some(())
        self.range[j] = (low, high)
        self.start[j] = self.model.choice(low, high, gaps)
        if job.places:
            self.interval[j] = self.model.interval(self.start[j], job.days)

    def _could_begin(self, job: Job, at: int) -> bool:
        if self.scene.all_clear(job):
            return True
        days = crew_days(self.scene.capacity, job, self.scene.problem.working[at])
        return is_seated(self.scene.capacity, job, days, self.scene.without)

    def begun(self, j: int, at: int) -> Known:
        """Whether a wait or crew has begun by working day `at`."""
        low, high = self.range[j]
        if at < low or at >= high:
            return at >= high
        if (j, at) not in self._orders:
            literal = self._orders[j, at] = self.model.literal()
            self.model.between(low, {self.start[j]: 1}, at, only_if=(literal,))
            self.model.between(at + 1, {self.start[j]: 1}, high, only_if=(~literal,))
        return self._orders[j, at]

    # --- ends -----------------------------------------------------------------------------------------------------

    def ended(self, j: int, day: int) -> Known:
        """Whether a job has ended by a day."""
        job = self.scene.problem.jobs[j]
        if job.fixed is not None:
            return job.fixed[1] <= day
        if job.kind == "effort":
            return self.stopped(j, bisect_right(self.scene.days_of(j), day))
        return self.begun(j, bisect_right(self.scene.problem.working, day) - job.days)

    def stopped(self, j: int, count: int) -> Known:
        """Whether all the work of an effort job lies on the first `count` of the days on which it could."""
        days = self.scene.days_of(j)
        if count >= len(days) or count == 0 or days[count - 1] < self.scene.soonest_end(j):
            return count >= len(days)
        if (j, count) not in self._stops:
            self._stops[j, count] = self.model.literal()
        return self._stops[j, count]

    def stops(self, j: int) -> list[tuple[int, int]]:
        """The literals of an effort job's end that anything asked for: (count, literal), soonest first."""
        return sorted((count, literal) for (of, count), literal in self._stops.items() if of == j)

    def may_work(self, j: int, day: int) -> list[int] | None:
        """The literals that must hold for an effort job to have work on a day; None when it can't."""
        out: list[int] = []
        for before in self.scene.problem.jobs[j].after:
            known = self.ended(before, day - 1)
            if known is False:
                return None
            if known is not True:
                out.append(known)
        return out

    def chain(self) -> None:
        """What has ended by a day has ended by any later one: ties the literals of each job together."""
        for pairs in (self._orders, self._stops):
            ordered = sorted(pairs.items())
            for (key, literal), (later, other) in pairwise(ordered):
                if key[0] == later[0]:
                    self.model.implies(literal, other)

    # --- order ----------------------------------------------------------------------------------------------------

    def _follow(self, before: int, after: int) -> None:
        """A job that is no effort begins on a later day than the one it waits for ends; effort asks `may_work`."""
        problem = self.scene.problem
        job, other = problem.jobs[after], problem.jobs[before]
        if job.kind == "effort":
            return
        if job.fixed is not None:
            self._settle(self.ended(before, job.fixed[0] - 1))
        elif other.fixed is not None:
            return  # its window says so
        elif other.kind == "effort":
            self._behind_effort(before, after)
        else:
            self.model.between(other.days, {self.start[after]: 1, self.start[before]: -1})

    def _behind_effort(self, before: int, after: int) -> None:
        low, high = self.range[after]
        for count, day in enumerate(self.scene.days_of(before)):
            first = bisect_right(self.scene.problem.working, day)
            known = self.stopped(before, count)
            if known is True or first <= low:
                continue
            if known is False:
                self.model.between(first, {self.start[after]: 1})
            elif first > high:
                self.model.some((known,))
            else:
                self.model.between(first, {self.start[after]: 1}, only_if=(~known,))

    def _settle(self, known: Known) -> None:
        if known is not True:
            self.model.some(() if known is False else (known,))
