"""Questions of up to some 60 people to whether they can be done at all, by one plain integer program.

`oracle` tries everything, which ends at a few people; this says the same of larger ones. It knows the book, the day
sums of the audit and CP-SAT, and nothing of the solvers. Minutes of a requirement, a person and a day are integers,
a person in a requirement or a crew's place is a boolean, and of each task that others wait for there is a boolean a
day: it has ended by then. Every plan that is found is one that the audit can check; what is left open is None.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from ortools.sat.python import cp_model

from deliverable.book import Crew, Deal, Question, Requirement
from deliverable.engine.audit.days import WITH_HOLDS, Days, Worker, days_for
from deliverable.engine.audit.scope import Key, Scope, minutes_of, without_dates
from deliverable.engine.audit.unnamed import Demand, Unnamed

DAY = timedelta(days=1)
LIMIT = 60.0
"""Deterministic seconds of one solve: about as many real ones."""
Rows = list[dict[str, Any]]
Stretch = tuple[list[int], int, int]
"""The days that a crew works, and its task's first and last day."""


class UndecidedError(Exception):
    """The limit was too low to know."""


@dataclass(frozen=True)
class Answer:
    """Whether it fits (None: undecided), with the plan when it does."""

    fits: bool | None
    rows: Rows | None = None


def fits(question: Question, holds: str = WITH_HOLDS, limit: float = LIMIT) -> bool | None:
    """Whether the deals can be done by their dates; None when that is undecided within the limit."""
    return find(question, holds, limit).fits


def find(question: Question, holds: str = WITH_HOLDS, limit: float = LIMIT, *, sharp: bool = True) -> Answer:
    """The same with the rows of a plan; without `sharp` no window is narrowed first, which changes nothing but time."""
    return _answer(question, days_for(question, holds), question.deals, limit, sharp=sharp)


def fits_by(question: Question, due: date, holds: str = WITH_HOLDS, limit: float = LIMIT) -> bool | None:
    """Whether all can be done by a day, without the dates that were asked for; None when that is undecided."""
    return _by(question, days_for(question, holds), due, limit).fits


def earliest(question: Question, holds: str = WITH_HOLDS, within: int = 21, limit: float = LIMIT) -> date | None:
    """The earliest day on which all can be done, without the dates that were asked for; None if not in so many days.

    Raises UndecidedError when one of the questions on the way is undecided.
    """
    days = days_for(question, holds)
    low, high = -1, within  # a deal that takes no time ends on the day before it starts
    while low < high:
        middle = (low + high) // 2
        found = _by(question, days, days.first + middle * DAY, limit).fits
        if found is None:
            raise UndecidedError(str(days.first + middle * DAY))
        low, high = (low, middle) if found else (middle + 1, high)
    return None if low >= within else days.first + low * DAY


def _by(question: Question, days: Days, due: date, limit: float) -> Answer:
    return _answer(question, days, tuple(without_dates(deal, due) for deal in question.deals), limit, sharp=True)


def _answer(question: Question, days: Days, deals: tuple[Deal, ...], limit: float, *, sharp: bool) -> Answer:
    scope = Scope(days, deals)
    if scope.faults or any(not deal.scope for deal in deals):
        return Answer(False)
    if any(need.effort is None for task in scope.tasks.values() for need in task.effort or ()):
        return Answer(False)
    windows = Windows(scope, sharp=sharp)
    return _Model(windows).solve(limit) if windows.fit() else Answer(False)


# --- windows -------------------------------------------------------------------------------------------------------


class Windows:
    """Of each task the first day on which it may start, the first on which it may end, and the last one.

    Days are counted from the first; -1 is the day before it. When not `sharp`, only the task's own dates count.
    """

    def __init__(self, scope: Scope, *, sharp: bool) -> None:
        self.scope, self.sharp = scope, sharp
        self.first_day = scope.days.first
        self.last = {key: self._index(scope.last_day(key) or scope.days.last) for key in scope.order}
        self.count = max(self.last.values(), default=-1) + 1
        self.works = [scope.days.calendars.works(self.on(n)) for n in range(max(0, self.count))]
        self._sums: dict[Worker, list[int]] = {}
        self.start: dict[Key, int] = {}
        self.early: dict[Key, int | None] = {}
        self.late: dict[Key, int] = {}
        for key in scope.order:
            self._forward(key)
        for key in reversed(scope.order):
            self._backward(key)

    def _index(self, day: date) -> int:
        return (min(day, self.scope.days.last) - self.first_day).days

    def release(self, key: Key) -> int:
        """The first day of a task if it waited for no other."""
        return (self.scope.release(key) - self.first_day).days

    def on(self, n: int) -> date:
        """The date of a day."""
        return self.first_day + n * DAY

    def fit(self) -> bool:
        """Whether every task's first possible end is no later than its last."""
        return all(early is not None and early <= self.late[key] for key, early in self.early.items())

    def _forward(self, key: Key) -> None:
        start = self.release(key)
        if self.sharp:
            ends = [self.early[before] for before in self.scope.before(key)]
            start = max([start, *(self.count if end is None else end + 1 for end in ends)])
        self.start[key] = start
        self.early[key] = self._end(key, start) if self.sharp else start - 1

    def _backward(self, key: Key) -> None:
        self.late[key] = self.last[key]
        if self.sharp:
            after = [self.begin(behind, self.late[behind]) for behind in self.scope.behind[key]]
            self.late[key] = min([self.last[key], *(day - 1 for day in after)])

    # --- how long ------------------------------------------------------------------------------------------------

    def _end(self, key: Key, start: int) -> int | None:
        """The first end of a task that starts no sooner, None when there is none in time."""
        if self.stretches_of(key) is not None:
            return min((end for _, begin, end in self.stretches_of(key) or () if begin >= start), default=None)
        ends = range(start - 1, self.last[key] + 1)
        place = bisect_left(ends, True, key=lambda end: self.possible(key, start, end))
        return ends[place] if place < len(ends) else None

    def begin(self, key: Key, end: int) -> int:
        """The last day on which a task may start that ends no later; -1 when there is none."""
        if self.stretches_of(key) is not None:
            return max((begin for _, begin, last in self.stretches_of(key) or () if last <= end), default=-1)
        starts = range(end + 1, -1, -1)
        place = bisect_left(starts, True, key=lambda start: self.possible(key, start, end))
        return starts[place] if place < len(starts) else -1

    def possible(self, key: Key, start: int, end: int) -> bool:
        """Whether a wait or divisible work, alone, can lie between two days."""
        task = self.scope.tasks[key]
        if task.effort is None:
            length = task.wait or task.duration
            return sum(self.works[max(0, start) : end + 1]) >= (length.likely if length else 0)
        return all(self._enough(key, need, start, end) for need in task.effort)

    def _enough(self, key: Key, need: Requirement, start: int, end: int) -> bool:
        if end < start or not minutes_of(need):
            return not minutes_of(need)
        has = sorted((self.minutes(who, start, end) for who in self.scope.eligible(key[0], need)), reverse=True)
        return sum(has[: self.scope.cap(need)]) >= minutes_of(need)

    def minutes(self, who: Worker, first: int, last: int) -> int:
        """All the free minutes of somebody from a day to another."""
        if who not in self._sums:
            sums = [0]
            for n in range(self.count):
                sums.append(sums[-1] + self.scope.days.free(who, self.on(n)))
            self._sums[who] = sums
        return self._sums[who][last + 1] - self._sums[who][max(0, first)]

    # --- crews ---------------------------------------------------------------------------------------------------

    @cached_property
    def _stretches(self) -> dict[Key, list[Stretch]]:
        return {key: self._stretch(key) for key in self.scope.order if self.places(key)}

    def places(self, key: Key) -> tuple[Crew, ...]:
        """The places of a crew task; without any, it is a wait."""
        task = self.scope.tasks[key]
        fixed = task.dates is not None or (task.duration is not None and task.duration.likely > 0)
        return tuple(place for place in task.crew or () if place.people) if fixed else ()

    def stretches_of(self, key: Key) -> list[Stretch] | None:
        """Every stretch in which a crew could work by the calendar, None for other tasks."""
        return self._stretches.get(key)

    def _stretch(self, key: Key) -> list[Stretch]:
        task = self.scope.tasks[key]
        release = self.release(key)
        if task.dates is not None:
            first, last = self._index(task.dates.first), self._index(task.dates.last)
            fit = release <= first and last <= self.last[key] and task.dates.last <= self.scope.days.last
            return [([n for n in range(first, last + 1) if self.works[n]], first, last)] if fit else []
        working = [n for n in range(release, self.last[key] + 1) if self.works[n]]
        length = task.duration.likely if task.duration else 0
        runs = [working[n : n + length] for n in range(len(working) - length + 1)]
        return [(run, run[0], run[-1]) for run in runs]


# --- the model -----------------------------------------------------------------------------------------------------


class _Model:
    def __init__(self, windows: Windows) -> None:
        self.windows, self.scope = windows, windows.scope
        self.model = cp_model.CpModel()
        self.work: dict[tuple[Key, int, Worker, int], Any] = {}
        self.served: list[tuple[int, Demand, str, Any]] = []
        self.members: dict[tuple[Key, int, Worker], Any] = {}
        self.starts: dict[Key, list[tuple[Stretch, Any]]] = {}
        self.loads: dict[tuple[Worker, int], list[Any]] = defaultdict(list)
        self.crews: dict[tuple[Worker, int], list[Any]] = defaultdict(list)
        self._ends: dict[tuple[Key, int], Any] = {}
        for key in self.scope.order:
            self._task(key)
        self._unnamed()
        self._days()
        self._pools()

    def solve(self, limit: float) -> Answer:
        """Whether there is a solution, and what it says."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = limit
        status = solver.solve(self.model)
        assert status != cp_model.MODEL_INVALID, self.model.validate()
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Answer(True, self._rows(solver))
        return Answer(False if status == cp_model.INFEASIBLE else None)

    def free(self, who: Worker, n: int) -> int:
        return self.scope.days.free(who, self.windows.on(n))

    # --- order -------------------------------------------------------------------------------------------------

    def ended(self, key: Key, n: int) -> Any:
        """Whether a task has ended by a day: 0, 1 or a boolean of the model."""
        early, late = self.windows.early[key], self.windows.late[key]
        if n >= late:
            return 1
        if early is None or n < early:
            return 0
        if (key, n) not in self._ends:
            self._ends[(key, n)] = self.model.new_bool_var(f"{key} ended by {n}")
        return self._ends[(key, n)]

    def _task(self, key: Key) -> None:
        task = self.scope.tasks[key]
        if self.windows.places(key):
            self._crew(key)
        elif task.effort is not None and any(minutes_of(need) for need in task.effort):
            self._effort(key, task.effort)
        else:
            self._wait(key)
        for n in range(self.windows.start[key] - 1, self.windows.late[key]):
            self.model.add(self.ended(key, n) <= self.ended(key, n + 1))  # what has ended stays so

    def _wait(self, key: Key) -> None:
        """It has ended by a day only if what it waits for had ended early enough."""
        for n in range(self.windows.start[key] - 1, self.windows.late[key] + 1):
            begin = self.windows.begin(key, n)
            if begin < self.windows.release(key):
                self.model.add(self.ended(key, n) == 0)
                continue
            for before in self.scope.before(key):
                self.model.add(self.ended(key, n) <= self.ended(before, begin - 1))

    # --- divisible work ----------------------------------------------------------------------------------------

    def _effort(self, key: Key, needs: tuple[Requirement, ...]) -> None:
        for index, need in enumerate(needs):
            if minutes_of(need):
                self._need(key, index, need)

    def _need(self, key: Key, index: int, need: Requirement) -> None:
        minutes, cap = minutes_of(need), self.scope.cap(need)
        span = range(self.windows.start[key], self.windows.late[key] + 1)
        by_day: dict[int, list[Any]] = {n: [] for n in span}
        used = []
        for who in self.scope.eligible(key[0], need):
            takes_part = self.model.new_bool_var(f"{who} in {key} {index}")
            used.append(takes_part)
            for n in span:
                most = min(self.free(who, n), minutes)
                if most:
                    part = self.model.new_int_var(0, most, f"{key} {index} {who} {n}")
                    self.work[(key, index, who, n)] = part
                    self.loads[(who, n)].append(part)
                    by_day[n].append(part)
                    self.model.add(part <= most * takes_part)
        self.model.add(sum(used) <= cap)
        self.model.add(sum(part for parts in by_day.values() for part in parts) == minutes)
        self._in_order(key, minutes, by_day)

    def _in_order(self, key: Key, minutes: int, by_day: dict[int, list[Any]]) -> None:
        """Nothing before the tasks in front have ended; ended by a day means that all of it was done until then."""
        so_far: list[Any] = []
        self.model.add(self.ended(key, self.windows.start[key] - 1) == 0)
        for n, parts in by_day.items():
            for before in self.scope.before(key):
                self.model.add(sum(parts) <= minutes * self.ended(before, n - 1))
            so_far += parts
            self.model.add(sum(so_far) >= minutes * self.ended(key, n))

    # --- crews -------------------------------------------------------------------------------------------------

    def _crew(self, key: Key) -> None:
        starts = [
            (stretch, self.model.new_bool_var(f"{key} starts on {stretch[1]}"))
            for stretch in self.windows.stretches_of(key) or ()
            if self.windows.start[key] <= stretch[1] and stretch[2] <= self.windows.late[key]
        ]
        self.starts[key] = starts
        self.model.add_exactly_one(begins for _, begins in starts)
        for (_, first, _), begins in starts:
            for before in self.scope.before(key):
                self.model.add(begins <= self.ended(before, first - 1))
        for n in range(self.windows.start[key] - 1, self.windows.late[key]):
            self.model.add(self.ended(key, n) <= sum(begins for (_, _, last), begins in starts if last <= n))
        self._people(key, starts)

    def _people(self, key: Key, starts: list[tuple[Stretch, Any]]) -> None:
        places: dict[Worker, list[Any]] = defaultdict(list)
        for index, place in enumerate(self.scope.tasks[key].crew or ()):
            here = []
            for who in self.scope.eligible(key[0], place):
                member = self.model.new_bool_var(f"{who} in {key} {index}")
                self.members[(key, index, who)] = member
                places[who].append(member)
                here.append(member)
            self.model.add(sum(here) == place.people)
        for who, mine in places.items():
            self.model.add_at_most_one(mine)
            self._member(key, who, sum(mine), starts)

    def _member(self, key: Key, who: Worker, there: Any, starts: list[tuple[Stretch, Any]]) -> None:
        """Somebody in a crew is clear on all of its days, and does nothing else on them."""
        by_day: dict[int, list[Any]] = defaultdict(list)
        for (days, _, _), begins in starts:
            if all(self.scope.days.clear(who, self.windows.on(n)) for n in days):
                for n in days:
                    by_day[n].append(begins)
            else:
                self.model.add(there + begins <= 1)
        for n, running in by_day.items():
            busy = self.model.new_bool_var(f"{who} with {key} on {n}")
            self.model.add(busy >= there + sum(running) - 1)
            self.crews[(who, n)].append(busy)

    # --- what everybody and every pool has ----------------------------------------------------------------------

    def _unnamed(self) -> None:
        """On each day on which somebody may work for the deals, the unnamed bookings are served as well."""
        unnamed = Unnamed(self.scope.days)
        for n in sorted({n for _, n in (*self.loads, *self.crews)}):
            for demand in unnamed.on(self.windows.on(n)):
                given = []
                for name in sorted(demand.people):
                    most = min(demand.minutes, self.free(Worker(name), n))
                    part = self.model.new_int_var(0, most, f"{demand.booking} {demand.row} {name} {n}")
                    self.served.append((n, demand, name, part))
                    self.loads[(Worker(name), n)].append(part)
                    given.append(part)
                self.model.add(sum(given) == demand.minutes)

    def _days(self) -> None:
        for who, n in {**self.loads, **self.crews}:
            free, busy = self.free(who, n), self.crews.get((who, n), [])
            self.model.add_at_most_one(busy)
            self.model.add(sum(self.loads.get((who, n), [])) + free * sum(busy) <= free)

    def _pools(self) -> None:
        for name, pool in self.scope.days.pools.items():
            months: dict[tuple[int, int], list[Any]] = defaultdict(list)
            for who, n in {**self.loads, **self.crews}:
                if who.number and who.id == name:
                    on = self.windows.on(n)
                    months[(on.year, on.month)] += self.loads.get((who, n), [])
                    months[(on.year, on.month)] += [self.free(who, n) * b for b in self.crews.get((who, n), [])]
            self.model.add(sum(part for parts in months.values() for part in parts) <= pool.effort)
            for parts in months.values():
                if pool.most is not None:
                    self.model.add(sum(parts) <= pool.most)

    # --- the plan ----------------------------------------------------------------------------------------------

    def _rows(self, solver: cp_model.CpSolver) -> Rows:
        rows = [
            self._row(key, index, who, n, solver.value(part))
            for (key, index, who, n), part in self.work.items()
            if solver.value(part)
        ]
        for (key, index, who), member in self.members.items():
            if solver.value(member):
                days = next(days for (days, _, _), begins in self.starts[key] if solver.value(begins))
                rows += [self._row(key, index, who, n, self.free(who, n)) for n in days]
        for n, demand, name, part in self.served:
            if solver.value(part):
                about = {"booking": demand.booking, "row": demand.row, "skill": demand.skill, "person": name}
                rows.append(about | {"on": self.windows.on(n).isoformat(), "minutes": solver.value(part)})
        return rows

    def _row(self, key: Key, index: int, who: Worker, n: int, minutes: int) -> dict[str, Any]:
        task = self.scope.tasks[key]
        need: Requirement | Crew = (task.effort or task.crew or ())[index]
        member: dict[str, Any] = {"pool": who.id, "number": who.number} if who.number else {"person": who.id}
        about: dict[str, Any] = {"deal": key[0], "task": key[1], "requirement": index, "skill": need.skill}
        return about | {"on": self.windows.on(n).isoformat(), "minutes": minutes} | member
