"""A plan to what is wrong with its tasks: each one whole, in order, in time, and by people who can do it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import field
from datetime import date

from deliverable.book import Crew, Requirement, Task
from deliverable.dataclass import dataclass
from deliverable.engine.audit.claims import Work
from deliverable.engine.audit.days import Worker
from deliverable.engine.audit.scope import Key, Scope, day_before, minutes_of, next_day


@dataclass
class Plan:
    """The rows of a plan against a scope; `starts` and `ends` are the first and last days of its tasks, known once
    `complaints` was asked.
    """

    scope: Scope
    work: list[Work]
    starts: dict[Key, date] = field(default_factory=dict)
    ends: dict[Key, date] = field(default_factory=dict)

    def complaints(self) -> list[str]:
        """What is wrong with the tasks: unfinished, by the wrong people, out of order or too late."""
        found = list(self.scope.faults)
        found += [f"{deal.id}: has no scope, so no plan is known" for deal in self.scope.deals if not deal.scope]
        rows: dict[Key, list[Work]] = {}
        for row in self.work:
            rows.setdefault(row.key, []).append(row)
        for key in self.scope.order:
            found += self._task(key, rows.get(key, []))
        return found

    def _task(self, key: Key, rows: list[Work]) -> Iterator[str]:
        task = self.scope.tasks[key]
        earliest = self.scope.release(key)
        for before in self.scope.before(key):
            earliest = max(earliest, next_day(self.ends.get(before, date.min)))
        if task.effort is not None:
            yield from self._effort(key, task.effort, rows)
        elif task.crew is not None:
            yield from self._crew(key, task, task.crew, rows)
        yield from self._dates(key, task, rows, earliest)

    def _dates(self, key: Key, task: Task, rows: list[Work], earliest: date) -> Iterator[str]:
        start, end = self._span(task, rows, earliest)
        self.starts[key], self.ends[key] = start, end
        if start < earliest:
            yield f"{key[1]}: starts on {start}, it may not before {earliest}"
        last = self.scope.last_day(key)
        if last is not None and end > last:
            yield f"{key[1]}: ends on {end}, the last day is {last}"

    def _span(self, task: Task, rows: list[Work], earliest: date) -> tuple[date, date]:
        """First and last day: of the rows, of a crew's fixed dates, or of what begins on the next working day."""
        if task.crew is not None and task.dates is not None:
            return task.dates.first, task.dates.last
        if rows:
            return min(row.day for row in rows), max(row.day for row in rows)
        length = task.wait or task.duration
        if length is None or length.likely <= 0:
            return earliest, day_before(earliest)
        calendars = self.scope.days.calendars
        first, end = calendars.nth(earliest, 1), calendars.nth(earliest, length.likely)
        return (earliest, date.max) if first is None or end is None else (first, end)

    # --- divisible work ----------------------------------------------------------------------------------------

    def _effort(self, key: Key, needs: tuple[Requirement, ...], rows: list[Work]) -> Iterator[str]:
        for index, need in enumerate(needs):
            mine = [row for row in rows if row.index == index]
            if need.effort is None:
                yield f"{key[1]}: nobody has estimated its {need.skill}"
            planned = sum(row.minutes for row in mine)
            if planned != minutes_of(need):
                yield f"{key[1]}: {planned} minutes of {need.skill} are planned, it needs {minutes_of(need)}"
            if any(row.minutes == 0 for row in mine):
                yield f"{key[1]}: has a row without a minute"
            people = {row.worker for row in mine}
            if len(people) > self.scope.cap(need):
                yield f"{key[1]}: {len(people)} people share its {need.skill}, at most {self.scope.cap(need)} may"
            yield from self._able(key, need, people)

    def _able(self, key: Key, need: Requirement | Crew, people: set[Worker]) -> Iterator[str]:
        eligible = self.scope.eligible(key[0], need) if people else ()
        for worker in sorted(people - set(eligible)):
            yield f"{key[1]}: {worker.label} may not do its {need.skill}"

    # --- crews -------------------------------------------------------------------------------------------------

    def _crew(self, key: Key, task: Task, crew: tuple[Crew, ...], rows: list[Work]) -> Iterator[str]:
        yield from self._crew_days(key, task, {row.day for row in rows}, any(place.people for place in crew))
        cells = Counter((row.worker, row.day) for row in rows)
        if any(count > 1 for count in cells.values()):
            yield f"{key[1]}: somebody has two places on a day"
        members = {(row.index, row.worker) for row in rows}
        if len(cells) != len(members) * len({row.day for row in rows}):
            yield f"{key[1]}: it is not the same crew on each of its days"
        for index, place in enumerate(crew):
            people = {worker for at, worker in members if at == index}
            if len(people) != place.people:
                yield f"{key[1]}: {len(people)} people fill its {place.people} places for {place.skill}"
            yield from self._able(key, place, people)
        for row in rows:
            if row.minutes != self.scope.days.free(row.worker, row.day):
                yield f"{key[1]}: {row.worker.label} gives {row.minutes} minutes on {row.day}, not all that is free"

    def _crew_days(self, key: Key, task: Task, planned: set[date], peopled: bool) -> Iterator[str]:
        calendars = self.scope.days.calendars
        if task.dates is not None:
            wanted = set(calendars.between(task.dates.first, task.dates.last))
        else:
            first = min(planned, default=self.scope.days.first)
            last = calendars.nth(first, task.duration.likely) if task.duration and task.duration.likely > 0 else None
            wanted = set() if last is None else set(calendars.between(first, last))
        if peopled and planned != wanted:
            yield f"{key[1]}: its crew does not work on exactly the {len(wanted)} working days in a row that it takes"
