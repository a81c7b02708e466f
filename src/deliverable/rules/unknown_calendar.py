"""The firm or a person follows a calendar that isn't in `calendars`.

Without its calendar a person would work on every public holiday.

Bad:

    # file: team.yaml
    calendars:
      england:
        days_off: [{date: 2026-12-25, name: Christmas Day}]
    people:
      sofia: {calendar: engeland}

Good:

    # file: team.yaml
    calendars:
      england:
        days_off: [{date: 2026-12-25, name: Christmas Day}]
    people:
      sofia: {calendar: england}
"""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.findings import Finding, Severity
from deliverable.rules.known import Known

ID = "unknown-calendar"
SEVERITY = Severity.ERROR


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the calendars that the firm and people follow and nobody declared."""
    if unread & {"", "calendars"}:
        return
    ids = {calendar: ("calendars", calendar) for calendar in book.calendars}
    calendars = Known(ID, "calendar", "calendars", ids, book.places)
    if book.firm.calendar is not None and book.firm.calendar not in ids:
        yield calendars.missing(book.firm.calendar, ("firm", "calendar"))
    for person in book.people.values():
        if person.calendar is not None and person.calendar not in ids:
            yield calendars.missing(person.calendar, ("people", person.id, "calendar"))
