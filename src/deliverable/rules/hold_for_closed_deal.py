"""Something is held for a deal that has been decided.

A hold waits for a decision. When the deal is lost, or its promise was withdrawn or delivered, the hold takes days that
could be sold. When it is won, the days are not certain as long as they are only held. When it is promised, the
promise's plan books them by itself: then the hold says nothing more, and that it is still there is only an info.

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
    # file: deals/theatre-tickets.yaml
    deal: theatre-tickets
    status: lost

Good:

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
    # file: deals/theatre-tickets.yaml
    deal: theatre-tickets
    status: open
"""

from collections.abc import Iterator
from typing import NamedTuple

from deliverable.book import Book
from deliverable.findings import Finding, KeyPath, Related, Severity
from deliverable.rules.places import nearest

ID = "hold-for-closed-deal"
SEVERITY = Severity.WARNING


class Decided(NamedTuple):
    """What was decided, and what to do with a hold then."""

    said: str
    cure: str
    severity: Severity
    path: KeyPath


PROMISED = {
    "promised": ("is promised", "remove the hold: the promise's plan books the days", Severity.INFO),
    "delivered": ("has been delivered", "remove the hold", Severity.WARNING),
    "withdrawn": ("was withdrawn", "remove the hold", Severity.WARNING),
}
CLOSED = {
    "lost": ("was lost", "remove the hold, or open the deal again", Severity.WARNING),
    "won": ("was won", "promise the deal, or make the booking firm", Severity.WARNING),
}


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the holds that nobody decides on any more."""
    del unread
    for booking in book.bookings.values():
        if booking.status == "hold" and booking.deal is not None:
            decided = _promise(book, booking.deal) or _deal(book, booking.deal)
            yield from _of(book, booking.id, ("bookings", booking.id, "status"), booking.deal, decided)
    for promise in book.promises.values():
        if promise.status == "held":
            yield from _of(book, promise.id, ("promises", promise.id, "status"), promise.id, _deal(book, promise.id))


def _promise(book: Book, name: str) -> Decided | None:
    promise = book.promises.get(name)
    known = PROMISED.get(promise.status) if promise else None
    return Decided(*known, ("promises", name, "status")) if known else None


def _deal(book: Book, name: str) -> Decided | None:
    deal = book.deals.get(name)
    known = CLOSED.get(deal.status) if deal else None
    return Decided(*known, ("deals", name, "status")) if known else None


def _of(book: Book, hold: str, about: KeyPath, deal: str, decided: Decided | None) -> Iterator[Finding]:
    if decided is None:
        return
    yield Finding(
        rule=ID,
        severity=decided.severity,
        message=f"`{hold}` is held for `{deal}`, which {decided.said}",
        place=nearest(book.places, about),
        cure=decided.cure,
        related=(Related("it says so here", nearest(book.places, decided.path)),),
        about=about,
    )
