"""A question to free minutes per person and day, straight from the definition; it shares nothing with the solvers."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

from deliverable.book import Deal, Overtime, Person, Question, Row
from deliverable.engine.audit.calendars import DAY, ZERO, Calendars, days_of, leave_year
from deliverable.engine.audit.pools import Pool, pools_of
from deliverable.engine.audit.sources import counting

ONE = Fraction(1)
WITH_HOLDS = "with holds"
CERTAIN = "certain"
YEARS = 5


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


def days_for(question: Question, holds: str) -> "Days":
    """The days with all holds, or with the certain ones alone."""
    return Days(question, frozenset() if holds == WITH_HOLDS else uncertain_holds(question))


def ledgers(question: Question) -> Callable[[str], "Days"]:
    """The days with all holds and with the certain ones alone, each made when it is first asked for; the same days
    where no hold is uncertain.
    """
    lapsed = uncertain_holds(question)
    made: dict[bool, Days] = {}

    def days(holds: str) -> Days:
        without = holds == CERTAIN and bool(lapsed)
        if without not in made:
            made[without] = Days(question, lapsed if without else frozenset())
        return made[without]

    return days


def free_minutes(question: Question, person_id: str, day: date, holds: str = WITH_HOLDS) -> int:
    """What is left of one person's day for the question's deals."""
    return days_for(question, holds).free(Worker(person_id), day)


class Days:
    """Bookable, booked and free minutes of everybody, when the `lapsed` holds don't count."""

    def __init__(self, question: Question, lapsed: frozenset[str] = frozenset()) -> None:
        self.question = question
        self.firm = question.book.firm
        self.calendars = Calendars(question.book)
        self.sources = tuple(s for s in counting(question, self.calendars) if s.id not in lapsed)
        self.first = min((day_one(question, deal) for deal in question.deals), default=question.today)
        self.last = _horizon(self.first)
        self.pools: dict[str, Pool] = pools_of(question, self.calendars)
        self._rows: dict[str, list[Row]] = {}
        for source in self.sources:
            for row in source.rows:
                if row.person is not None:
                    self._rows.setdefault(row.person, []).append(row)
        self._factors: dict[tuple[str, date], Fraction] = {}
        self._kinds: dict[tuple[str, Fraction, Fraction], Fraction] = {}
        self._counts: dict[tuple[str, date, date], int] = {}
        self._bookable: dict[tuple[str, date], Fraction] = {}
        self._taken: dict[tuple[str, date], Fraction] = {}
        self._free: dict[tuple[Worker, date], int] = {}
        self._clear: dict[tuple[Worker, date], bool] = {}
        self._leave_years: dict[date, tuple[date, date]] = {}
        self._like: dict[tuple[Any, ...], int] = {}
        self._any_overtime = any(deal.extras.overtime for deal in question.deals)

    # --- bookable ----------------------------------------------------------------------------------------------

    def bookable(self, person_id: str, day: date) -> Fraction:
        """A person's minutes that can be booked: hours, less time off, times focus, times what leave leaves."""
        known = self._bookable.get((person_id, day))
        if known is None:
            person = self.question.book.people[person_id]
            known = self._present(person, day)
            if known:
                known *= self._leave_factor(person, day)
            self._bookable[(person_id, day)] = known
        return known

    def _present(self, person: Person, day: date) -> Fraction:
        """Bookable before leave that is not booked yet."""
        hours = self.calendars.hours(person, day)
        if not hours:
            return ZERO
        away = time_off_share(person, day)
        return hours * self._focus(person) if not away else hours * (1 - away) * self._focus(person)

    def _focus(self, person: Person) -> Fraction:
        return self.firm.focus if person.focus is None else person.focus

    def _leave_factor(self, person: Person, day: date) -> Fraction:
        """What is left of each day when the leave not booked yet is taken off evenly; 1 before day one."""
        if person.allowance is None or day < self.first:
            return Fraction(1)
        first, last = self._leave_year(day)
        known = self._factors.get((person.id, first))
        if known is None:
            known = self._factor_of_year(person, first, last)
            self._factors[(person.id, first)] = known
        return known

    def _leave_year(self, day: date) -> tuple[date, date]:
        if day not in self._leave_years:
            self._leave_years[day] = leave_year(day, self.firm.leave_year)
        return self._leave_years[day]

    def _factor_of_year(self, person: Person, first: date, last: date) -> Fraction:
        count = self._days_there(person, max(first, self.first), last)
        if count == 0:
            return Fraction(1)
        return max(ZERO, 1 - self._unbooked_leave(person, first, last) / count)

    def _days_there(self, person: Person, first: date, last: date) -> int:
        """How many days a person could be booked on: those they work, less those they are wholly away."""
        if not self._focus(person):
            return 0
        worked = self.calendars.worked(person, first, last)
        return worked - sum(share == 1 for share in self._away(person, first, last))

    def _away(self, person: Person, first: date, last: date) -> list[Fraction]:
        """The share of each working day of a stretch that is time off, where any is."""
        days = {day for off in person.time_off for day in days_of(max(first, off.first), min(last, off.last))}
        return [time_off_share(person, day) for day in sorted(days) if self.calendars.hours(person, day)]

    def _unbooked_leave(self, person: Person, first: date, last: date) -> Fraction:
        """Days of leave of one leave year, pro rata, less the working days of that year's own time off."""
        begins, ends = max(first, person.joins or first), min(last, person.leaves or last)
        employed = max(0, (ends - begins).days + 1)
        entitled = (person.allowance or ZERO) * Fraction(employed, (last - first).days + 1)
        return max(ZERO, entitled - sum(self._away(person, first, last), ZERO))

    # --- booked ------------------------------------------------------------------------------------------------

    def taken(self, person_id: str, day: date) -> Fraction:
        """The minutes that bookings take from a person on a day, even where that is more than there is."""
        known = self._taken.get((person_id, day))
        if known is None:
            known = sum((self.takes(person_id, row, day) for row in self._rows.get(person_id, ())), ZERO)
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
            known = sum(1 for day in days_of(first, last) if self.bookable(person_id, day))
            self._counts[(person_id, first, last)] = known
        return known

    # --- free --------------------------------------------------------------------------------------------------

    def free(self, worker: Worker, day: date) -> int:
        """Whole minutes that a worker has left on a day."""
        known = self._free.get((worker, day))
        if known is None:
            known = self.pools[worker.id].minutes(day) if worker.number else self._free_of_person(worker.id, day)
            self._free[(worker, day)] = known
        return known

    def _free_of_person(self, person_id: str, day: date) -> int:
        """Days on which everything is alike have the same minutes free: those are reckoned once."""
        person = self.question.book.people[person_id]
        if not self.calendars.hours(person, day):
            return 0
        alike = (person_id, *self._alike(person, day))
        if alike not in self._like:
            bookable = self.bookable(person_id, day)
            with_overtime = bookable * (1 + self._overtime(person_id, day))
            self._like[alike] = floor(max(ZERO, with_overtime - self.taken(person_id, day))) if bookable else 0
        return self._like[alike]

    def _alike(self, person: Person, day: date) -> tuple[Any, ...]:
        """All that a day's free minutes depend on: weekday, time off, leave year, the rows of the day and their
        spread.
        """
        rows = tuple(
            (n, spread(row, day)[0] if row.every else None)
            for n, row in enumerate(self._rows.get(person.id, ()))
            if row.first <= day <= row.last
        )
        leave = None if person.allowance is None or day < self.first else self._leave_year(day)[0]
        overtime = self._overtime(person.id, day) if self._any_overtime else ZERO
        away = tuple(n for n, off in enumerate(person.time_off) if off.first <= day <= off.last)
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
            else:
                known = self.bookable(worker.id, day) > 0 and self.taken(worker.id, day) <= 0
            self._clear[worker, day] = known
        return known

    def workers(self) -> list[Worker]:
        """Everybody: people, then the members of the pools that the deals count on."""
        members = [Worker(name, n) for name, pool in sorted(self.pools.items()) for n in range(1, pool.people + 1)]
        return [Worker(name) for name in sorted(self.question.book.people)] + members


def _horizon(first: date) -> date:
    """The last day of the five years that begin on a day."""
    if first.year + YEARS > date.max.year:
        return date.max - DAY
    try:
        return first.replace(year=first.year + YEARS) - DAY
    except ValueError:
        return date(first.year + YEARS, 3, 1) - DAY


def time_off_share(person: Person, day: date) -> Fraction:
    """How much of a day somebody is away; several stretches add up, to the whole day at most."""
    shares = [off.share for off in person.time_off if off.first <= day <= off.last]
    return min(ONE, sum(shares, ZERO)) if shares else ZERO


def spread(row: Row, day: date) -> tuple[date, date]:
    """The stretch over which a row's effort is spread evenly: its period, or the whole month or week of the day."""
    if row.every == "month":
        first = day.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1) - DAY
    if row.every == "week":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    return row.first, row.last
