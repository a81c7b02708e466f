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

from deliverable.book import Row
from deliverable.findings import Finding, Severity
from deliverable.rules.ledger import Entry, Ledger
from deliverable.rules.places import nearest
from deliverable.rules.said import hours

ID = "sliver"
SEVERITY = Severity.INFO
EDGE = 1e-9


def check(ledger: Ledger, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the rows for clients that are under a fifth of a person's day."""
    if unread & {"", "people", "firm", "calendars"}:
        return
    for name, entries in ledger.entries.items():
        day = ledger.times(name).most
        for entry in entries:
            if _small(entry.term.row, day) and _in_pieces(ledger, entry):
                yield _of(ledger, name, entry)


def _small(row: Row, day: float) -> bool:
    """Whether a row takes less than a fifth of each day."""
    if row.per_day is not None:
        return float(row.per_day) < day / 5 - EDGE
    return row.share is not None and 5 * row.share.numerator < row.share.denominator


def _in_pieces(ledger: Ledger, entry: Entry) -> bool:
    """Whether it is for a client, on several days of which some are left."""
    longer = entry.first < entry.last and entry.last >= ledger.now
    return longer and entry.path[0] == "bookings" and entry.term.why != "internal"


def _of(ledger: Ledger, name: str, entry: Entry) -> Finding:
    row, day = entry.row, ledger.times(name).most
    minutes = float(row.per_day) if row.per_day is not None else day * float(row.share or 0)
    about = (*entry.path, "share" if row.per_day is None else "per_day")
    return Finding(
        rule=ID,
        severity=SEVERITY,
        message=f"`{name}` has {hours(minutes)} a day for `{entry.term.id}`, less than a fifth of a day",
        place=nearest(ledger.book.places, about),
        cure="write it as `effort` with `every: week`, to be done in one piece, or give it to somebody else",
        about=about,
    )
