"""A hold has no owner, no probability or no end.

Without `expires` it takes days for good; without `probability` it counts as one that may lapse, however likely it is;
without `owner` nobody can be asked to let it go. The same goes for a promise while it is held.

Bad:

    # file: team.yaml
    people:
      elif: {name: Elif}
    bookings:
      theatre-tickets:
        client: Civic Theatre
        status: hold
        owner: tom
        probability: 60%
        work: [{person: elif, share: 50%, from: 2027-01-11, to: 2027-02-26}]

Good:

    # file: team.yaml
    people:
      elif: {name: Elif}
    bookings:
      theatre-tickets:
        client: Civic Theatre
        status: hold
        owner: tom
        probability: 60%
        expires: 2026-12-04
        work: [{person: elif, share: 50%, from: 2027-01-11, to: 2027-02-26}]
"""

from collections.abc import Iterator

from deliverable.book import Book, Booking, Promise
from deliverable.findings import Finding, KeyPath, Severity
from deliverable.rules.places import broken, exact, nearest

ID = "hold-incomplete"
SEVERITY = Severity.WARNING


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the holds that don't say whose they are, how likely, or until when."""
    del unread
    for booking in book.bookings.values():
        if booking.status == "hold":
            yield from _of(book, booking, ("bookings", booking.id))
    for promise in book.promises.values():
        if promise.status == "held":
            yield from _of(book, promise, ("promises", promise.id))


def _of(book: Book, hold: Booking | Promise, path: KeyPath) -> Iterator[Finding]:
    said = {"owner": hold.owner or None, "probability": hold.probability, "expires": hold.expires}
    absent = [key for key, value in said.items() if value is None and not broken(book.places, (*path, key))]
    missing = [f"`{key}`" for key in absent]
    if missing:
        yield Finding(
            rule=ID,
            severity=SEVERITY,
            message=f"the hold `{hold.id}` has no {' and no '.join(missing)}",
            place=exact(book.places, keys=[path]) or nearest(book.places, path),
            cure=f"add {' and '.join(missing)}",
            about=path,
        )
