"""A deal counts on a booking being moved or released that doesn't exist.

A promise can be released like a hold; only a booking can be moved.

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
        expires: 2026-12-04
        work: [{person: elif, share: 50%, from: 2027-01-11, to: 2027-02-26}]
    # file: deals/museum-site.yaml
    deal: museum-site
    with:
      released: [theater-tickets]

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
    # file: deals/museum-site.yaml
    deal: museum-site
    with:
      released: [theatre-tickets]
"""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.findings import Finding, Severity
from deliverable.rules.known import Known

ID = "unknown-booking"
SEVERITY = Severity.ERROR


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the bookings that `with.moved` and `with.released` name and the folder doesn't have."""
    if unread & {"", "bookings"}:
        return
    yield from _moved(book)
    if "promises" not in unread:
        yield from _released(book)


def _moved(book: Book) -> Iterator[Finding]:
    bookings = {booking: ("bookings", booking) for booking in book.bookings}
    movable = Known(ID, "booking", "bookings", bookings, book.places)
    for deal in book.deals.values():
        for booking in deal.extras.moved:
            if booking not in bookings:
                path = ("deals", deal.id, "with", "moved", booking)
                yield movable.missing(booking, path, key=path)


def _released(book: Book) -> Iterator[Finding]:
    promises = {promise: ("promises", promise) for promise in book.promises}
    bookings = {booking: ("bookings", booking) for booking in book.bookings}
    released = Known(ID, "booking or promise", "bookings", promises | bookings, book.places)
    for deal in book.deals.values():
        for index, booking in enumerate(deal.extras.released):
            if booking not in released.ids:
                yield released.missing(booking, ("deals", deal.id, "with", "released", index))
