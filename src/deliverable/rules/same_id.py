"""A booking and a promise have the same id.

`released`, and what an answer says about either, would mean both. A promise replaces the bookings that say `deal`, not
those that are called alike.

Bad:

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

Good:

    # file: team.yaml
    people:
      elif: {name: Elif}
    bookings:
      tickets-by-hand:
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
    for name in book.bookings:
        if name in book.promises:
            about, other = ("bookings", name), ("promises", name)
            there = exact(book.places, keys=[other])
            yield Finding(
                rule=ID,
                severity=SEVERITY,
                message=f"`{name}` is a booking and a promise",
                place=exact(book.places, keys=[about]) or nearest(book.places, about),
                cure="rename the booking, or delete it where the promise says it all",
                related=(Related("the promise is here", there),) if there else (),
                about=about,
            )
