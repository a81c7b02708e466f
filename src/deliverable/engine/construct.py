"""A problem to a plan, quickly: serial schedule generation with seeded restarts over priority rules.

One job after the other is placed as early as what is left allows (Kolisch 1996, serial scheme): for each requirement
the
best `people` of those eligible for the earliest end, then their days. Longest tail first, then perturbed tails.
"""

from dataclasses import dataclass, replace
from itertools import accumulate
from random import Random

from deliverable.engine.capacity import Capacity
from deliverable.engine.matching import seats
from deliverable.engine.plan import Plan, UnnamedServed, Work
from deliverable.engine.problem import Job, Need, Places, Problem
from deliverable.engine.unnamed import UnnamedWork
from deliverable.engine.windows import crew_days, crew_starts, earliest_end, is_clear

RESTARTS = 30
SEED = 20261123


@dataclass(frozen=True, slots=True)
class Try:
    """How one restart chooses: the order of jobs, and how people are preferred."""

    priority: tuple[float, ...]
    preference: tuple[int, ...]
    spare_versatile: bool


def tries(problem: Problem, capacity: Capacity, deadlines: tuple[int, ...], without: frozenset[int]) -> "list[Try]":
    """The restarts in order; the same ones every time."""
    tails = _tails(problem, capacity)
    slack = [min(deadlines[j], problem.days) - tails[j] for j in range(len(problem.jobs))]
    workers = list(range(len(problem.workers)))
    out = [
        Try(tuple(-t for t in tails), tuple(workers), spare_versatile=True),
        Try(tuple(float(s) for s in slack), tuple(workers), spare_versatile=True),
        Try(tuple(-t for t in tails), tuple(reversed(workers)), spare_versatile=False),
    ]
    random = Random(SEED + len(without))
    while len(out) < RESTARTS:
        factor = 0.2 + 0.8 * len(out) / RESTARTS
        shuffled = workers[:]
        random.shuffle(shuffled)
        preference = tuple(workers if len(out) % 3 else shuffled)
        priority = tuple(-t * (1 + factor * (random.random() - 0.5)) for t in tails)
        out.append(Try(priority, preference, spare_versatile=len(out) % 2 == 0))
    return out


def construct(
    problem: Problem, capacity: Capacity, unnamed: UnnamedWork, attempt: Try, without: frozenset[int] = frozenset()
) -> Plan | None:
    """One plan, by one restart; None when something could not be placed within the horizon."""
    state = _State(problem, capacity, unnamed, attempt, without)
    starts, ends = [-1] * len(problem.jobs), [-1] * len(problem.jobs)
    waiting = [len(job.after) for job in problem.jobs]
    ready = [j for j, count in enumerate(waiting) if not count]
    while ready:
        j = min(ready, key=lambda k: (attempt.priority[k], k))
        ready.remove(j)
        job = problem.jobs[j]
        start = max([job.release, *(ends[before] + 1 for before in job.after)])
        placed = state.place(job, start)
        if placed is None:
            return None
        starts[j], ends[j] = placed
        for follower in problem.followers[j]:
            waiting[follower] -= 1
            if not waiting[follower]:
                ready.append(follower)
    return Plan(tuple(starts), tuple(ends), tuple(sorted(state.work)), state.unnamed_served())


def _tails(problem: Problem, capacity: Capacity) -> list[int]:
    """For each job the days from its start to the end of the longest chain behind it, each job alone."""
    tails = [0] * len(problem.jobs)
    for j in reversed(range(len(problem.jobs))):
        job = problem.jobs[j]
        end = earliest_end(capacity, job, job.release)
        own = (problem.days if end is None else end) - job.release + 1
        tails[j] = own + max((tails[f] for f in problem.followers[j]), default=0)
    return tails


class _State:
    """What is left of everybody while a plan grows."""

    def __init__(
        self, problem: Problem, capacity: Capacity, unnamed: UnnamedWork, attempt: Try, without: frozenset[int]
    ) -> None:
        self.problem = problem
        self.capacity = capacity
        self.unnamed = unnamed
        self.attempt = attempt
        self.without = without
        self.rank = {worker: i for i, worker in enumerate(attempt.preference)}
        self.work: list[Work] = []
        self.touched: dict[int, dict[int, int]] = {}
        self.sums: dict[int, list[int]] = {}
        self.limits = {w.member.use: w.member.total for w in problem.workers if w.member}
        self.months: dict[tuple[int, tuple[int, int]], int] = {}
        self.reserved = unnamed.served(attempt.preference)
        self._reserve()

    # --- what is left ---------------------------------------------------------------------------------------------

    def left(self, worker: int, day: int) -> int:
        """Free minutes of a worker on a day that nothing has taken yet."""
        taken = self.touched.get(worker)
        free = self.capacity.free(worker, day)[day]
        if taken:
            free -= taken.get(day, 0)
        member = self.problem.workers[worker].member
        if member is not None:
            free = min(free, self.limits[member.use], self._month_left(worker, day))
        return free

    def between(self, worker: int, first: int, last: int) -> int:
        """What is left of a worker in `first` .. `last`."""
        member = self.problem.workers[worker].member
        if worker not in self.touched:
            minutes = self.capacity.between(worker, first, last)
        else:
            sums = self.sums.get(worker)
            if sums is None or len(sums) < last + 2:
                sums = self.sums[worker] = self._summed(worker, last)
            minutes = sums[last + 1] - sums[first]
        return minutes if member is None else min(minutes, self.limits[member.use])

    def _summed(self, worker: int, last: int) -> list[int]:
        free = self.capacity.free(worker, last)
        if self.touched[worker]:
            free = free[:]
            for day, minutes in self.touched[worker].items():
                if day < len(free):
                    free[day] -= minutes
        return list(accumulate(free, initial=0))

    def _month_left(self, worker: int, day: int) -> int:
        member = self.problem.workers[worker].member
        if member is None or member.most is None:
            return 10**9
        return member.most - self.months.get((member.use, self._month(day)), 0)

    def _month(self, day: int) -> tuple[int, int]:
        date = self.problem.on(day)
        return (date.year, date.month)

    def _take(self, worker: int, day: int, minutes: int) -> None:
        taken = self.touched.setdefault(worker, {})
        taken[day] = taken.get(day, 0) + minutes
        self.sums.pop(worker, None)
        member = self.problem.workers[worker].member
        if member is not None:
            self.limits[member.use] -= minutes
            key = (member.use, self._month(day))
            self.months[key] = self.months.get(key, 0) + minutes

    def _reserve(self) -> None:
        """Serve the unnamed bookings first, by people whom the deal needs least."""
        for day, parts in self.reserved.items():
            for part in parts:
                taken = self.touched.setdefault(part.worker, {})
                taken[day] = taken.get(day, 0) + part.minutes

    # --- placing --------------------------------------------------------------------------------------------------

    def place(self, job: Job, start: int) -> tuple[int, int] | None:
        """Put a job as early as it goes from `start` on; its first and last day."""
        if job.kind == "wait":
            end = self.capacity.nth_working(start, job.days)
            return None if end is None else (start, end)
        if job.kind == "crew":
            return self._place_crew(job, start)
        last, first = start - 1 if not job.estimated else start, None
        for need in sorted(job.needs, key=lambda n: (len(n.eligible), -n.minutes, n.index)):
            days = self._place_need(need, start)
            if days is None:
                return None
            first = days[0] if first is None else min(first, days[0])
            last = max(last, days[1])
        return (start if first is None else first, last)

    def _place_need(self, need: Need, start: int) -> tuple[int, int] | None:
        able = [w for w in need.eligible if w not in self.without]
        end = self._end(able, need, start)
        if end is None:
            return None
        chosen = self._choose(able, need, start, end)
        missing, day, first, last = need.minutes, start, None, start
        while missing and day < self.problem.days:
            for worker in chosen:
                minutes = min(missing, self.left(worker, day))
                if minutes > 0:
                    self._take(worker, day, minutes)
                    self.work.append(Work(need.job, need.index, day, worker, minutes))
                    missing -= minutes
                    first, last = day if first is None else first, day
            day += 1
        return None if missing or first is None else (first, last)

    def _best(self, able: list[int], need: Need, start: int, end: int) -> int:
        minutes = [self.between(w, start, end) for w in able]
        if need.people < len(minutes):
            minutes.sort(reverse=True)
            return sum(minutes[: need.people])
        return sum(minutes)

    def _end(self, able: list[int], need: Need, start: int) -> int | None:
        last, step, high = self.problem.days - 1, 16, start
        while self._best(able, need, start, min(high, last)) < need.minutes:
            if high >= last:
                return None
            high, step = high + step, step * 2
        low, high = start, min(high, last)
        while low < high:
            middle = (low + high) // 2
            if self._best(able, need, start, middle) >= need.minutes:
                high = middle
            else:
                low = middle + 1
        return high

    def _choose(self, able: list[int], need: Need, start: int, end: int) -> list[int]:
        """The fewest people who make that end; where there is a choice, those with the fewest other uses."""
        has = {w: self.between(w, start, end) for w in able}
        most_first = sorted(able, key=lambda w: (-has[w], self.rank[w]))[: need.people]
        chosen: list[int] = []
        for worker in most_first:
            chosen.append(worker)
            if sum(has[w] for w in chosen) >= need.minutes:
                break
        if self.attempt.spare_versatile:
            self._swap_for_spare(chosen, able, has, need.minutes)
        return sorted(chosen, key=lambda w: self.rank[w])

    def _swap_for_spare(self, chosen: list[int], able: list[int], has: dict[int, int], minutes: int) -> None:
        for i, worker in enumerate(chosen):
            others = sum(has[w] for w in chosen) - has[worker]
            enough = [
                w for w in able if w not in chosen and has[w] + others >= minutes and self.rank[w] < self.rank[worker]
            ]
            if enough:
                chosen[i] = min(enough, key=lambda w: self.rank[w])

    def _place_crew(self, job: Job, start: int) -> tuple[int, int] | None:
        places = self._ranked(job.places)
        for first in crew_starts(self.capacity, job, start, self.problem.days - 1):
            days = crew_days(self.capacity, job, first)
            seated = seats(places, lambda worker, days=days: self._whole(worker, days))  # type: ignore[misc]
            if seated is None or not self._within_limits(seated, days):
                continue
            for place, worker in seated:
                for day in days:
                    minutes = self.capacity.free(worker, day)[day]
                    self._take(worker, day, minutes)
                    self.work.append(Work(place.job, place.index, day, worker, minutes))
            return (first, days[-1]) if job.fixed is None else job.fixed
        return None

    def _ranked(self, places: tuple[Places, ...]) -> list[Places]:
        return [replace(p, eligible=tuple(sorted(p.eligible, key=lambda w: self.rank[w]))) for p in places]

    def _whole(self, worker: int, days: list[int]) -> bool:
        if worker in self.without or not is_clear(self.capacity, worker, days):
            return False
        taken = self.touched.get(worker)
        return not taken or not any(day in taken for day in days)

    def _within_limits(self, seated: list[tuple[Places, int]], days: list[int]) -> bool:
        """Whether the pools give as much as these seats would take of them."""
        totals: dict[int, int] = {}
        months: dict[tuple[int, tuple[int, int]], int] = {}
        members = [m for _, worker in seated if (m := self.problem.workers[worker].member) is not None]
        for member in members:
            for day in days:
                totals[member.use] = totals.get(member.use, 0) + member.minutes[day]
                key = (member.use, self._month(day))
                months[key] = months.get(key, 0) + member.minutes[day]
        most = {w.member.use: w.member.most for w in self.problem.workers if w.member}
        return all(minutes <= self.limits[use] for use, minutes in totals.items()) and all(
            (cap := most[key[0]]) is None or minutes + self.months.get(key, 0) <= cap for key, minutes in months.items()
        )

    def unnamed_served(self) -> tuple[UnnamedServed, ...]:
        """Who serves the unnamed bookings that the plan's people of a day could do as well."""
        used: dict[int, set[int]] = {}
        for work in self.work:
            used.setdefault(work.day, set()).add(work.worker)
        out = []
        for day, workers in sorted(used.items()):
            for part in self.reserved.get(day, ()):
                if not workers.isdisjoint(self.unnamed.eligible[part.row]):
                    row = self.unnamed.rows[part.row]
                    out.append(UnnamedServed(row.id, row.row, row.skill, day, part.worker, part.minutes))
        return tuple(out)
