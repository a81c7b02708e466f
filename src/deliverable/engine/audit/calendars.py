"""A book to hours per day: whose week it is, what is off, and which days the firm works."""

from datetime import date, timedelta
from fractions import Fraction

from deliverable.book import Book, Calendar, DaysOff, Person

DAY = timedelta(days=1)
FAR = 4000
"""How many days to look for a working day before giving up: longer than any horizon."""
ZERO = Fraction(0)


class Calendars:
    """Hours before time off, focus and leave; all of it asked day by day."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._off: dict[str, set[date]] = {}
        self._long: dict[str, list[DaysOff]] = {}
        self._firm: dict[date, Fraction] = {}
        self._hours: dict[tuple[str, date], Fraction] = {}
        self._weekdays: dict[tuple[str, date, date], list[int]] = {}

    def _calendar(self, person: Person | None) -> Calendar | None:
        name = self.book.firm.calendar
        if person is not None and person.calendar is not None:
            name = person.calendar
        return None if name is None else self.book.calendars.get(name)

    def _day_off(self, calendar: Calendar | None, day: date) -> bool:
        if calendar is None:
            return False
        if calendar.id not in self._off:
            short = [off for off in calendar.days_off if (off.last - off.first).days < FAR]
            self._off[calendar.id] = {day for off in short for day in days_of(off.first, off.last)}
            self._long[calendar.id] = [off for off in calendar.days_off if off not in short]
        return day in self._off[calendar.id] or any(off.first <= day <= off.last for off in self._long[calendar.id])

    def _common_hours(self, calendar: Calendar | None, day: date) -> Fraction:
        """The calendar's week if it has one, else the firm's, else Monday to Friday."""
        firm = self.book.firm
        week = firm.week if calendar is None or calendar.week is None else calendar.week
        if week is None:
            return firm.day if day.weekday() < 5 else ZERO
        return week[day.weekday()] or ZERO

    def firm_hours(self, day: date) -> Fraction:
        """Minutes that the firm as such works on a day."""
        known = self._firm.get(day)
        if known is None:
            calendar = self._calendar(None)
            known = ZERO if self._day_off(calendar, day) else self._common_hours(calendar, day)
            self._firm[day] = known
        return known

    def works(self, day: date) -> bool:
        """Whether a day is one of the firm's working days."""
        return self.firm_hours(day) > 0

    def hours(self, person: Person, day: date) -> Fraction:
        """Minutes of a person's own week on a day; none on days off, before joining and after leaving."""
        known = self._hours.get((person.id, day))
        if known is None:
            known = self._hours[(person.id, day)] = self._hours_of(person, day)
        return known

    def _hours_of(self, person: Person, day: date) -> Fraction:
        if (person.joins and day < person.joins) or (person.leaves and day > person.leaves):
            return ZERO
        calendar = self._calendar(person)
        if self._day_off(calendar, day):
            return ZERO
        return self._week_hours(person, calendar, day)

    def worked(self, person: Person, first: date, last: date) -> int:
        """How many days of a stretch a person works, time off aside."""
        first, last = max(first, person.joins or first), min(last, person.leaves or last)
        calendar = self._calendar(person)
        name = calendar.id if calendar else ""
        if (name, first, last) not in self._weekdays:
            counts = [0] * 7
            for day in days_of(first, last):
                counts[day.weekday()] += not self._day_off(calendar, day)
            self._weekdays[(name, first, last)] = counts
        monday = date(2001, 1, 1)
        week = [self._week_hours(person, calendar, monday + n * DAY) for n in range(7)]
        return sum(count for count, hours in zip(self._weekdays[(name, first, last)], week, strict=True) if hours)

    def _week_hours(self, person: Person, calendar: Calendar | None, day: date) -> Fraction:
        """A person's own hours of that weekday, else the calendar's."""
        own = person.week[day.weekday()] if person.week else None
        return self._common_hours(calendar, day) if own is None else own

    def nth(self, day: date, count: int) -> date | None:
        """The count-th working day of the firm on or after a day."""
        return self._walk(day, count, DAY)

    def nth_back(self, day: date, count: int) -> date | None:
        """The count-th working day of the firm on or before a day, counted backwards."""
        return self._walk(day, count, -DAY)

    def _walk(self, day: date, count: int, step: timedelta) -> date | None:
        idle = 0
        while idle < FAR:
            if self.works(day):
                count -= 1
                idle = 0
                if count <= 0:
                    return day
            idle += 1
            if not date.min + DAY <= day <= date.max - DAY:
                return None
            day += step
        return None

    def between(self, first: date, last: date) -> list[date]:
        """The firm's working days of a stretch."""
        return [day for day in days_of(first, last) if self.works(day)]


def days_of(first: date, last: date) -> list[date]:
    """Every day from first to last; none when last is before first."""
    return [first + n * DAY for n in range((last - first).days + 1)]


def leave_year(day: date, starts: tuple[int, int]) -> tuple[date, date]:
    """First and last day of the leave year that a day lies in; 29 February is 1 March where there is none."""
    this = _year_start(day.year, starts)
    if day >= this:
        return this, _year_start(day.year + 1, starts) - DAY
    return _year_start(day.year - 1, starts), this - DAY


def _year_start(year: int, starts: tuple[int, int]) -> date:
    month, day = starts
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return date(year, 3, 1) if (month, day) == (2, 29) and not leap else date(year, month, day)
