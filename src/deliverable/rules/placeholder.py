"""An owner or a client is a stand-in for a name that nobody knows yet.

With `tbd` a hold seems to have somebody who answers for it, and nobody asks who. What isn't known is better left out:
then it is said wherever it matters.

Bad:

    # file: team.yaml
    people: {dan: {name: Dan}}
    bookings:
      harbour-trust:
        client: Harbour Trust
        owner: tbd
        work: [{person: dan, share: 50%, from: 2026-09-01, to: 2026-10-30}]

Good:

    # file: team.yaml
    people: {dan: {name: Dan}}
    bookings:
      harbour-trust:
        client: Harbour Trust
        work: [{person: dan, share: 50%, from: 2026-09-01, to: 2026-10-30}]
"""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.findings import Finding, KeyPath, Severity
from deliverable.rules.places import nearest

ID = "placeholder"
SEVERITY = Severity.WARNING

STAND_INS = frozenset(
    word.strip()
    for word in """
    ? | ?? | ??? | - | -- | . | .. | ... | … | n/a | na | n.a. | nil | none | nobody | null | xx | xxx | xxxx
    tba | tbc | tbd | todo | to-do | to do | unknown | undefined | not known | someone | somebody
    to be agreed | to be announced | to be confirmed | to be decided | to be defined
    name | client | customer | owner
    """.replace("\n", "|").split("|")
    if word.strip()
)


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the owners and clients that are no names."""
    del unread
    for path, name in _names(book):
        if name and name.strip(" <>[]()").lower() in STAND_INS:
            yield Finding(
                rule=ID,
                severity=SEVERITY,
                message=f"`{path[-1]}` is `{name}`: that is nobody",
                place=nearest(book.places, path),
                cure="write the name, or leave the key out until it is known",
                about=path,
            )


def _names(book: Book) -> Iterator[tuple[KeyPath, str]]:
    for booking in book.bookings.values():
        yield ("bookings", booking.id, "client"), booking.client
        yield ("bookings", booking.id, "owner"), booking.owner
    for promise in book.promises.values():
        path: KeyPath = ("promises", promise.id)
        yield (*path, "client"), promise.client
        yield (*path, "owner"), promise.owner
        yield (*path, "agreed_by"), promise.agreed_by
    for deal in book.deals.values():
        yield ("deals", deal.id, "client"), deal.client
        yield ("deals", deal.id, "owner"), deal.owner
