"""A book to the minutes of each person that can be booked, day by day and straight from the definition."""

from datetime import date
from fractions import Fraction

from deliverable.book import Book, Person
from deliverable.engine.audit.calendars import ZERO, Calendars, days_of, leave_year

ONE = Fraction(1)


class Bookable:
    """What can be booked of everybody, whatever is booked; leave that isn't booked yet is spread from `first` on."""

    def __init__(self, book: Book, first: date) -> None:
        self.people = book.people
        self.firm = book.firm
        self.first = first
        self.calendars = Calendars(book)
        self._minutes: dict[tuple[str, date], Fraction] = {}
        self._factors: dict[tuple[str, date], Fraction] = {}
        self._leave_years: dict[date, tuple[date, date]] = {}

    def minutes(self, person_id: str, day: date) -> Fraction:
        """A person's minutes that can be booked: hours, less time off, times focus, times what leave leaves."""
        known = self._minutes.get((person_id, day))
        if known is None:
            person = self.people[person_id]
            known = self._present(person, day)
            if known:
                known *= self._leave_factor(person, day)
            self._minutes[(person_id, day)] = known
        return known

    def any(self, person_id: str, day: date) -> bool:
        """Whether there is any of it: each of its factors is something."""
        person = self.people[person_id]
        if not self.calendars.hours(person, day) or not self._focus(person) or time_off_share(person, day) == 1:
            return False
        return self._leave_factor(person, day) > 0

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
            return ONE
        first, last = self.leave_year(day)
        known = self._factors.get((person.id, first))
        if known is None:
            known = self._factor_of_year(person, first, last)
            self._factors[(person.id, first)] = known
        return known

    def leave_year(self, day: date) -> tuple[date, date]:
        """First and last day of the leave year that a day lies in."""
        if day not in self._leave_years:
            self._leave_years[day] = leave_year(day, self.firm.leave_year)
        return self._leave_years[day]

    def _factor_of_year(self, person: Person, first: date, last: date) -> Fraction:
        count = self._days_there(person, max(first, self.first), last)
        if count == 0:
            return ONE
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


def time_off_share(person: Person, day: date) -> Fraction:
    """How much of a day somebody is away; several stretches add up, to the whole day at most."""
    shares = [off.share for off in person.time_off if off.first <= day <= off.last]
    return min(ONE, sum(shares, ZERO)) if shares else ZERO
