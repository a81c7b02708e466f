"""The same work is booked twice, under two ids or in two rows.

After an import, or when a hold became firm and the hold stayed, a person's days are taken twice for one piece of work.
Rows are the same when client, person (or skill), days and amount are; bookings when all rows of one are rows of the
other. A promise's plan counts as a booking.

Bad:

    # file: team.yaml
    people:
      sofia: {name: Sofia Marin}
    bookings:
      harbour-trust:
        client: Harbour Trust
        work: [{person: sofia, share: 40%, from: 2026-12-01, to: 2026-12-18}]
      imported-1042:
        client: Harbour Trust
        work: [{person: sofia, share: 40%, from: 2026-12-01, to: 2026-12-18}]

Good:

    # file: team.yaml
    people:
      sofia: {name: Sofia Marin}
    bookings:
      harbour-trust:
        client: Harbour Trust
        work: [{person: sofia, share: 40%, from: 2026-12-01, to: 2026-12-18}]
      imported-1042:
        client: Harbour Trust
        work: [{person: sofia, share: 40%, from: 2026-12-01, to: 2026-12-17}]
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from deliverable.book import Book, Row
from deliverable.findings import Finding, KeyPath, Related, Severity
from deliverable.rules.ledger import asks
from deliverable.rules.places import exact, nearest
from deliverable.rules.said import counted, when
from deliverable.rules.scopes import live

ID = "duplicate-booking"
SEVERITY = Severity.WARNING


class Placed(NamedTuple):
    """A row, for whom, and where it stands; `deal` is what its booking belongs to."""

    row: Row
    client: str
    path: KeyPath
    deal: str


Pairs = dict[tuple[KeyPath, KeyPath], list[Placed]]


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the bookings and rows that say again what another one says."""
    del unread
    pairs: Pairs = {}
    every = list(_rows(book))
    for group in _groups(every):
        first: dict[Hashable, Placed] = {}
        for placed in group:
            known = first.setdefault(_amount(placed), placed)
            if known is not placed and not _replaced(known, placed):
                pairs.setdefault((known.path[:2], placed.path[:2]), []).append(placed)
    sizes = Counter(placed.path[:2] for placed in every) if pairs else Counter()
    for (one, other), rows in pairs.items():
        if one == other:
            yield from (_twice(book, placed) for placed in rows)
        elif len(rows) >= min(sizes[one], sizes[other]):
            yield _same(book, one, other, rows)


def _rows(book: Book) -> Iterator[Placed]:
    for booking in book.bookings.values():
        for index, row in enumerate(booking.work):
            yield Placed(row, booking.client, ("bookings", booking.id, "work", index), booking.deal or "")
    for promise in live(book):
        for index, row in enumerate(promise.plan):
            yield Placed(row, promise.client, ("promises", promise.id, "plan", index), promise.id)


def _groups(rows: Iterable[Placed]) -> Iterator[Sequence[Placed]]:
    """The rows of the same person, or skill, and the same days."""
    groups: dict[tuple[str | None, date, date], list[Placed]] = {}
    for placed in rows:
        row = placed.row
        groups.setdefault((row.person or row.skill, row.first, row.last), []).append(placed)
    return (group for group in groups.values() if len(group) > 1)


def _amount(placed: Placed) -> Hashable:
    """Everything else that makes two rows the same; what asks for nothing is like nothing."""
    row = placed.row
    if not asks(row):
        return placed.path
    who = (row.person, None) if row.person else (row.skill, row.level, row.people)
    client = " ".join(placed.client.casefold().split())
    return (client, who, row.share, row.per_day, row.effort.likely if row.effort else None, row.every)


def _replaced(one: Placed, other: Placed) -> bool:
    """Whether one is a promise that takes the place of the other, or is called like it, which another rule says."""
    promised = "promises" in (one.path[0], other.path[0])
    return promised and (one.deal == other.deal or one.path[1] == other.path[1])


def _row_said(placed: Placed) -> str:
    row = placed.row
    return f"`{row.person or row.skill}` {when(row.first.toordinal(), row.last.toordinal())}"


def _same(book: Book, one: KeyPath, other: KeyPath, rows: Sequence[Placed]) -> Finding:
    more = f" and {counted(len(rows) - 1, 'more row')}" if len(rows) > 1 else ""
    known = exact(book.places, keys=[one]) or nearest(book.places, one)
    return Finding(
        rule=ID,
        severity=SEVERITY,
        message=f"`{other[1]}` books again what `{one[1]}` books: {_row_said(rows[0])}{more}",
        place=exact(book.places, keys=[other]) or nearest(book.places, other),
        cure="remove one of the two",
        related=(Related(f"`{one[1]}` is here", known),),
        about=other,
    )


def _twice(book: Book, placed: Placed) -> Finding:
    return Finding(
        rule=ID,
        severity=SEVERITY,
        message=f"`{placed.path[1]}` has the same row twice: {_row_said(placed)}",
        place=nearest(book.places, placed.path),
        cure="remove one of the two, or write one row for both",
        about=placed.path,
    )
