"""A period ends before it begins.

It covers no day at all: leave that frees nobody, a booking that takes nothing. Both ends of a period are included, so
that a single day begins and ends on the same date. The same goes for a person who leaves before joining.

Bad:

    # file: people.yaml
    people:
      sofia:
        time_off: [{from: 2026-08-10, to: 2026-08-09}]

Good:

    # file: people.yaml
    people:
      sofia:
        time_off: [{from: 2026-08-10, to: 2026-08-10}]
"""

from collections.abc import Iterator
from datetime import date, timedelta

from deliverable.book import Book, Row
from deliverable.findings import Edit, Finding, KeyPath, Severity
from deliverable.rules.places import exact, nearest
from deliverable.rules.scopes import scopes

ID = "period-backwards"
SEVERITY = Severity.ERROR

MONTHS = range(1, 13)
LONGEST = timedelta(days=366)

Backwards = tuple[KeyPath, date, date]


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the periods whose last day is before their first."""
    del unread
    for path, first, last in (*_away(book), *_booked(book), *_in_deals(book)):
        yield _finding(book, path, first, last, "from", "to")
    for person in book.people.values():
        if person.joins and person.leaves and person.leaves < person.joins:
            yield _finding(book, ("people", person.id), person.joins, person.leaves, "joins", "leaves")


def _away(book: Book) -> Iterator[Backwards]:
    for calendar in book.calendars.values():
        for index, off in enumerate(calendar.days_off):
            if off.last < off.first:
                yield ("calendars", calendar.id, "days_off", index), off.first, off.last
    for person in book.people.values():
        for index, away in enumerate(person.time_off):
            if away.last < away.first:
                yield ("people", person.id, "time_off", index), away.first, away.last


def _booked(book: Book) -> Iterator[Backwards]:
    for booking in book.bookings.values():
        yield from _rows(("bookings", booking.id, "work"), booking.work)
    for promise in book.promises.values():
        yield from _rows(("promises", promise.id, "plan"), promise.plan)


def _rows(path: KeyPath, rows: tuple[Row, ...]) -> Iterator[Backwards]:
    for index, row in enumerate(rows):
        if row.last < row.first:
            yield (*path, index), row.first, row.last


def _in_deals(book: Book) -> Iterator[Backwards]:
    for scope in scopes(book):
        for task in scope.tasks:
            if task.dates and task.dates.last < task.dates.first:
                yield scope.at(task, "dates"), task.dates.first, task.dates.last
    for deal in book.deals.values():
        for person, overtime in deal.extras.overtime.items():
            if overtime.first and overtime.last and overtime.last < overtime.first:
                yield ("deals", deal.id, "with", "overtime", person), overtime.first, overtime.last


def _finding(book: Book, path: KeyPath, first: date, last: date, begin: str, end: str) -> Finding:
    begins, ends = exact(book.places, [(*path, begin)]), exact(book.places, [(*path, end)])
    swap = (Edit(begins, last.isoformat()), Edit(ends, first.isoformat())) if begins and ends else ()
    return Finding(
        rule=ID,
        severity=SEVERITY,
        message=f"ends on {last}, before it begins on {first}",
        place=nearest(book.places, (*path, end)),
        cure=f"correct `{begin}` or `{end}`, or swap them{_turned(first, last, end)}",
        edits=swap,
        about=(*path, end),
    )


def _turned(first: date, last: date, end: str) -> str:
    """What the end would be with its day and month swapped, where that makes a period of at most a year."""
    turned = date(last.year, last.day, last.month) if last.day <= len(MONTHS) else last
    fits = first <= turned <= first + LONGEST
    return f"; `{end}` is {turned} with day and month swapped" if fits else ""
