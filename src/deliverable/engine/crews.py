"""A problem's crew tasks to variables of who takes which place, in groups of equal people where that is exact.

People who could take the same places, are clear on the same days and are wanted for nothing else are counted rather
than named: whoever is free in the group takes the place, and intervals on a line can always be shared out so (they form
an interval graph, whose colours are as many as overlap at most). Everybody else is a group of one. For each union of
kinds of places no more people can be in crews at once than there are who could take any of them (Hall's condition);
those limits are redundant and make the search quick.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from deliverable.dataclass import dataclass
from deliverable.engine.cpsat import Model
from deliverable.engine.problem import Job, Places
from deliverable.engine.scene import Scene
from deliverable.engine.timeline import Timeline

PAIRS, MANY_KINDS = 2, 10
"""Of more than so many kinds only pairs, and all of them together: unions are as many as subsets."""
UNIONS = 255
"""So many unions of kinds of places at most; small ones first."""


@dataclass(frozen=True, slots=True)
class Group:
    """Workers who are the same to every crew; `blocked` says by working day whether they are not to be had."""

    members: tuple[int, ...]
    blocked: bytes


class Crews:
    """Who is in which crew, as variables of a model."""

    def __init__(self, scene: Scene, model: Model, timeline: Timeline, named: frozenset[int]) -> None:
        self.scene = scene
        self.model = model
        self.timeline = timeline
        self.jobs = [(j, job) for j, job in enumerate(scene.problem.jobs) if job.kind == "crew" and job.places]
        self.groups = list(_groups(scene, [job for _, job in self.jobs], named))
        self.group_of = {w: g for g, group in enumerate(self.groups) for w in group.members}
        self.counts: dict[tuple[int, int, int], int] = {}
        self.fixed: dict[tuple[int, int, int], int] = {}
        self.intervals = {j: self._interval(j, job) for j, job in self.jobs}
        self.taken: dict[tuple[int, int], int] = {}
        for j, job in self.jobs:
            self._fill(j, job)
        for g in range(len(self.groups)):
            self._within(g)
        self._hall()

    def _interval(self, j: int, job: Job) -> int:
        if job.fixed is None:
            return self.timeline.interval[j]
        first, days = self.run(job)
        return self.model.fixed_interval(first, days)

    def run(self, job: Job) -> tuple[int, int]:
        """A fixed crew's first working day and how many there are."""
        working = self.scene.problem.working
        days = [at for at, day in enumerate(working) if job.fixed and job.fixed[0] <= day <= job.fixed[1]]
        return (days[0], len(days)) if days else (0, 0)

    # --- places ---------------------------------------------------------------------------------------------------

    def _fill(self, j: int, job: Job) -> None:
        """Each place is taken; of a group no more than it has."""
        of_group: dict[int, list[int]] = {}
        for place in job.places:
            able = self._able(place)
            if len(able) == 1 and len(self.groups[next(iter(able))].members) >= place.people:
                self.fixed[j, place.index, next(iter(able))] = place.people
                of_group.setdefault(next(iter(able)), [])
                continue
            terms = {}
            for g in able:
                count = self.model.whole(0, min(place.people, len(self.groups[g].members)))
                self.counts[j, place.index, g] = count
                of_group.setdefault(g, []).append(count)
                terms[count] = 1
            self.model.between(place.people, terms, place.people)
        for g, counts in of_group.items():
            self.taken[j, g] = self._sum(j, g, counts)

    def _able(self, place: Places) -> dict[int, None]:
        return dict.fromkeys(self.group_of[w] for w in self.scene.able(place.eligible))

    def _sum(self, j: int, g: int, counts: list[int]) -> int:
        """How many of a group are in a crew, as one variable."""
        known = sum(people for (of, _, group), people in self.fixed.items() if (of, group) == (j, g))
        if len(counts) == 1 and not known:
            return counts[0]
        members = len(self.groups[g].members)
        if known > members:
            self.model.some(())
            return self.model.whole(0, members)
        total = self.model.whole(known, members)
        self.model.between(-known, dict.fromkeys(counts, 1) | {total: -1}, -known)
        return total

    def _within(self, g: int) -> None:
        """A group's people are in one crew at a time, and only on days that they have."""
        group = self.groups[g]
        variable = [(self.intervals[j], total) for (j, of), total in self.taken.items() if of == g]
        if not variable:
            return
        blocked = [(self.model.fixed_interval(a, n), len(group.members)) for a, n in _stretches(group.blocked)]
        if len(variable) > 1 or blocked:
            self.model.cumulative(blocked, variable, len(group.members))

    # --- unions ---------------------------------------------------------------------------------------------------

    def _hall(self) -> None:
        """Crews at the same time never need more of any union of kinds of places than there are people for it."""
        kinds = list(dict.fromkeys(frozenset(self._able(p)) for _, job in self.jobs for p in job.places))
        if len(kinds) == 1 and len(self.groups) == 1:
            return
        seen: set[frozenset[int]] = set()
        for union in _unions(kinds):
            if union in seen or len(seen) >= UNIONS:
                continue
            seen.add(union)
            self._limit(union)

    def _limit(self, union: frozenset[int]) -> None:
        needed = [
            (self.intervals[j], sum(p.people for p in job.places if union.issuperset(self._able(p))))
            for j, job in self.jobs
        ]
        needed = [(interval, people) for interval, people in needed if people]
        there = sum(len(self.groups[g].members) for g in union)
        lost = _lost([self.groups[g] for g in union])
        if len(needed) > 1 and (lost or sum(people for _, people in needed) > there):
            gone = [(self.model.fixed_interval(first, days), people) for first, days, people in lost]
            self.model.cumulative(needed + gone, (), there)

    # --- beside other work ------------------------------------------------------------------------------------------

    def busy(self, worker: int, at: int) -> list[list[int]]:
        """Clauses of literals, one of which fails for each crew that has the worker on a working day: the negations of
        "is in it", "has begun" and "has not ended"; a literal that is known to hold is left out.
        """
        out: list[list[int]] = []
        g = self.group_of.get(worker)
        for j, job in self.jobs:
            if g is None or (j, g) not in self.taken:
                continue
            runs = self._runs(j, job, at)
            if runs is not None:
                out.append([~self.taken[j, g], *runs])
        return out

    def _runs(self, j: int, job: Job, at: int) -> list[int] | None:
        """Negations of what says that a crew is at work on a working day; None when it can't be."""
        if job.fixed is not None:
            first, days = self.run(job)
            return [] if first <= at < first + days else None
        begun, over = self.timeline.begun(j, at), self.timeline.begun(j, at - job.days)
        if begun is False or over is True:
            return None
        return [*([] if begun is True else [~begun]), *([] if over is False else [over])]

    def seated(self, values: Sequence[int], starts: dict[int, int]) -> Iterator[tuple[int, Places, int]]:
        """(job, place, worker) of a solution; `starts` are working days of the jobs."""
        until: dict[int, int] = {}
        for j, job in sorted(self.jobs, key=lambda pair: (starts[pair[0]], pair[0])):
            days = job.days if job.fixed is None else self.run(job)[1]
            for place in job.places:
                for g in self._able(place):
                    count = self.fixed.get((j, place.index, g), 0)
                    if (j, place.index, g) in self.counts:
                        count = values[self.counts[j, place.index, g]]
                    free = [w for w in self.groups[g].members if until.get(w, 0) <= starts[j]]
                    for worker in free[:count]:
                        until[worker] = starts[j] + days
                        yield j, place, worker


def _groups(scene: Scene, jobs: Iterable[Job], named: frozenset[int]) -> Iterator[Group]:
    """Equal people together; those wanted for something else as well (`named`) by themselves."""
    places: dict[int, list[tuple[str, int, int]]] = {}
    for job in jobs:
        for place in job.places:
            for worker in scene.able(place.eligible):
                places.setdefault(worker, []).append((job.id, job.deal, place.index))
    groups: dict[tuple[object, ...], list[int]] = {}
    for worker, could in sorted(places.items()):
        key = (tuple(could), scene.blocked(worker), worker if worker in named else -1)
        groups.setdefault(key, []).append(worker)
    for (_, blocked, _), members in groups.items():
        yield Group(tuple(members), blocked if isinstance(blocked, bytes) else b"")


def _unions(kinds: list[frozenset[int]]) -> Iterator[frozenset[int]]:
    """Unions of kinds: of one, of two, and so on as long as there are few."""
    for size in range(1, len(kinds) + 1):
        for chosen in combinations(kinds, size):
            yield frozenset().union(*chosen)
        if size >= PAIRS and len(kinds) > MANY_KINDS:
            yield frozenset().union(*kinds)
            return


def _stretches(blocked: bytes) -> Iterator[tuple[int, int]]:
    """Runs of blocked working days: (first, how many)."""
    at = 0
    while (first := blocked.find(1, at)) >= 0:
        end = blocked.find(0, first)
        at = len(blocked) if end < 0 else end
        yield first, at - first


def _lost(groups: Sequence[Group]) -> list[tuple[int, int, int]]:
    """How many of these are blocked when: (first working day, how many days, people)."""
    if not any(1 in group.blocked for group in groups):
        return []
    counts = [0] * max(len(group.blocked) for group in groups)
    for group in groups:
        for first, days in _stretches(group.blocked):
            for at in range(first, first + days):
                counts[at] += len(group.members)
    out: list[tuple[int, int, int]] = []
    for at, people in enumerate(counts):
        if out and out[-1][2] == people and out[-1][0] + out[-1][1] == at:
            out[-1] = (out[-1][0], out[-1][1] + 1, people)
        elif people:
            out.append((at, 1, people))
    return out
