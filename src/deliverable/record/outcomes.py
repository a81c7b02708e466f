"""Finished projects of the history and delivered promises to outcomes: planned, and as it was."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from fractions import Fraction

from deliverable.book import Book, Finished, Promise, Row, Task, none_of
from deliverable.dataclass import dataclass
from deliverable.supply.calendar import calendar_of, calendar_week, days_in, own_week, weekday

Minutes = dict[str, Fraction | None]
"""Minutes by skill; None where somebody did not estimate them."""


@dataclass(frozen=True, slots=True)
class Days:
    """Person-days of work in one skill, as promised and as they were; None where nobody says."""

    estimated: Fraction | None
    actual: Fraction | None

    @property
    def ratio(self) -> Fraction | None:
        """Actual over estimate; None without both."""
        return self.actual / self.estimated if self.actual and self.estimated else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished project. `estimated` and `actual` are person-days of all its work, None where they aren't known for
    all of it; `skills` are its parts by skill, as far as they are known.
    """

    project: str
    client: str
    start: date | None
    planned_end: date | None
    actual_end: date
    estimated: Fraction | None
    actual: Fraction | None
    skills: Mapping[str, Days] = field(default_factory=none_of)

    @property
    def effort_ratio(self) -> Fraction | None:
        """Actual over estimated effort; None where either isn't known."""
        return Days(self.estimated, self.actual).ratio

    @property
    def duration_ratio(self) -> Fraction | None:
        """Actual over planned calendar days from the start, first and last included; None where a date is missing or
        lies before the start.
        """
        if self.start is None or self.planned_end is None:
            return None
        planned, actual = ((end - self.start).days + 1 for end in (self.planned_end, self.actual_end))
        return Fraction(actual, planned) if planned > 0 and actual > 0 else None

    @property
    def late(self) -> int | None:
        """Calendar days after the planned end, below 0 when it was before; None where no end was planned."""
        return None if self.planned_end is None else (self.actual_end - self.planned_end).days


def outcomes(book: Book) -> tuple[Outcome, ...]:
    """Every finished project of the history and every delivered promise, by the day on which it ended, then by name.

    A row of the history for a promise that is kept here as well is that promise told twice, and left out.
    """
    ended = [(one, one.delivered_on) for one in book.promises.values() if one.status == "delivered"]
    delivered = [(promise, day) for promise, day in ended if day is not None]
    told = {(promise.id, day) for promise, day in delivered}
    found = [_of_history(row) for row in book.history if (row.project, row.actual_end) not in told]
    found += [_of_promise(promise, day, book) for promise, day in delivered]
    return tuple(sorted(found, key=_order))


def _order(one: Outcome) -> tuple[object, ...]:
    """By end and name; the rest only settles in which order two of one name and day are told."""
    return (one.actual_end, one.project, one.start or date.min, one.planned_end or date.min, one.actual or 0)


def _of_history(row: Finished) -> Outcome:
    skills = {row.skill: Days(row.estimated, row.actual)} if row.skill else {}
    dates = (row.start, row.planned_end, row.actual_end)
    return Outcome(row.project, row.client, *dates, row.estimated, row.actual, skills)


def _of_promise(promise: Promise, ended: date, book: Book) -> Outcome:
    day = book.firm.day
    planned = _of_scope(promise.scope, day) if promise.scope else _of_plan(promise.plan, book)
    actual: Minutes = {skill: effort.likely for skill, effort in promise.actual.items()}
    skills = {
        skill: Days(_days(planned.get(skill), day), _days(actual.get(skill), day))
        for skill in sorted({*planned, *actual} - {""})
    }
    known = actual and all(skill in actual for skill, minutes in planned.items() if skill and minutes != 0)
    start = min((row.first for row in promise.plan), default=promise.agreed_on)
    return Outcome(
        promise.id,
        promise.client,
        start,
        promise.due,
        ended,
        _days(_total(planned.values()), day),
        _days(_total(actual.values()), day) if known else None,
        skills,
    )


def _days(minutes: Fraction | None, day: Fraction) -> Fraction | None:
    return minutes / day if minutes else None


def _total(parts: Iterable[Fraction | None]) -> Fraction | None:
    """The sum, None where a part isn't known."""
    total = Fraction(0)
    for part in parts:
        if part is None:
            return None
        total += part
    return total


# --- what was promised ----------------------------------------------------------------------------------------------


def _of_scope(scope: Iterable[Task], day: Fraction) -> Minutes:
    """The likely minutes of a scope by skill, None where nobody estimated it; a crew's day is `day` of each of it."""
    found: Minutes = {}
    for task in scope:
        for need in task.effort or ():
            _add(found, need.skill, need.effort.likely if need.effort else None)
        for place in task.crew or ():
            _add(found, place.skill, task.duration.likely * place.people * day if task.duration else None)
    return found


def _of_plan(plan: Iterable[Row], book: Book) -> Minutes:
    """The minutes of a plan by skill; "" where a row names none."""
    found: Minutes = {}
    for row in plan:
        _add(found, row.skill or "", _of_row(row, book))
    return found


def _add(found: Minutes, skill: str, minutes: Fraction | None) -> None:
    before = found.get(skill, Fraction(0))
    found[skill] = None if minutes is None or before is None else before + minutes


def _of_row(row: Row, book: Book) -> Fraction | None:
    """What a row of a plan books on the days that its person works; None for efforts that come again."""
    if row.effort is not None:
        return None if row.every else row.effort.likely
    days = [minutes for minutes in _worked(row, book) if minutes]
    if row.per_day is not None:
        return len(days) * row.per_day * row.people
    return sum(days, Fraction(0)) * (row.share or 0) * row.people


def _worked(row: Row, book: Book) -> Iterator[Fraction]:
    """The minutes that can be booked on each day of a row: of its person, else of anybody in the firm."""
    person = book.people.get(row.person or "")
    calendar = calendar_of(book, person.calendar if person else None)
    week = own_week(book, person) if person else calendar_week(book, calendar)
    focus = person.focus if person and person.focus is not None else book.firm.focus
    first, last = row.first.toordinal(), row.last.toordinal()
    away = {day for day, _ in days_in(calendar.days_off, first, last)}
    for off in person.time_off if person else ():
        if off.share == 1:
            away.update(range(max(first, off.first.toordinal()), min(last, off.last.toordinal()) + 1))
    return (week[weekday(day)] * focus for day in range(first, last + 1) if day not in away)
