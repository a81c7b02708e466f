"""A person's calendar, week, employment and time off to working minutes per day, and to what unbooked leave takes.

Days come as small numbers (kinds): all days of a kind have the same minutes, so that sums and products of exact
fractions are made once per kind and not once per day.
"""

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from deliverable.book import Book, Calendar, Person
from deliverable.supply.calendar import ZERO, calendar_of, days_in, own_week, weekday

ONE = Fraction(1)
AWAY = 0
"""The kind of a day without a minute."""


class Closures:
    """The days off of a book's calendars, each calendar spread out once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, int, list[int]]] = {}

    def days(self, calendar: Calendar, first: int, last: int) -> list[int]:
        """The days off of `first` .. `last`, in order."""
        low, high, off = self._known.get(calendar.id, (1, 0, []))
        if not low <= first <= last <= high:
            low, high = (first - 400, last + 400) if low > high else (min(low, first), max(high, last))
            off = sorted({day for day, _ in days_in(calendar.days_off, max(1, low), high)})
            self._known[calendar.id] = (low, high, off)
        return off[bisect_left(off, first) : bisect_right(off, last)]


class Presence:
    """When one person works. `start` is the ordinal of day one, from which unbooked leave is spread."""

    def __init__(self, book: Book, person: Person, start: int, closures: Closures) -> None:
        self.book = book
        self.person = person
        self.start = start
        self.closures = closures
        self.calendar = calendar_of(book, person.calendar)
        self.week = own_week(book, person)
        self.minutes: list[Fraction] = [ZERO, *self.week]
        self._partly: dict[tuple[int, Fraction], int] = {}
        self._factors: dict[int, Fraction] = {}
        self._last_year = (1, 0)

    @cached_property
    def focus(self) -> Fraction:
        """The share of a working day that can be booked."""
        return self.book.firm.focus if self.person.focus is None else self.person.focus

    def working(self, first: int, last: int) -> list[int]:
        """The kind of each day, time off aside: own week, less days off, within joining and leaving."""
        count = max(0, last - first + 1)
        kinds = [weekday(first + i) + 1 if self.week[weekday(first + i)] else AWAY for i in range(7)]
        out = (kinds * (count // 7 + 1))[:count]
        for day in self.closures.days(self.calendar, first, last) if count else ():
            out[day - first] = AWAY
        begin, end = self.employed(first, last)
        if begin > first:
            out[: begin - first] = [AWAY] * min(count, begin - first)
        if end < last:
            keep = max(0, end - first + 1)
            out[keep:] = [AWAY] * (count - keep)
        return out

    def away(self, first: int, last: int) -> dict[int, Fraction]:
        """The share of each day that is time off, at most all of it; days without any are left out."""
        shares: dict[int, Fraction] = {}
        for off in self.person.time_off:
            for day in range(max(first, off.first.toordinal()), min(last, off.last.toordinal()) + 1):
                shares[day] = min(ONE, shares[day] + off.share) if day in shares else off.share
        return shares

    def kinds(self, first: int, last: int) -> list[int]:
        """The kind of each day; `minutes[kind]` are the working minutes less time off."""
        out = self.working(first, last)
        for day, share in self.away(first, last).items():
            kind = out[day - first]
            if kind != AWAY:
                out[day - first] = AWAY if share == 1 else self._part(kind, share)
        return out

    def _part(self, kind: int, share: Fraction) -> int:
        if (kind, share) not in self._partly:
            self._partly[kind, share] = len(self.minutes)
            self.minutes.append(self.minutes[kind] * (ONE - share))
        return self._partly[kind, share]

    def employed(self, first: int, last: int) -> tuple[int, int]:
        """The part of `first` .. `last` between joining and leaving; empty when the second is before the first."""
        joins, leaves = self.person.joins, self.person.leaves
        return (
            max(first, joins.toordinal()) if joins else first,
            min(last, leaves.toordinal()) if leaves else last,
        )

    def factor(self, day: int) -> Fraction:
        """What is left of a day when the leave that isn't booked yet is taken off evenly; 1 before day one."""
        if day < self.start or self.person.allowance is None:
            return ONE
        first, last = self.leave_year(day)
        if first not in self._factors:
            self._factors[first] = self._leave_factor(first, last)
        return self._factors[first]

    def same_factor(self, day: int) -> int:
        """The last day up to which the factor is the one of a day."""
        last = self.leave_year(day)[1]
        return self.start - 1 if day < self.start <= last else last

    def leave_year(self, day: int) -> tuple[int, int]:
        """First and last day of the leave year that holds a day."""
        first, last = self._last_year
        if not first <= day <= last:
            self._last_year = first, last = self._leave_year(day)
        return first, last

    def _leave_year(self, day: int) -> tuple[int, int]:
        month, dom = self.book.firm.leave_year
        of = date.fromordinal(day)
        begin = _in_year(of.year, month, dom)
        if begin > of:
            begin = _in_year(max(1, of.year - 1), month, dom)
        end = _in_year(min(9999, begin.year + 1), month, dom) - timedelta(days=1)
        return begin.toordinal(), max(day, end.toordinal())

    def unbooked(self, first: int, last: int) -> Fraction:
        """Days of leave of the year `first` .. `last` that are not booked yet, not below zero."""
        begin, end = self.employed(first, last)
        share = Fraction(max(0, end - begin + 1), last - first + 1)
        working, booked = self.working(first, last), ZERO
        for day, part in self.away(first, last).items():
            if working[day - first] != AWAY:
                booked += part
        return max(ZERO, (self.person.allowance or ZERO) * share - booked)

    def _leave_factor(self, first: int, last: int) -> Fraction:
        unbooked = self.unbooked(first, last)
        kinds = self.kinds(max(first, self.start), last)
        remaining = len(kinds) - kinds.count(AWAY) if self.focus else 0
        if not unbooked or not remaining:
            return ONE
        return max(ZERO, ONE - unbooked / remaining)


def _in_year(year: int, month: int, day: int) -> date:
    """That day of a year; 29 February is 1 March where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, 3, 1)
