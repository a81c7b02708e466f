"""Somebody works on more deals at once than they want to.

Each more costs time that no plan shows: finding back in, meetings, messages. `max_deals` is the person's own limit.
What is counted is different deals, bookings for clients that belong to no deal, and promises, on any day from today on;
holds too, internal work not.

Bad:

    # file: team.yaml
    people:
      sofia: {max_deals: 2}
    bookings:
      harbour-trust: {client: Harbour Trust, work: [{person: sofia, share: 30%, from: 2026-12-01, to: 2026-12-18}]}
      kestrel-coffee: {client: Kestrel Coffee, work: [{person: sofia, share: 30%, from: 2026-12-01, to: 2026-12-31}]}
      northfold: {client: Northfold, work: [{person: sofia, share: 30%, from: 2026-12-18, to: 2026-12-31}]}

Good:

    # file: team.yaml
    people:
      sofia: {max_deals: 2}
    bookings:
      harbour-trust: {client: Harbour Trust, work: [{person: sofia, share: 30%, from: 2026-12-01, to: 2026-12-17}]}
      kestrel-coffee: {client: Kestrel Coffee, work: [{person: sofia, share: 30%, from: 2026-12-01, to: 2026-12-31}]}
      northfold: {client: Northfold, work: [{person: sofia, share: 30%, from: 2026-12-18, to: 2026-12-31}]}
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from deliverable.findings import Finding, Related, Severity
from deliverable.rules.ledger import Entry, Ledger, Span
from deliverable.rules.places import nearest
from deliverable.rules.said import MOST, ids, when

ID = "too-many-deals"
SEVERITY = Severity.WARNING


def check(ledger: Ledger, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the people with more deals on a day than their `max_deals`."""
    del unread
    for name, entries in ledger.entries.items():
        most = ledger.book.people[name].max_deals
        worst = _most_at_once(ledger, entries) if most is not None and len(entries) > most else None
        if worst and most is not None and len(worst[1]) > most:
            yield _finding(ledger, name, most, *worst)


def _most_at_once(ledger: Ledger, entries: Sequence[Entry]) -> tuple[Span, dict[str, Entry]]:
    """The first stretch with the most deals, and the first row of each."""
    clients = [entry for entry in entries if entry.term.why != "internal" and entry.last >= ledger.now]
    edges = sorted({day for e in clients for day in (max(e.first, ledger.now), e.last + 1)})
    begins: dict[int, list[Entry]] = {}
    ends: dict[int, list[Entry]] = {}
    for entry in clients:
        begins.setdefault(max(entry.first, ledger.now), []).append(entry)
        ends.setdefault(entry.last + 1, []).append(entry)
    running: Counter[str] = Counter()
    best, at = 0, 0
    for place, day in enumerate(edges):
        running.update(_deal(ledger, entry) for entry in begins.get(day, ()))
        running.subtract(_deal(ledger, entry) for entry in ends.get(day, ()))
        number = sum(1 for rows in running.values() if rows)
        if number > best:
            best, at = number, place
    if not best:
        return (0, 0), {}
    span = (edges[at], edges[at + 1] - 1)
    there = {_deal(ledger, e): e for e in reversed(clients) if e.first <= span[0] and e.last >= span[1]}
    return span, dict(sorted(there.items()))


def _deal(ledger: Ledger, entry: Entry) -> str:
    """What a row is for: a deal where its booking names one, else the booking or the promise itself."""
    booking = ledger.book.bookings.get(entry.term.id) if entry.path[0] == "bookings" else None
    return booking.deal if booking and booking.deal else entry.term.id


def _finding(ledger: Ledger, name: str, most: int, span: Span, there: dict[str, Entry]) -> Finding:
    about = ("people", name, "max_deals")
    places = ledger.book.places
    return Finding(
        rule=ID,
        severity=SEVERITY,
        message=f"`{name}` works on {len(there)} deals at once {when(*span)}, {most} at most: {ids(there)}",
        place=nearest(places, about),
        cure="end one sooner, begin one later, or give one to somebody else",
        related=tuple(
            Related(f"`{of}` is booked here", nearest(places, (*entry.path, "person")))
            for of, entry in list(there.items())[:MOST]
        ),
        about=about,
    )
