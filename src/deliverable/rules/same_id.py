"""A booking and a promise have the same id, though the one isn't the other's.

`released`, and what an answer says about either, would mean both. A promise replaces the bookings that say `deal`, not
those that are called alike; a booking that names the promise's deal may be called like it, since only one counts.

Bad:

    # file: team.yaml
    people:
      elif: {name: Elif}
    bookings:
      theatre-tickets:
        client: Civic Theatre
        work: [{person: elif, share: 50%, from: 2027-01-11, to: 2027-02-26}]
    promises:
      theatre-tickets:
        status: promised
        client: Civic Theatre
        plan: [{person: elif, share: 50%, from: 2027-01-11, to: 2027-02-26}]

Good:

    # file: team.yaml
    people:
      elif: {name: Elif}
    bookings:
      theatre-tickets:
        client: Civic Theatre
        deal: theatre-tickets
        work: [{person: elif, share: 50%, from: 2027-01-11, to: 2027-02-26}]
    promises:
      theatre-tickets:
        status: promised
        client: Civic Theatre
        plan: [{person: elif, share: 50%, from: 2027-01-11, to: 2027-02-26}]
"""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.findings import Finding, Related, Severity
from deliverable.rules.places import exact, nearest

ID = "same-id"
SEVERITY = Severity.ERROR


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the ids that are a booking's and a promise's."""
    del unread
    for name, booking in book.bookings.items():
        if name in book.promises and booking.deal != name:
            about, other = ("bookings", name), ("promises", name)
            there = exact(book.places, keys=[other])
            yield Finding(
                rule=ID,
                severity=SEVERITY,
                message=f"`{name}` is a booking and a promise",
                place=exact(book.places, keys=[about]) or nearest(book.places, about),
                cure=f"rename the booking, or write `deal: {name}` where the promise replaces it",
                related=(Related("the promise is here", there),) if there else (),
                about=about,
            )
