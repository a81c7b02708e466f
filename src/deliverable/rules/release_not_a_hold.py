"""A deal counts on something being released that is no hold.

Only what may lapse can be released: a booking with `status: hold`, or a promise while it is `held`. Firm work can be
moved at most, and what was promised was promised.

Bad:

    # file: team.yaml
    people:
      elif: {name: Elif}
    bookings:
      theatre-tickets:
        client: Civic Theatre
        status: firm
        work: [{person: elif, share: 50%, from: 2027-01-11, to: 2027-02-26}]
    # file: deals/museum-site.yaml
    deal: museum-site
    with:
      released: [theatre-tickets]

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
from deliverable.findings import Finding, KeyPath, Related, Severity
from deliverable.rules.places import broken, exact, nearest

ID = "release-not-a-hold"
SEVERITY = Severity.ERROR


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find what `with.released` names and can't lapse."""
    if unread & {"", "bookings", "promises"}:
        return
    for deal in book.deals.values():
        for index, name in enumerate(deal.extras.released):
            firm = _firm(book, name)
            if firm is None:
                continue
            path, status = firm
            about = ("deals", deal.id, "with", "released", index)
            place = exact(book.places, [(*path, "status")]) or exact(book.places, keys=[path])
            yield Finding(
                rule=ID,
                severity=SEVERITY,
                message=f"`{name}` is {status} and no hold, so it can't be released",
                place=nearest(book.places, about),
                cure="name a hold, or move a booking that is flexible",
                related=(Related("it is here", place),) if place else (),
                about=about,
            )


def _firm(book: Book, name: str) -> tuple[KeyPath, str] | None:
    """The key path and the status of what isn't a hold; None where there is a hold, or nothing."""
    booking, promise = book.bookings.get(name), book.promises.get(name)
    if (booking and booking.status == "hold") or (promise and promise.status == "held"):
        return None
    path, status = (
        (("bookings", name), booking.status) if booking else (("promises", name), promise.status if promise else "")
    )
    return None if not status or broken(book.places, (*path, "status")) else (path, status)
