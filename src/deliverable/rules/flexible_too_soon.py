"""A booking may move until a day that comes before its own last day.

So it may not move at all, and already ends later than its client was told. One of the two days is not what was meant.

Bad:

    # file: team.yaml
    people:
      sofia: {name: Sofia Marin}
    bookings:
      harbour-trust:
        client: Harbour Trust
        flexible: {until: 2026-10-29}
        work: [{person: sofia, share: 80%, from: 2026-09-01, to: 2026-10-30}]

Good:

    # file: team.yaml
    people:
      sofia: {name: Sofia Marin}
    bookings:
      harbour-trust:
        client: Harbour Trust
        flexible: {until: 2026-10-30}
        work: [{person: sofia, share: 80%, from: 2026-09-01, to: 2026-10-30}]
"""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.findings import Finding, Severity
from deliverable.rules.places import nearest

ID = "flexible-too-soon"
SEVERITY = Severity.WARNING


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the limits of moving that are passed without moving."""
    del unread
    for booking in book.bookings.values():
        until = booking.flexible_until
        last = max((row.last for row in booking.work), default=None) if until else None
        if until and last and until < last:
            about = ("bookings", booking.id, "flexible", "until")
            yield Finding(
                rule=ID,
                severity=SEVERITY,
                message=f"`{booking.id}` may move until {until}, and ends on {last} as it is",
                place=nearest(book.places, about),
                cure="correct `until` or the booking's last day",
                about=about,
            )
