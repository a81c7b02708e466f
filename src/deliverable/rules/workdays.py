"""The firm's working days, as far as rules have to count them."""

from collections.abc import Callable
from datetime import date, timedelta

from deliverable.book import Book, Week

HORIZON = 1826
"""Nothing is counted over more days than this: an answer doesn't look further either."""
DAY = timedelta(days=1)

Works = Callable[[date], bool]


def working_day(book: Book) -> Works:
    """Whether the firm works on a day: its calendar's week, else its own, else Monday to Friday; not on days off."""
    calendar = book.calendars.get(book.firm.calendar or "")
    weekdays: Week = (book.firm.day,) * 5 + (None, None)
    week = (calendar.week if calendar else None) or book.firm.week or weekdays
    closed = [(off.first, off.last) for off in calendar.days_off] if calendar else []

    def works(day: date) -> bool:
        return bool(week[day.weekday()]) and not any(first <= day <= last for first, last in closed)

    return works


def count(works: Works, first: date, last: date) -> int | None:
    """The working days of a period; None when it is longer than an answer looks."""
    days = (last - first).days + 1
    return sum(works(first + index * DAY) for index in range(days)) if days <= HORIZON else None


def days_on(works: Works, day: date, days: int) -> date | None:
    """So many working days after the last one on or before this day; None when that is further than an answer looks."""
    for back in range(min(HORIZON, day.toordinal())):
        if works(day - back * DAY):
            return _forward(works, day - back * DAY, days)
    return None


def _forward(works: Works, day: date, days: int) -> date | None:
    left = days
    for _ in range(min(HORIZON, (date.max - day).days)):
        if left <= 0:
            return day
        day += DAY
        left -= works(day)
    return day if left <= 0 else None
