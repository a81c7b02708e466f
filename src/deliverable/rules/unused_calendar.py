"""A calendar is nobody's: neither the firm nor a person follows it.

Its public holidays count for nobody. Mostly a person's `calendar` was forgotten, and they are planned on holidays.

Bad:

    # file: team.yaml
    calendars:
      poland: {days_off: [{date: 2026-11-11, name: Independence Day}]}
    people:
      ola: {name: Ola}

Good:

    # file: team.yaml
    calendars:
      poland: {days_off: [{date: 2026-11-11, name: Independence Day}]}
    people:
      ola: {name: Ola, calendar: poland}
"""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.findings import Finding, KeyPath, Severity
from deliverable.rules.places import exact, lost, nearest, spoiled

ID = "unused-calendar"
SEVERITY = Severity.INFO


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the calendars without anybody; not while one that isn't there may be meant for one."""
    followed = {book.firm.calendar, *(person.calendar for person in book.people.values())} - {None}
    if unread & {"", "firm", "people"} or not followed <= book.calendars.keys() or _hidden(book):
        return
    for calendar in book.calendars:
        if calendar not in followed:
            about = ("calendars", calendar)
            yield Finding(
                rule=ID,
                severity=SEVERITY,
                message=f"nobody follows the calendar `{calendar}`",
                place=exact(book.places, keys=[about]) or nearest(book.places, about),
                cure=f"write `calendar: {calendar}` where it belongs, or delete it",
                about=about,
            )


def _hidden(book: Book) -> bool:
    """Whether a fault of reading could hide who follows what."""
    return any(_may_hide(path) for path in (*spoiled(book.places), *lost(book.places)))


def _may_hide(path: KeyPath) -> bool:
    if path[0] == "firm":
        return path[1:] in ((), ("calendar",))
    return path[0] == "people" and path[2:] in ((), ("calendar",))
