"""The firm's and a person's calendars to hours per day and to the firm's working days.

Days are ordinals (`date.toordinal()`): whole numbers that can be subtracted and used as indexes.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import chain

from deliverable.book import Book, Calendar, DaysOff, Firm, Person, Week

ZERO = Fraction(0)
MONDAY = 0
WEEKEND = 5
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekday(day: int) -> int:
    """0 for Monday .. 6 for Sunday of an ordinal."""
    return (day + 6) % 7


def complete(week: Week) -> tuple[Fraction, ...]:
    """A week in which a day that isn't said is off."""
    return tuple(hours or ZERO for hours in week)


def firm_week(firm: Firm) -> tuple[Fraction, ...]:
    """The firm's working minutes by weekday; when none are said, Monday to Friday of `firm.day`."""
    if firm.week is not None:
        return complete(firm.week)
    return tuple(firm.day if day < WEEKEND else ZERO for day in range(7))


def calendar_of(book: Book, name: str | None) -> Calendar:
    """The calendar of that name, else the firm's, else one without a day off."""
    chosen = name if name in book.calendars else book.firm.calendar
    return book.calendars.get(chosen or "", Calendar(id=""))


def calendar_week(book: Book, calendar: Calendar) -> tuple[Fraction, ...]:
    """The minutes by weekday of a calendar: its own week, else the firm's."""
    return complete(calendar.week) if calendar.week is not None else firm_week(book.firm)


def own_week(book: Book, person: Person) -> tuple[Fraction, ...]:
    """A person's minutes by weekday: their own where said, else their calendar's, else the firm's."""
    base = calendar_week(book, calendar_of(book, person.calendar))
    if person.week is None:
        return base
    return tuple(base[day] if said is None else said for day, said in enumerate(person.week))


def days_in(periods: Iterable[DaysOff], first: int, last: int) -> Iterator[tuple[int, DaysOff]]:
    """Each day of `first` .. `last` that lies in one of the periods, with that period; clipped, so that long ones
    cost nothing.
    """
    for period in periods:
        for day in range(max(first, period.first.toordinal()), min(last, period.last.toordinal()) + 1):
            yield day, period


class WorkingDays:
    """The firm's working days between two ordinals, both included: its calendar's week, less that calendar's days
    off.
    """

    def __init__(self, book: Book, first: int, last: int) -> None:
        calendar = calendar_of(book, None)
        self.first = first
        self.last = last
        self.hours = calendar_week(book, calendar)
        off = {day for day, _ in days_in(calendar.days_off, first, last)}
        weekly = [range(day, last + 1, 7) for day in range(first, first + 7) if self.hours[weekday(day)] > 0]
        self.days: Sequence[int] = [day for day in sorted(chain.from_iterable(weekly)) if day not in off]
        self.set = frozenset(self.days)

    def works(self, day: int) -> bool:
        """Whether the firm works on that day."""
        return day in self.set


def shifted(book: Book, first: date, last: date, days: int) -> tuple[date, date]:
    """A period so many working days of the firm later: the first working day on or after `first`, the last on or
    before `last`.
    """
    reach = days * 7 + 400
    low, high = max(1, first.toordinal() - 30), min(date.max.toordinal(), last.toordinal() + reach)
    working = WorkingDays(book, low, high).days
    starts = [day for day in working if day >= first.toordinal()]
    before = sum(day <= last.toordinal() for day in working) - 1
    if len(starts) <= days or before < 0 or before + days >= len(working):
        return first, last  # a firm that never works moves nothing
    return date.fromordinal(starts[days]), date.fromordinal(working[before + days])
