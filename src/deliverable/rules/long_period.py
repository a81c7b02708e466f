"""A period is longer than five years.

Mostly a year is mistyped: `2036` for `2026` takes somebody's time for a decade, or frees nobody when it is leave. No
answer looks further than five years (1,826 days) anyway.

Bad:

    # file: people.yaml
    people:
      sofia:
        time_off: [{from: 2026-08-10, to: 2031-08-10}]    # 1,827 days

Good:

    # file: people.yaml
    people:
      sofia:
        time_off: [{from: 2026-08-10, to: 2031-08-09}]
"""

from collections.abc import Iterator, Sequence
from datetime import date

from deliverable.book import Book, DaysOff, Row, TimeOff
from deliverable.findings import Finding, KeyPath, Severity
from deliverable.rules.places import nearest
from deliverable.rules.scopes import live
from deliverable.rules.workdays import HORIZON

ID = "long-period"
SEVERITY = Severity.WARNING


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the days off, times off and rows of work that last longer."""
    del unread
    for path, first, last in _periods(book):
        days = (last - first).days + 1
        if days > HORIZON:
            about = (*path, "to")
            yield Finding(
                rule=ID,
                severity=SEVERITY,
                message=f"lasts {days} days, until {last}",
                place=nearest(book.places, about),
                cure="correct the year in `from` or `to`",
                about=about,
            )


def _periods(book: Book) -> Iterator[tuple[KeyPath, date, date]]:
    for calendar in book.calendars.values():
        yield from _each(("calendars", calendar.id, "days_off"), calendar.days_off)
    for person in book.people.values():
        yield from _each(("people", person.id, "time_off"), person.time_off)
    for booking in book.bookings.values():
        yield from _each(("bookings", booking.id, "work"), booking.work)
    for promise in live(book):
        yield from _each(("promises", promise.id, "plan"), promise.plan)


def _each(path: KeyPath, periods: Sequence[DaysOff | TimeOff | Row]) -> Iterator[tuple[KeyPath, date, date]]:
    return (((*path, index), period.first, period.last) for index, period in enumerate(periods))
