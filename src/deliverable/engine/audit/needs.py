"""The requirements that a proof lists to what each of them takes, of whom, and on which days: all worked out again."""

from collections.abc import Iterable
from datetime import date

from deliverable.book import Crew, Requirement
from deliverable.dataclass import dataclass
from deliverable.engine.audit.calendars import days_of
from deliverable.engine.audit.claims import Claim, day, need, refuse, text, texts, whole
from deliverable.engine.audit.days import Worker, day_one
from deliverable.engine.audit.scope import Key, minutes_of
from deliverable.engine.audit.unnamed import Unnamed
from deliverable.engine.audit.windows import Windows


@dataclass(frozen=True, slots=True)
class Listed:
    """A requirement, a crew place or an unnamed booking's day as a proof lists it, once it has been checked.

    `days` are the days of the claimed window; `useful` those on which something of it could really be done.
    """

    name: tuple[str, str, str]
    workers: tuple[Worker, ...]
    days: tuple[date, ...]
    useful: tuple[date, ...]
    minutes: int
    cap: int | None = None


@dataclass(frozen=True)
class Needs:
    """Reads the requirements of a proof, and refuses what is not so."""

    windows: Windows
    unnamed: Unnamed

    def read(self, where: str, data: Claim) -> Listed:
        """One listed requirement, with its figures worked out again."""
        found = self._booking(where, data) if "booking" in data else self._task(where, data)
        claimed = whole(where, data, "need_minutes")
        if claimed != found.minutes:
            refuse(f"{where}: needs {found.minutes} minutes, not {claimed}")
        return found

    def _booking(self, where: str, data: Claim) -> Listed:
        booking, row, on = text(where, data, "booking"), whole(where, data, "row"), day(where, data, "from")
        if "task" in data or day(where, data, "to") != on:
            refuse(f"{where}: an unnamed booking's need is one day's, and no task's")
        _within(where, on, self.windows.scope.days.first, self.windows.scope.days.last)
        for demand in self.unnamed.on(on):
            if (demand.booking, demand.row) == (booking, row):
                _same(where, data, demand.skill, demand.level)
                people = tuple(Worker(name) for name in sorted(demand.people))
                return Listed((booking, str(row), on.isoformat()), people, (on,), (on,), demand.minutes)
        return refuse(f"{where}: row {row} of {booking} needs nothing on {on}")

    def _task(self, where: str, data: Claim) -> Listed:
        key, index, wanted = need(where, data, self.windows.scope)
        _same(where, data, wanted.skill, wanted.level)
        crew = isinstance(wanted, Crew)
        if data.get("crew", False) is not crew:
            refuse(f"{where}: `crew` says what is not so")
        people = wanted.people if isinstance(wanted, Crew) else self.windows.scope.cap(wanted)
        if whole(where, data, "people") != people:
            refuse(f"{where}: takes {people} people, not {data['people']}")
        self._because(where, data, key)
        days = self.window(where, data, key, index)
        useful = tuple(self.windows.useful(key, index))
        workers = self.windows.workers(key, index)
        name = (*key, str(index))
        if isinstance(wanted, Requirement):
            if wanted.effort is None:
                refuse(f"{where}: nobody has estimated it")
            return Listed(name, workers, days, useful, minutes_of(wanted), people)
        return Listed(name, workers, days, useful, self._crew_minutes(key, people, workers, days))

    def _because(self, where: str, data: Claim, key: Key) -> None:
        """The tasks that force a window wait for it or are waited for."""
        if "because" not in data:
            return
        strangers = set(texts(where, data, "because")) - self.windows.scope.related(key)
        if strangers:
            refuse(f"{where}: {', '.join(sorted(strangers))} can't force when {key[1]} is done")

    def window(self, where: str, data: Claim, key: Key, index: int) -> tuple[date, ...]:
        """The claimed window: it holds every day on which something could be done, and none that is not allowed."""
        first, last = day(where, data, "from"), day(where, data, "to")
        scope = self.windows.scope
        _within(where, first, day_one(scope.question, scope.deal[key[0]]), date.max)
        _within(where, last, date.min, scope.last_day(key) or scope.days.last)
        useful = self.windows.useful(key, index)
        if useful and not (first <= useful[0] and useful[-1] <= last):
            refuse(f"{where}: {key[1]} could be worked on from {useful[0]} to {useful[-1]}")
        return tuple(days_of(first, last))

    def _crew_minutes(self, key: Key, people: int, workers: tuple[Worker, ...], window: tuple[date, ...]) -> int:
        """Days times places times the least that anybody eligible could give on a clear day."""
        task, days = self.windows.scope.tasks[key], self.windows.scope.days
        length = task.duration.likely if task.duration else 0
        if task.dates is not None:
            length = len(days.calendars.between(task.dates.first, task.dates.last))
        clear = [days.free(worker, day) for worker in workers for day in window if days.clear(worker, day)]
        return length * people * min(clear, default=0)


def _within(where: str, day: date, first: date, last: date) -> None:
    if not first <= day <= last:
        refuse(f"{where}: {day} is outside the days that are allowed")


def _same(where: str, data: Claim, skill: str, level: int) -> None:
    if (text(where, data, "skill"), whole(where, data, "level")) != (skill, level):
        refuse(f"{where}: needs {skill} at level {level}")


def each_once(where: str, names: Iterable[object]) -> None:
    """Refuse what is counted twice."""
    listed = list(names)
    if len(listed) != len(set(listed)):
        refuse(f"{where}: something is counted twice")
