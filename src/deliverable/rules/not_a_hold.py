"""A booking that is no hold has a probability or an end.

Only a hold lapses. Firm and internal work counts in full whatever its probability, and after `expires` as before:
somebody believes in days that are not there.

Bad:

    # file: team.yaml
    people:
      elif: {name: Elif}
    bookings:
      theatre-tickets:
        client: Civic Theatre
        status: firm
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

from deliverable.book import Book
from deliverable.findings import Finding, Severity
from deliverable.rules.places import broken, exact, nearest

ID = "not-a-hold"
SEVERITY = Severity.WARNING


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the keys of a hold on other bookings, one finding for each booking."""
    del unread
    for booking in book.bookings.values():
        said = [key for key in ("probability", "expires") if getattr(booking, key) is not None]
        if booking.status == "hold" or not said or broken(book.places, ("bookings", booking.id, "status")):
            continue
        about = ("bookings", booking.id, said[0])
        keys = " and ".join(f"`{key}`" for key in said)
        yield Finding(
            rule=ID,
            severity=SEVERITY,
            message=f"`{booking.id}` is {booking.status} and no hold, so its {keys} counts for nothing",
            place=exact(book.places, keys=[about]) or nearest(book.places, about),
            cure=f"write `status: hold`, or delete {keys}",
            about=about,
        )
