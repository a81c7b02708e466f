"""A problem to a plan, quickly: serial schedule generation with seeded restarts, forwards and backwards.

One job after the other is placed as early as what is left allows (Kolisch 1996, serial scheme): for each requirement
the best `people` of those eligible for the earliest end, then their days. The plan is then pushed as late as it goes
and pulled back (double justification: Valls, Ballestin and Quintanilla 2005), as long as that makes it shorter.
Longest tail first, then perturbed tails.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from heapq import heapify, heappop, heappush
from random import Random

from deliverable.dataclass import dataclass
from deliverable.engine.capacity import Capacity, most
from deliverable.engine.left import Left
from deliverable.engine.plan import IN_ORDER, Plan, Work
from deliverable.engine.problem import Job, Need, Problem
from deliverable.engine.teams import CrewDays, Seat, Teams
from deliverable.engine.unnamed import UnnamedWork
from deliverable.engine.windows import earliest_end

RESTARTS = 30
"""So many when none finds a plan."""
MOST_RESTARTS = 90
PATIENCE = (30, 8, 900)
"""There are more restarts than usual as long as one of so many brings something, and fewer where they are dear: when
so many bring nothing, at most the first and at least the second number, or the third shared among the jobs.
"""
FRESH = 10
"""So many restarts begin with a rule; the others with the best plan so far."""
BLUR = 0.5
"""How far a rule's order is perturbed, as a share of the longest chain."""
MOVED = 0.6
MOVING = 0.3
"""Such a share of the best plan's jobs is moved, at most by such a share of its days."""
PASSING = 0.1
KEPT = 0.7
"""Such a share of who does what in the best plan is passed over, and such a share of those passed over for it stays."""
SHUFFLING = 0.2
"""How often people are preferred in another order than in the best plan."""
SEED = 20261123
PASSES = 6
"""A plan is pushed back and forth at most so often; it hardly ever gets shorter after the second time."""

Times = tuple[int, int]


class Field:
    """What all restarts on a problem share: how long each job takes alone, and who is alike for crews."""

    def __init__(self, problem: Problem, capacity: Capacity, without: frozenset[int]) -> None:
        self.problem = problem
        self.capacity = capacity
        self.without = without
        self.able = {(n.job, n.index): [w for w in n.eligible if w not in without] for n in problem.needs}
        self._teams: Teams | None = None
        self._reach = bisect_left(problem.working, capacity.first_look)

    def teams(self, unnamed: UnnamedWork) -> Teams:
        """The teams, as far ahead as anybody looked."""
        if self._teams is None:
            apart = frozenset[int]().union(*unnamed.eligible)
            self._teams = Teams(self.problem, self.capacity, apart, self.without, self._reach)
        return self._teams

    def look_further(self) -> bool:
        """Look twice as far ahead for crews; False when that is not possible."""
        if self._teams is None or self._teams.whole or not any(job.kind == "crew" for job in self.problem.jobs):
            return False
        self._reach, self._teams = 2 * self._reach, None
        return True

    @cached_property
    def tails(self) -> tuple[list[int], list[int]]:
        """For each job the days from its start to the end of the longest chain behind it, and its own; each alone."""
        problem = self.problem
        tails, own = [0] * len(problem.jobs), [0] * len(problem.jobs)
        for j in reversed(range(len(problem.jobs))):
            job = problem.jobs[j]
            end = earliest_end(self.capacity, job, job.release)
            own[j] = (problem.days if end is None else end) - job.release + 1
            tails[j] = own[j] + max((tails[f] for f in problem.followers[j]), default=0)
        return tails, own


@dataclass(frozen=True, slots=True)
class Try:
    """How one restart chooses: the order of jobs, how people are preferred, and who is passed over for what
    (job, requirement, worker) although they could do it.
    """

    field: Field
    priority: tuple[float, ...]
    preference: tuple[int, ...]
    spare_versatile: bool
    passed_over: frozenset[tuple[int, int, int]] = frozenset()

    def able(self, need: Need) -> list[int]:
        """Who may do a requirement in this restart."""
        able = self.field.able[need.job, need.index]
        if not self.passed_over:
            return able
        return [w for w in able if (need.job, need.index, w) not in self.passed_over] or able


def tries(problem: Problem, capacity: Capacity, deadlines: tuple[int, ...], without: frozenset[int]) -> list[Try]:
    """The restarts in order; the same ones every time."""
    field = Field(problem, capacity, without)
    tails, own = field.tails
    slack = [min(deadlines[j], problem.days) - tails[j] for j in range(len(problem.jobs))]
    workers = list(range(len(problem.workers)))
    out = [
        Try(field, tuple(-t for t in tails), tuple(workers), spare_versatile=True),
        Try(field, tuple(float(s) for s in slack), tuple(workers), spare_versatile=True),
        Try(field, tuple(-t for t in tails), tuple(reversed(workers)), spare_versatile=False),
    ]
    random = Random(SEED + len(without))
    longest = max(tails, default=0)
    while len(out) < FRESH:
        shuffled = workers[:]
        random.shuffle(shuffled)
        preference = tuple(workers if len(out) % 3 else shuffled)
        priority = tuple(o - t + BLUR * longest * random.random() for t, o in zip(tails, own, strict=True))
        out.append(Try(field, priority, preference, spare_versatile=len(out) % 2 == 0))
    return out


class Restarts:
    """Drafts of a problem, one after the other, the same ones every time: rules first, then what the best leads to.

    None stands for one that could not be placed. No plan can end before `floor`, which may be raised between drafts.
    """

    def __init__(
        self,
        problem: Problem,
        capacity: Capacity,
        unnamed: UnnamedWork,
        deadlines: tuple[int, ...],
        without: frozenset[int] = frozenset(),
    ) -> None:
        self.unnamed = unnamed
        self.deadlines = deadlines
        self.floor = -1
        self.best: Draft | None = None
        self._tries = tries(problem, capacity, deadlines, without)
        self._random = Random(SEED + 1)
        self._needs = bool(problem.needs)
        self._idle = 0
        most, least, shared = PATIENCE
        self._patience = max(least, min(most, shared // max(1, len(problem.jobs))))

    def __iter__(self) -> Iterator["Draft | None"]:
        """Drafts until so many in a row were no better than the best before them."""
        count = 0
        while count < MOST_RESTARTS and self._idle < (RESTARTS if self.best is None else self._patience):
            found = draft(self.unnamed, self._next(count), self.floor)
            count += 1
            self._idle += 1
            if found is not None and (self.best is None or self._value(found) <= self._value(self.best)):
                if self.best is None or self._value(found) < self._value(self.best):
                    self._idle = 0
                self.best = found
            yield found

    def _next(self, count: int) -> Try:
        if count < len(self._tries):
            return self._tries[count]
        if self.best is None:
            return self._tries[count % len(self._tries)]
        return self._near(self.best)

    def _near(self, best: "Draft") -> Try:
        """The order of the best so far, some of its jobs moved."""
        random, reach = self._random, MOVED * (best.finish + 1)
        priority = tuple(start + (reach * random.random() if random.random() < MOVING else 0) for start in best.starts)
        preference, passed = best.attempt.preference, best.attempt.passed_over
        if random.random() < SHUFFLING:
            preference = tuple(random.sample(preference, len(preference)))
        if self._needs:
            passed = frozenset(p for p in passed if random.random() < KEPT) | self._pass_over(best)
        return replace(best.attempt, priority=priority, preference=preference, passed_over=passed)

    def _pass_over(self, best: "Draft") -> frozenset[tuple[int, int, int]]:
        """Some of the people of the best so far, each for one requirement."""
        done = sorted({(work.job, work.index, work.worker) for work in best.placing.work})
        return frozenset(p for p in done if self._random.random() < PASSING)

    def _value(self, found: "Draft") -> tuple[int, int]:
        """How late it is at worst, then when it ends."""
        late = max((end - last for end, last in zip(found.ends, self.deadlines, strict=True)), default=0)
        return max(0, late), found.finish


def construct(
    problem: Problem, capacity: Capacity, unnamed: UnnamedWork, attempt: Try, without: frozenset[int] = frozenset()
) -> Plan | None:
    """One plan, by one restart; None when something could not be placed within the horizon."""
    del problem, capacity, without  # the attempt knows them
    found = draft(unnamed, attempt)
    return None if found is None else found.plan()


def draft(unnamed: UnnamedWork, attempt: Try, floor: int = -1) -> "Draft | None":
    """The first and last days of a plan, by one restart; None when something could not be placed within the horizon.

    One that ends after `floor` (before which none can end) is pushed back and forth while it gets shorter.
    """
    found = _forward(unnamed, attempt, attempt.priority)
    for _ in range(PASSES):
        if found is None or found.finish <= floor:
            break
        latest = _Placing(unnamed, attempt).backward(found)
        again = None if latest is None else _forward(unnamed, attempt, latest)
        if again is None or again.finish >= found.finish:
            break
        found = again
    return found


def _forward(unnamed: UnnamedWork, attempt: Try, priority: tuple[float, ...]) -> "Draft | None":
    while True:
        placing = _Placing(unnamed, attempt)
        times = placing.forward(priority)
        if times is not None:
            return Draft(*times, attempt, placing)
        if not attempt.field.look_further():
            return None


@dataclass(frozen=True, slots=True)
class Draft:
    """When each job starts and ends; who does what is written down only when a plan is asked for."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    attempt: Try
    placing: "_Placing"

    @property
    def finish(self) -> int:
        """The last day of the last job."""
        return max(self.ends, default=-1)

    def in_time(self, deadlines: tuple[int, ...]) -> bool:
        """Whether every job ends by its deadline."""
        return all(end <= last for end, last in zip(self.ends, deadlines, strict=True))

    def plan(self) -> Plan:
        """The whole plan."""
        work = tuple(sorted((*self.placing.work, *self.placing.crew_work()), key=IN_ORDER))
        return Plan(self.starts, self.ends, work, self.placing.unnamed.listed(work, self.placing.reserved))


class _Placing:
    """A plan while it grows, from its beginning or from its end."""

    def __init__(self, unnamed: UnnamedWork, attempt: Try) -> None:
        self.field = attempt.field
        self.problem = attempt.field.problem
        self.capacity = attempt.field.capacity
        self.unnamed = unnamed
        self.attempt = attempt
        self.rank = {worker: i for i, worker in enumerate(attempt.preference)}
        self.work: list[Work] = []
        self.left = Left(self.capacity)
        self.crews = CrewDays(self.field.teams(unnamed))
        self.reserved = unnamed.served(attempt.preference)
        self.left.reserve(self.reserved)
        for worker, days in self.left.touched.items():
            for day in days:
                self._not_whole(worker, day)

    def forward(self, priority: tuple[float, ...]) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
        """Every job as early as it goes, those of the least priority first."""
        jobs = self.problem.jobs
        starts, ends = [-1] * len(jobs), [-1] * len(jobs)
        if not self._place_fixed():
            return None
        waiting = [len(job.after) for job in jobs]
        ready = [(priority[j], j) for j, count in enumerate(waiting) if not count]
        heapify(ready)
        while ready:
            _, j = heappop(ready)
            start = max([jobs[j].release, *(ends[before] + 1 for before in jobs[j].after)])
            placed = self._place(jobs[j], start)
            if placed is None:
                return None
            starts[j], ends[j] = placed
            for follower in self.problem.followers[j]:
                waiting[follower] -= 1
                if not waiting[follower]:
                    heappush(ready, (priority[follower], follower))
        return tuple(starts), tuple(ends)

    def backward(self, plan: Draft) -> tuple[float, ...] | None:
        """The start of every job as late as it goes to end by the plan's finish, those that end last first."""
        jobs = self.problem.jobs
        starts: list[float] = [-1.0] * len(jobs)
        if not self._place_fixed():
            return None
        waiting = [len(followers) for followers in self.problem.followers]
        ready = [(-plan.ends[j], -j) for j, count in enumerate(waiting) if not count]
        heapify(ready)
        while ready:
            j = -heappop(ready)[1]
            end = min([plan.finish, jobs[j].by, *(int(starts[after]) - 1 for after in self.problem.followers[j])])
            start = self._place_late(jobs[j], end)
            if start is None or start < jobs[j].release:
                return None
            starts[j] = start
            for before in jobs[j].after:
                waiting[before] -= 1
                if not waiting[before]:
                    heappush(ready, (-plan.ends[before], -before))
        return tuple(starts)

    # --- a job ----------------------------------------------------------------------------------------------------

    def _place(self, job: Job, start: int) -> Times | None:
        """Put a job as early as it goes from `start` on; its first and last day."""
        if job.kind == "wait":
            return self.capacity.waited(start, job.days)
        if job.kind == "crew":
            return self._place_crew(job, start)
        last, first = start - 1 if not job.estimated else start, None
        for need in _hardest_first(job):
            days = self._place_need(need, start)
            if days is None:
                return None
            first = days[0] if first is None else min(first, days[0])
            last = max(last, days[1])
        return (start if first is None else first, last)

    def _place_late(self, job: Job, end: int) -> int | None:
        """Put a job as late as it goes to end by `end`; its first day."""
        if job.kind == "wait":
            return self.capacity.nth_working_back(end, job.days)
        if job.kind == "crew":
            return self._place_crew_late(job, end)
        first = end + 1 if not job.estimated else end
        for need in _hardest_first(job):
            begin = self._begin(need, job.release, end)
            days = None if begin is None else self._fill(need, begin, end, late=True)
            if days is None:
                return None
            first = min(first, days[0])
        return first

    # --- divisible work -------------------------------------------------------------------------------------------

    def _place_need(self, need: Need, start: int) -> Times | None:
        end = self._end(need, start)
        return None if end is None else self._fill(need, start, end)

    def _fill(self, need: Need, start: int, end: int, *, late: bool = False) -> Times | None:
        """Take a requirement's minutes from the best people, day by day from one side."""
        chosen = self._choose(need, start, end)
        until = self.problem.days if self.capacity.pools else end + 1  # a pool's limits may put it off
        days = range(end, start - 1, -1) if late else range(start, until)
        taken = self.left.spend(chosen, days, need.minutes)
        if taken is None:
            return None
        for worker, day, minutes in taken:
            self._not_whole(worker, day)
            self.work.append(Work(need.job, need.index, day, worker, minutes))
        if not taken:
            return start, start
        return (taken[-1][1], taken[0][1]) if late else (taken[0][1], taken[-1][1])

    def _not_whole(self, worker: int, day: int) -> None:
        """A day that no crew can have any more."""
        if worker not in self.crews.static.of:
            return
        number = bisect_left(self.problem.working, day)
        if number < len(self.problem.working) and self.problem.working[number] == day:
            self.crews.take_day(worker, number)

    def _best(self, need: Need, upto: int) -> Callable[[int, int], int]:
        """What the best `people` have left in a stretch (first and last day), as far as a day."""
        people = need.people
        if self.capacity.pools:
            return lambda first, last: most(list(self._has(need, first, last).values()), people)
        known = [self.left.sums(w, upto) for w in self.attempt.able(need)]
        return lambda first, last: most([sums[last + 1] - sums[first] for sums in known], people)

    def _has(self, need: Need, start: int, end: int) -> dict[int, int]:
        """What each has in a stretch; of a pool, what is left of it when those before have taken theirs."""
        has = {w: self.left.between(w, start, end) for w in self.attempt.able(need)}
        for members in self.capacity.pools.values():
            mine = sorted((w for w in members if w in has), key=lambda w: -has[w])
            room = self.left.room(mine, start, end) if len(mine) > 1 else 0
            for worker in mine if len(mine) > 1 else ():
                has[worker] = min(has[worker], room)
                room -= has[worker]
        return has

    def _end(self, need: Need, start: int) -> int | None:
        """The first day by which the best `people` have the minutes."""
        last, step, high = self.problem.days - 1, 16, start
        low = start
        while (best := self._best(need, min(high, last)))(start, min(high, last)) < need.minutes:
            if high >= last:
                return None
            low = high + 1
            high, step = high + step, step * 2
        high = min(high, last)
        while low < high:
            middle = (low + high) // 2
            if best(start, middle) >= need.minutes:
                high = middle
            else:
                low = middle + 1
        return high

    def _begin(self, need: Need, earliest: int, end: int) -> int | None:
        """The last day from which on the best `people` have the minutes by `end`."""
        best = self._best(need, end)
        if end < earliest or best(earliest, end) < need.minutes:
            return None
        low, high = earliest, end
        while low < high:
            middle = (low + high + 1) // 2
            if best(middle, end) >= need.minutes:
                low = middle
            else:
                high = middle - 1
        return low

    def _choose(self, need: Need, start: int, end: int) -> list[int]:
        """The fewest people who make that end; where there is a choice, those with the fewest other uses."""
        has = self._has(need, start, end)
        able = list(has)
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

    # --- crews ----------------------------------------------------------------------------------------------------

    def _place_fixed(self) -> bool:
        """Crews with dates of their own come first, before others take their people; whether all find some."""
        for job in self.problem.jobs:
            if job.fixed is None or not job.days:
                continue
            number = bisect_left(self.problem.working, job.fixed[0])
            if not self.crews.starts(job) >> number & 1 or not self._seat(job, number):
                return False
        return True

    def _place_crew(self, job: Job, start: int) -> Times | None:
        if job.fixed is not None:
            return job.fixed if job.days and start <= job.fixed[0] else None
        starts = self._starts(job, start, self.problem.days - 1)
        while starts:
            first = starts & -starts
            if self._seat(job, first.bit_length() - 1):
                days = self._days(job, first.bit_length() - 1)
                return days[0], days[-1]
            starts ^= first
        return None

    def _place_crew_late(self, job: Job, end: int) -> int | None:
        if job.fixed is not None:
            return job.fixed[0] if job.days and job.fixed[1] <= end else None
        starts = self._starts(job, job.release, end)
        while starts:
            number = starts.bit_length() - 1
            if self._seat(job, number):
                return self._days(job, number)[0]
            starts ^= 1 << number
        return None

    def _starts(self, job: Job, start: int, end: int) -> int:
        """The working days on which a crew might start, as bits, not before one day and done by another."""
        working = self.problem.working
        first, last = bisect_left(working, start), bisect_right(working, end) - job.days
        if not job.days or last < first:
            return 0
        return self.crews.starts(job) >> first << first & ((1 << (last + 1)) - 1)

    def _days(self, job: Job, number: int) -> tuple[int, ...]:
        return self.problem.working[number : number + job.days]

    def _seat(self, job: Job, number: int) -> bool:
        """Fill the places from a working day on, where that can be done."""
        days = self._days(job, number)
        order = self._order(job)
        seats = self.crews.seated(job, number, order)
        others = self._others(seats or ())
        if others and not self.left.gives(others, days):
            inside = [t for t in order if not self._of_pool(t)]
            seats = self.crews.seated(job, number, inside) if len(inside) < len(order) else None
            others = self._others(seats or ())
        if seats is None:
            return False
        for seat in seats:
            self.crews.take(seat, job.days)
        for worker in others:
            for day in days:
                self.left.take(worker, day, self.left.on(worker, day))
        return True

    def _others(self, seats: Iterable[Seat]) -> list[int]:
        """Those of them whose minutes count for more than crews."""
        if not self.crews.static.asked_else:
            return []
        teams = [self.crews.static.teams[seat.team] for seat in seats]
        return [team.members[0] for team in teams if team.asked_else]

    def _of_pool(self, team: int) -> bool:
        return self.problem.workers[self.crews.static.teams[team].members[0]].member is not None

    def _order(self, job: Job) -> list[int]:
        """The teams in the order in which they should be asked."""
        static = self.crews.static
        teams = static.together[job.places[0].job] if job.places else []
        if not job.places or static.apart[job.places[0].job] is not None:
            return teams  # nothing is left to choose
        if not self.attempt.spare_versatile:
            return sorted(teams, key=lambda t: self.rank[static.teams[t].members[0]])
        return sorted(teams, key=lambda t: (static.wanted[t], self.rank[static.teams[t].members[0]]))

    def crew_work(self) -> list[Work]:
        out = []
        for seat, worker in self.crews.dealt(self.rank):
            for day in self._days(self.problem.jobs[seat.job], seat.first):
                minutes = self.capacity.free(worker, day)[day]
                out.append(Work(seat.job, seat.index, day, worker, minutes))
        return out


def _hardest_first(job: Job) -> list[Need]:
    return sorted(job.needs, key=lambda n: (len(n.eligible), -n.minutes, n.index))
