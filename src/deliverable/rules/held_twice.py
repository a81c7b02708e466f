"""One deal is held twice: by a promise and by a booking written by hand.

Both would take the same people's days. A hold exists once: in `promises`, written by the tool, or in `bookings`. Once
it is promised, the promise takes the place of the booking by itself.

Bad:

    # file: team.yaml
    people:
      elif: {name: Elif}
    bookings:
      tickets-hold:
        client: Civic Theatre
        status: hold
        owner: tom
        probability: 60%
        expires: 2026-12-04
        deal: theatre-tickets
        work: [{person: elif, share: 50%, from: 2027-01-11, to: 2027-02-26}]
    promises:
      theatre-tickets:
        status: held
        client: Civic Theatre
        owner: tom
        expires: 2026-12-04
        probability: 60%
        plan: [{person: elif, share: 50%, from: 2027-01-11, to: 2027-02-26}]

Good:

    # file: team.yaml
    people:
      elif: {name: Elif}
    promises:
      theatre-tickets:
        status: held
        client: Civic Theatre
        owner: tom
        expires: 2026-12-04
        probability: 60%
        plan: [{person: elif, share: 50%, from: 2027-01-11, to: 2027-02-26}]
"""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.findings import Finding, Related, Severity
from deliverable.rules.places import exact, nearest

ID = "held-twice"
SEVERITY = Severity.ERROR


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the holds by hand for a deal that a promise holds as well."""
    del unread
    held = {promise.id for promise in book.promises.values() if promise.status == "held"}
    for booking in book.bookings.values():
        if booking.status == "hold" and booking.deal in held:
            about = ("bookings", booking.id, "deal")
            other = exact(book.places, [("promises", booking.deal)], [("promises", booking.deal)])
            yield Finding(
                rule=ID,
                severity=SEVERITY,
                message=f"`{booking.deal}` is held by this booking and by a promise",
                place=nearest(book.places, about),
                cure="remove one of the two",
                related=(Related("the promise is here", other),) if other else (),
                about=about,
            )
