"""A deal is due on a day on which the firm doesn't work.

Nothing can be finished on such a day: the last day is the working day before, and client and team count differently.
Say the day that is meant. The same goes for `latest_acceptable`, and for the `due` of a promise that is to be kept.

Bad:

    # file: deals/museum-site.yaml
    deal: museum-site
    due: 2027-03-20    # a Saturday
    scope:
      build: {wait: 1d}

Good:

    # file: deals/museum-site.yaml
    deal: museum-site
    due: 2027-03-19    # a Friday
    scope:
      build: {wait: 1d}
"""

from collections.abc import Iterator
from datetime import date

from deliverable.book import Book
from deliverable.findings import Finding, KeyPath, Severity
from deliverable.rules.places import nearest
from deliverable.rules.scopes import live
from deliverable.rules.workdays import days_on, working_day

ID = "due-on-day-off"
SEVERITY = Severity.WARNING

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the last days of open deals and live promises that are days off of the firm."""
    if unread & {"", "firm", "calendars"}:
        return
    works = working_day(book)
    for path, day in _last_days(book):
        if works(day):
            continue
        before = days_on(works, day, 0)
        meant = f", such as {before.isoformat()}" if before else ""
        yield Finding(
            rule=ID,
            severity=SEVERITY,
            message=f"{day.isoformat()} is a {WEEKDAYS[day.weekday()]}: the firm doesn't work",
            place=nearest(book.places, path),
            cure=f"write the working day that is meant{meant}",
            about=path,
        )


def _last_days(book: Book) -> Iterator[tuple[KeyPath, date]]:
    for deal in book.deals.values():
        days = {"due": deal.due, "latest_acceptable": deal.latest_acceptable} if deal.status == "open" else {}
        yield from ((("deals", deal.id, key), day) for key, day in days.items() if day)
    for promise in live(book):
        if promise.due:
            yield ("promises", promise.id, "due"), promise.due
