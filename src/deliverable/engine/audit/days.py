"""A question to free minutes per person and day, straight from the definition; it shares nothing with the solvers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

from deliverable.book import Deal, Overtime, Person, Question, Row
from deliverable.engine.audit.bookable import Bookable
from deliverable.engine.audit.calendars import DAY, ZERO, Calendars, days_of
from deliverable.engine.audit.pools import Pool, pools_of
from deliverable.engine.audit.sources import counting

WITH_HOLDS = "with holds"
CERTAIN = "certain"
YEARS = 5


Ledgers = Callable[[str], "Days"]
"""With all holds or with the certain ones alone, to the days."""


class Worker(NamedTuple):
    """Somebody who can do work: a person (number 0), or the n-th member of a pool."""

    id: str
    number: int = 0

    @property
    def label(self) -> str:
        """How a complaint calls them."""
        return f"{self.id} {self.number}" if self.number else self.id


def day_one(question: Question, deal: Deal) -> date:
    """The first day on which a deal's work may be done."""
    return max(question.today, deal.start or question.today)


def uncertain_holds(question: Question) -> frozenset[str]:
    """The holds that count today and may still lapse."""
    return frozenset(source.id for source in counting(question, Calendars(question.book)) if source.uncertain)


def days_for(question: Question, holds: str, like: "Days | None" = None) -> "Days":
    """The days with all holds, or with the certain ones alone; see `Days` about `like`."""
    return Days(question, frozenset() if holds == WITH_HOLDS else uncertain_holds(question), like)


def ledgers(question: Question) -> "Ledgers":
    """The days with all holds and with the certain ones alone, each made when it is first asked for; the same days
    where no hold is uncertain.
    """
    lapsed = uncertain_holds(question)
    made: dict[bool, Days] = {}

    def days(holds: str) -> Days:
        without = holds == CERTAIN and bool(lapsed)
        if without not in made:
            made[without] = Days(question, lapsed if without else frozenset(), made.get(not without))
        return made[without]

    return days


def free_minutes(question: Question, person_id: str, day: date, holds: str = WITH_HOLDS) -> int:
    """What is left of one person's day for the question's deals."""
    return days_for(question, holds).free(Worker(person_id), day)


class Days:
    """Bookable, booked and free minutes of everybody, when the `lapsed` holds don't count.

    What is known in `like` is not worked out again: for the same question what can be booked, and where the questions
    differ in nothing but who else is in the book, with the same holds, all of the others.
    """

    def __init__(self, question: Question, lapsed: frozenset[str] = frozenset(), like: "Days | None" = None) -> None:
        self.question = question
        self.lapsed = lapsed
        self.like = like if like is not None and like.lapsed == lapsed and _but_for_people(like, question) else None
        self.firm = question.book.firm
        self.first = min((day_one(question, deal) for deal in question.deals), default=question.today)
        self.base: Bookable = (
            like.base if like is not None and like.question == question else Bookable(question.book, self.first)
        )
        self.calendars = self.base.calendars
        self.sources = tuple(s for s in counting(question, self.calendars) if s.id not in lapsed)
        self.last = _horizon(self.first)
        self.pools: dict[str, Pool] = pools_of(question, self.calendars)
        self._rows: dict[str, list[Row]] = {}
        for source in self.sources:
            for row in source.rows:
                if row.person is not None:
                    self._rows.setdefault(row.person, []).append(row)
        self._counts: dict[tuple[str, date, date], int] = {}
        self._taken: dict[tuple[str, date], Fraction] = {}
        self._free: dict[tuple[Worker, date], int] = {}
        self._clear: dict[tuple[Worker, date], bool] = {}
        self._like: dict[tuple[Any, ...], tuple[int, bool]] = {}
        self._any_overtime = any(deal.extras.overtime for deal in question.deals)

    # --- bookable ----------------------------------------------------------------------------------------------

    def bookable(self, person_id: str, day: date) -> Fraction:
        """A person's minutes that can be booked: hours, less time off, times focus, times what leave leaves."""
        return self.base.minutes(person_id, day)

    # --- booked ------------------------------------------------------------------------------------------------

    def taken(self, person_id: str, day: date) -> Fraction:
        """The minutes that bookings take from a person on a day, even where that is more than there is."""
        known = self._taken.get((person_id, day))
        if known is None:
            here = [row for row in self._rows.get(person_id, ()) if row.first <= day <= row.last]
            known = sum((self.takes(person_id, row, day) for row in here), ZERO)
            self._taken[(person_id, day)] = known
        return known

    def takes(self, person_id: str, row: Row, day: date) -> Fraction:
        """The minutes that one row takes from a person on a day."""
        if not row.first <= day <= row.last:
            return ZERO
        bookable = self.bookable(person_id, day)
        if not bookable:
            return ZERO
        if row.share is not None:
            return row.share * bookable
        if row.per_day is not None:
            return row.per_day
        if row.effort is None:
            return ZERO
        return row.effort.likely / self._bookable_days(person_id, *spread(row, day))

    def _bookable_days(self, person_id: str, first: date, last: date) -> int:
        known = self._counts.get((person_id, first, last))
        if known is None:
            known = sum(self.base.any(person_id, day) for day in days_of(first, last))
            self._counts[(person_id, first, last)] = known
        return known

    # --- free --------------------------------------------------------------------------------------------------

    def free(self, worker: Worker, day: date) -> int:
        """Whole minutes that a worker has left on a day."""
        known = self._free.get((worker, day))
        if known is None:
            if worker.number:
                known = self.pools[worker.id].minutes(day)
            elif (like := self._known_in(worker.id)) is not None:
                known = like.free(worker, day)
            else:
                person = self.question.book.people[worker.id]
                known = self._day(person, day)[0] if self.calendars.hours(person, day) else 0
            self._free[(worker, day)] = known
        return known

    def _known_in(self, person_id: str) -> "Days | None":
        """The days of the question that is like this one, when the person is the same there."""
        if self.like is None:
            return None
        before = self.like.question.book.people.get(person_id)
        return self.like if before is self.question.book.people[person_id] else None

    def _day(self, person: Person, day: date) -> tuple[int, bool]:
        """The free minutes of a day, and whether it is clear. Days on which everything is alike are reckoned once."""
        alike = (person.id, *self._alike(person, day))
        known = self._like.get(alike)
        if known is None:
            bookable, taken = self.bookable(person.id, day), self.taken(person.id, day)
            with_overtime = bookable * (1 + self._overtime(person.id, day))
            free = floor(max(ZERO, with_overtime - taken)) if bookable else 0
            known = self._like[alike] = (free, bookable > 0 and taken <= 0)
        return known

    def _alike(self, person: Person, day: date) -> tuple[Any, ...]:
        """All that a day's free minutes depend on: weekday, time off, leave year, the rows of the day and their
        spread.
        """
        mine = self._rows.get(person.id, ())
        here = [(n, row) for n, row in enumerate(mine) if row.first <= day <= row.last] if mine else ()
        rows = tuple((n, spread(row, day)[0] if row.every else None) for n, row in here) if here else ()
        leave = None if person.allowance is None or day < self.first else self.base.leave_year(day)[0]
        overtime = self._overtime(person.id, day) if self._any_overtime else None
        off = person.time_off
        away = tuple(n for n, one in enumerate(off) if one.first <= day <= one.last) if off else ()
        return day.weekday(), away, leave, rows, overtime

    def _overtime(self, person_id: str, day: date) -> Fraction:
        shares = [
            extra.share
            for deal in self.question.deals
            if (extra := deal.extras.overtime.get(person_id)) and self._overtime_on(deal, extra, day)
        ]
        return max(shares, default=ZERO)

    def _overtime_on(self, deal: Deal, extra: Overtime, day: date) -> bool:
        """Within its dates; without them, in the policy's weeks that end on the due date, or begin on day one."""
        first, last = extra.first, extra.last
        policy = self.firm.overtime
        if first is None and policy is not None and policy.weeks is not None:
            span = timedelta(days=7 * policy.weeks) - DAY
            end = last or deal.due
            first = self.first if end is None else min(end, self.last) - span
            last = end if end is not None else first + span
        last = last or deal.due
        return (first is None or first <= day) and (last is None or day <= last)

    def clear(self, worker: Worker, day: date) -> bool:
        """Whether a worker could give the whole of a day to a crew: there is some of it, and nothing else is on it."""
        known = self._clear.get((worker, day))
        if known is None:
            if worker.number:
                known = self.pools[worker.id].minutes(day) > 0
            elif (like := self._known_in(worker.id)) is not None:
                known = like.clear(worker, day)
            else:
                person = self.question.book.people[worker.id]
                known = bool(self.calendars.hours(person, day)) and self._day(person, day)[1]
            self._clear[worker, day] = known
        return known

    def workers(self) -> list[Worker]:
        """Everybody: people, then the members of the pools that the deals count on."""
        members = [Worker(name, n) for name, pool in sorted(self.pools.items()) for n in range(1, pool.people + 1)]
        return [Worker(name) for name in sorted(self.question.book.people)] + members


def _but_for_people(like: Days, question: Question) -> bool:
    """Whether a question is that of some days, whoever is in its book."""
    book = replace(question.book, people=like.question.book.people)
    return replace(question, book=book) == like.question


def _horizon(first: date) -> date:
    """The last day of the five years that begin on a day."""
    if first.year + YEARS > date.max.year:
        return date.max - DAY
    try:
        return first.replace(year=first.year + YEARS) - DAY
    except ValueError:
        return date(first.year + YEARS, 3, 1) - DAY


def spread(row: Row, day: date) -> tuple[date, date]:
    """The stretch over which a row's effort is spread evenly: its period, or the whole month or week of the day."""
    if row.every == "month":
        first = day.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1) - DAY
    if row.every == "week":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    return row.first, row.last
