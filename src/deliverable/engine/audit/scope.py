"""Deals to tasks in order, what each of them may start on, and who is eligible for which piece of work."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property

from deliverable.book import Contractor, Crew, Deal, Person, Question, Requirement, Task
from deliverable.dataclass import dataclass
from deliverable.engine.audit.calendars import DAY
from deliverable.engine.audit.days import Days, Worker, day_one

Key = tuple[str, str]
"""A task of a deal."""
Need = Requirement | Crew


def without_dates(deal: Deal, due: date | None) -> Deal:
    """The same deal with another due date and no milestones: what an earliest finish looks at."""
    scope = None if deal.scope is None else tuple(replace(task, by=None) for task in deal.scope)
    return replace(deal, due=due, scope=scope)


@dataclass(frozen=True)
class Scope:
    """The tasks of some deals (as asked, or without their dates) under the days of a question."""

    days: Days
    deals: tuple[Deal, ...]

    @property
    def question(self) -> Question:
        """What was asked."""
        return self.days.question

    @cached_property
    def deal(self) -> dict[str, Deal]:
        """Deals by id."""
        return {deal.id: deal for deal in self.deals}

    @cached_property
    def tasks(self) -> dict[Key, Task]:
        """All tasks by deal and id."""
        return {(deal.id, task.id): task for deal in self.deals for task in deal.scope or ()}

    @cached_property
    def faults(self) -> tuple[str, ...]:
        """What keeps the tasks from being planned at all."""
        missing = [
            f"{key[1]}: waits for {name}, which the deal does not have"
            for key, task in self.tasks.items()
            for name in task.after
            if (key[0], name) not in self.tasks
        ]
        shapeless = [
            f"{key[1]}: is neither effort, nor a crew for some time, nor a wait"
            for key, task in self.tasks.items()
            if not _has_shape(task)
        ]
        circle = ["tasks wait for each other in a circle"] if len(self.order) < len(self.tasks) else []
        return (*missing, *shapeless, *circle)

    @cached_property
    def order(self) -> tuple[Key, ...]:
        """Tasks, each behind everything it waits for; those in a circle are left out."""
        done: dict[Key, None] = {}
        waiting = list(self.tasks)
        while ready := [key for key in waiting if all(before in done for before in self.before(key))]:
            done.update(dict.fromkeys(ready))
            waiting = [key for key in waiting if key not in done]
        return tuple(done)

    def before(self, key: Key) -> list[Key]:
        """The tasks that a task waits for."""
        return [(key[0], name) for name in self.tasks[key].after if (key[0], name) in self.tasks]

    @cached_property
    def behind(self) -> dict[Key, list[Key]]:
        """The tasks that wait for each task."""
        found: dict[Key, list[Key]] = {key: [] for key in self.tasks}
        for key in self.tasks:
            for before in self.before(key):
                found[before].append(key)
        return found

    def related(self, key: Key) -> set[str]:
        """Ids of a task, of all that it waits for and of all that wait for it, however far."""
        return {name for _, name in self._reach(key, self.before) | self._reach(key, lambda k: self.behind[k])}

    def _reach(self, key: Key, step: Callable[[Key], list[Key]]) -> set[Key]:
        found, waiting = {key}, [key]
        while waiting:
            new = [other for other in step(waiting.pop()) if other not in found]
            found.update(new)
            waiting.extend(new)
        return found

    def release(self, key: Key) -> date:
        """The first day of a task, if it waited for no other."""
        deal, task = self.deal[key[0]], self.tasks[key]
        given = {item.id: item.by for item in deal.inputs}
        dates = [day_one(self.question, deal), task.not_before, *(given.get(name) for name in task.inputs)]
        return max(day for day in dates if day is not None)

    def last_day(self, key: Key) -> date | None:
        """The last day of a task, if nothing waited for it: its own date or the deal's."""
        return min((day for day in (self.tasks[key].by, self.deal[key[0]].due) if day is not None), default=None)

    # --- who ---------------------------------------------------------------------------------------------------

    def eligible(self, deal_id: str, need: Need) -> tuple[Worker, ...]:
        """Everybody who could do a piece of work, whether they have time or not."""
        return tuple(self._eligible(self.deal[deal_id], need))

    def _eligible(self, deal: Deal, need: Need) -> Iterator[Worker]:
        book = self.question.book
        for worker in self._holders.get(need.skill, ()):
            if worker.number:
                if _able(book.contractors[worker.id], worker.id, deal, need):
                    yield worker
            elif _able(person := book.people[worker.id], worker.id, deal, need) and _placed(person, deal):
                yield worker

    @cached_property
    def _holders(self) -> dict[str, list[Worker]]:
        """By skill everybody who has any of it."""
        book, found = self.question.book, dict[str, list[Worker]]()
        for worker in self.days.workers():
            who = book.contractors[worker.id] if worker.number else book.people[worker.id]
            for skill in who.skills:
                found.setdefault(skill, []).append(worker)
        return found

    def cap(self, need: Requirement) -> int:
        """How many different people may share a requirement."""
        return self.question.book.firm.people_per_task if need.people is None else need.people


def _able(who: Person | Contractor, name: str, deal: Deal, need: Need) -> bool:
    wanted = [(need.skill, need.level), *((also.skill, also.level) for also in need.also)]
    if any(skill not in who.skills or who.skills[skill] < level for skill, level in wanted):
        return False
    if name in need.exclude or name in deal.exclude:
        return False
    return all(not only or name in only for only in (need.who, deal.who))


def _placed(person: Person, deal: Deal) -> bool:
    return (not deal.sites or person.site in deal.sites) and (not deal.teams or person.team in deal.teams)


def _has_shape(task: Task) -> bool:
    crew = task.crew is not None and (task.duration is not None or task.dates is not None)
    return task.effort is not None or crew or task.wait is not None


def minutes_of(need: Requirement) -> int:
    """What a requirement takes, as far as anybody has said."""
    return 0 if need.effort is None else need.effort.minutes


def places_of(crew: tuple[Crew, ...]) -> list[int]:
    """A crew's places, each as its index in the crew list."""
    return [index for index, place in enumerate(crew) for _ in range(place.people)]


def next_day(day: date) -> date:
    """The day after, or the end of time."""
    return day if day == date.max else day + DAY


def day_before(day: date) -> date:
    """The day before, or the beginning of time."""
    return day if day == date.min else day - DAY
