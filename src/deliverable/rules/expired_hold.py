"""A hold's last day has passed.

It takes nobody's days any more, though whoever asked for it may believe so. Renew it while the client still decides, or
remove it. A hold counts on the day on which it expires; from the next day on this is said. It is never an error: the
files were right when they were written.

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
        expires: 2026-11-22    # examples are as of 23 November 2026
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
        expires: 2026-11-23
        work: [{person: elif, share: 50%, from: 2027-01-11, to: 2027-02-26}]
"""

from collections.abc import Iterator
from datetime import date

from deliverable.findings import Finding, KeyPath, Severity
from deliverable.rules.ledger import Ledger
from deliverable.rules.places import nearest

ID = "expired-hold"
SEVERITY = Severity.WARNING


def check(ledger: Ledger, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the holds that have lapsed by themselves."""
    del unread
    for booking in ledger.book.bookings.values():
        if booking.status == "hold":
            yield from _of(ledger, booking.expires, booking.owner, ("bookings", booking.id), "remove it")
    for promise in ledger.book.promises.values():
        if promise.status == "held":
            yield from _of(ledger, promise.expires, promise.owner, ("promises", promise.id), "withdraw it")


def _of(ledger: Ledger, expires: date | None, owner: str, path: KeyPath, otherwise: str) -> Iterator[Finding]:
    if expires is None or expires >= ledger.today:
        return
    about = (*path, "expires")
    yield Finding(
        rule=ID,
        severity=SEVERITY,
        message=f"the hold `{path[1]}` expired on {expires} and takes nobody's days any more",
        place=nearest(ledger.book.places, about),
        cure=f"ask `{owner}` whether to renew it, else {otherwise}" if owner else f"renew it, or {otherwise}",
        about=about,
    )
