"""Tasks to the days between which they must lie: each alone with all the capacity, forwards and backwards."""

from collections.abc import Callable
from dataclasses import field
from datetime import date

from deliverable.book import Requirement, Task
from deliverable.dataclass import dataclass
from deliverable.engine.audit.best import Tally, can_fill
from deliverable.engine.audit.calendars import days_of
from deliverable.engine.audit.days import Worker
from deliverable.engine.audit.scope import Key, Scope, day_before, minutes_of, next_day, places_of

NEVER = date.max
"""The earliest end of what can't be done by the last day that counts."""
TOO_LATE = date.min
"""The latest start of what can't be done from day one on."""


@dataclass
class Windows:
    """Earliest start and latest end of the tasks of a scope, worked out when asked for."""

    scope: Scope
    _start: dict[Key, date] = field(default_factory=dict)
    _end: dict[Key, date] = field(default_factory=dict)
    _workers: dict[tuple[Key, int], tuple[Worker, ...]] = field(default_factory=dict)
    _ends: dict[tuple[Key, date, date], date] = field(default_factory=dict)
    _starts: dict[tuple[Key, date], date] = field(default_factory=dict)
    _useful: dict[tuple[Key, int], list[date]] = field(default_factory=dict)

    def workers(self, key: Key, index: int) -> tuple[Worker, ...]:
        """Everybody eligible for one requirement or crew place of a task."""
        if (key, index) not in self._workers:
            task = self.scope.tasks[key]
            need = (task.effort or task.crew or ())[index]
            self._workers[(key, index)] = self.scope.eligible(key[0], need)
        return self._workers[(key, index)]

    # --- forwards ----------------------------------------------------------------------------------------------

    def earliest_start(self, key: Key) -> date:
        """No earlier than its own dates allow, and behind everything it waits for."""
        if key not in self._start:
            self._settle(key, self._start, self.scope.before, self._start_after)
        return self._start[key]

    def _start_after(self, key: Key) -> date:
        start = self.scope.release(key)
        for before in self.scope.before(key):
            start = max(start, next_day(self.earliest_end(before, self._start[before])))
        dates = self.scope.tasks[key].dates
        return start if dates is None else max(start, dates.first)

    def earliest_end(self, key: Key, start: date, last: date | None = None) -> date:
        """The earliest end of a task that starts no earlier than `start`; NEVER when that is after `last`."""
        last = self._last(key) if last is None else last
        if (key, start, last) not in self._ends:
            self._ends[(key, start, last)] = self._find_end(key, start, last)
        return self._ends[(key, start, last)]

    def _find_end(self, key: Key, start: date, last: date) -> date:
        task = self.scope.tasks[key]
        if task.effort is not None:
            ends = [self._least_end(key, index, start, last) for index in range(len(task.effort))]
            return max(ends, default=day_before(start))
        if task.wait is not None:
            return self._nth(start, task.wait.likely, last)
        return self._crew_end(key, task, start, last)

    def _last(self, key: Key) -> date:
        """As far as it is worth looking."""
        due = self.scope.deal[key[0]].due
        return self.scope.days.last if due is None else due

    def _nth(self, start: date, count: int, last: date) -> date:
        if count <= 0:
            return day_before(start)
        if start > last:
            return NEVER
        end = self.scope.days.calendars.nth(start, count)
        return NEVER if end is None or end > last else end

    def _least_end(self, key: Key, index: int, start: date, last: date) -> date:
        need, cap = self._effort(key, index)
        if need == 0:
            return day_before(start)
        tally = Tally(self.scope.days, self.workers(key, index))
        for day in days_of(start, last):
            tally.add(day)
            if sum(tally.total.values()) >= need and tally.best(cap) >= need:
                return day
        return NEVER

    def _effort(self, key: Key, index: int) -> tuple[int, int]:
        requirement: Requirement = (self.scope.tasks[key].effort or ())[index]
        return minutes_of(requirement), self.scope.cap(requirement)

    def _crew_end(self, key: Key, task: Task, start: date, last: date) -> date:
        if task.dates is not None:
            within = start <= task.dates.first and task.dates.last <= last
            return task.dates.last if within and self._crew_fits(key, self._fixed_days(task)) else NEVER
        length = task.duration.likely if task.duration else 0
        if length <= 0:
            return day_before(start)
        days = self.scope.days.calendars.between(start, last)
        for first in range(len(days) - length + 1):
            if self._crew_fits(key, days[first : first + length]):
                return days[first + length - 1]
        return NEVER

    def _fixed_days(self, task: Task) -> list[date]:
        return self.scope.days.calendars.between(task.dates.first, task.dates.last) if task.dates else []

    def _crew_fits(self, key: Key, days: list[date]) -> bool:
        """Whether the places can be filled with different people who are clear on all of the days."""
        clear = self.scope.days.clear
        places = places_of(self.scope.tasks[key].crew or ())
        able = {n: [w for w in self.workers(key, n) if all(clear(w, day) for day in days)] for n in set(places)}
        return can_fill([able[n] for n in places])

    # --- backwards ---------------------------------------------------------------------------------------------

    def latest_end(self, key: Key) -> date:
        """No later than its own dates allow, and before everything that waits for it."""
        if key not in self._end:
            self._settle(key, self._end, lambda k: self.scope.behind[k], self._end_before)
        return self._end[key]

    def _end_before(self, key: Key) -> date:
        end = self.scope.last_day(key) or self.scope.days.last
        for behind in self.scope.behind[key]:
            end = min(end, day_before(self._latest_start(behind, self._end[behind])))
        dates = self.scope.tasks[key].dates
        return end if dates is None else min(end, dates.last)

    def _latest_start(self, key: Key, end: date) -> date:
        """The latest start of a task that ends no later than `end`; TOO_LATE when that is before day one."""
        if (key, end) not in self._starts:
            self._starts[(key, end)] = self._find_start(key, end)
        return self._starts[(key, end)]

    def _find_start(self, key: Key, end: date) -> date:
        task = self.scope.tasks[key]
        if task.effort is not None:
            starts = [self._greatest_start(key, index, end) for index in range(len(task.effort))]
            return min(starts, default=next_day(end))
        if task.wait is not None:
            return self._nth_back(end, task.wait.likely)
        return self._crew_start(key, task, end)

    def _nth_back(self, end: date, count: int) -> date:
        if count <= 0:
            return next_day(end)
        start = self.scope.days.calendars.nth_back(end, count) if end >= self.scope.days.first else None
        return TOO_LATE if start is None else start

    def _greatest_start(self, key: Key, index: int, end: date) -> date:
        need, cap = self._effort(key, index)
        if need == 0:
            return next_day(end)
        tally = Tally(self.scope.days, self.workers(key, index))
        for day in reversed(days_of(self.scope.days.first, end)):
            tally.add(day)
            if sum(tally.total.values()) >= need and tally.best(cap) >= need:
                return day
        return TOO_LATE

    def _crew_start(self, key: Key, task: Task, end: date) -> date:
        if task.dates is not None:
            return task.dates.first if task.dates.last <= end else TOO_LATE
        length = task.duration.likely if task.duration else 0
        if length <= 0:
            return next_day(end)
        days = self.scope.days.calendars.between(self.scope.days.first, end)
        for first in range(len(days) - length, -1, -1):
            if self._crew_fits(key, days[first : first + length]):
                return days[first]
        return TOO_LATE

    # --- both --------------------------------------------------------------------------------------------------

    def _settle(
        self, key: Key, known: dict[Key, date], needs: Callable[[Key], list[Key]], work_out: Callable[[Key], date]
    ) -> None:
        """Work out everything that a task's date hangs on, then its own; a list instead of a recursion."""
        waiting = [key]
        while waiting:
            missing = [other for other in needs(waiting[-1]) if other not in known]
            if missing:
                waiting.extend(missing)
            else:
                done = waiting.pop()
                known[done] = work_out(done)

    def useful(self, key: Key, index: int) -> list[date]:
        """The days of a task's window on which somebody eligible could do something of one of its needs."""
        if (key, index) not in self._useful:
            self._useful[(key, index)] = self._find_useful(key, index)
        return self._useful[(key, index)]

    def _find_useful(self, key: Key, index: int) -> list[date]:
        crew = self.scope.tasks[key].crew is not None
        days = self.scope.days
        workers = self.workers(key, index)
        first, last = self.earliest_start(key), self.latest_end(key)
        able = days.clear if crew else days.free
        return [day for day in days_of(first, min(last, days.last)) if any(able(worker, day) for worker in workers)]
