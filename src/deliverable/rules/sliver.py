"""Somebody has less than a fifth of each day for a client.

So little, day after day, goes into finding back in. As `effort` with `every: week` the same time can be given in one
piece; or somebody who works for that client anyway takes it. Said of rows of bookings with `share` or `per_day` that
last more than a day; internal work and what the tool has planned itself are left alone.

Bad:

    # file: team.yaml
    people:
      elif: {name: Elif}
    bookings:
      harbour-trust:
        client: Harbour Trust
        work: [{person: elif, share: 19%, from: 2026-12-01, to: 2026-12-18}]

Good:

    # file: team.yaml
    people:
      elif: {name: Elif}
    bookings:
      harbour-trust:
        client: Harbour Trust
        work: [{person: elif, share: 20%, from: 2026-12-01, to: 2026-12-18}]
      kestrel-coffee:
        client: Kestrel Coffee
        work: [{person: elif, effort: 4h, every: week, from: 2026-12-01, to: 2026-12-18}]
"""

from collections.abc import Iterator
from fractions import Fraction

from deliverable.findings import Finding, Severity
from deliverable.rules.ledger import Entry, Ledger
from deliverable.rules.places import nearest
from deliverable.rules.said import hours

ID = "sliver"
SEVERITY = Severity.INFO
FIFTH = Fraction(1, 5)
EDGE = 1e-9


def check(ledger: Ledger, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the rows for clients that are under a fifth of a person's day."""
    if unread & {"", "people", "firm", "calendars"}:
        return
    for name, entries in ledger.entries.items():
        for entry in entries:
            longer = entry.first < entry.last and entry.last >= ledger.now
            if longer and entry.path[0] == "bookings" and entry.term.why != "internal":
                yield from _of(ledger, name, entry)


def _of(ledger: Ledger, name: str, entry: Entry) -> Iterator[Finding]:
    row, day = entry.row, ledger.times(name).most
    small = row.share is not None and row.share < FIFTH
    if row.per_day is not None:
        small = float(row.per_day) < day / 5 - EDGE
    if not small:
        return
    minutes = float(row.per_day) if row.per_day is not None else day * float(row.share or 0)
    about = (*entry.path, "share" if row.per_day is None else "per_day")
    yield Finding(
        rule=ID,
        severity=SEVERITY,
        message=f"`{name}` has {hours(minutes)} a day for `{entry.term.id}`, less than a fifth of a day",
        place=nearest(ledger.book.places, about),
        cure="write it as `effort` with `every: week`, to be done in one piece, or give it to somebody else",
        about=about,
    )
