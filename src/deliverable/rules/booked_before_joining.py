"""Somebody is booked for days before they join.

Nobody does that work: before `joins` a person gives no minute. Either the first day has moved, or the work begins
later.

Bad:

    # file: team.yaml
    people:
      wen: {joins: 2027-02-01}
    bookings:
      northfold-site:
        client: Northfold
        work: [{person: wen, share: 40%, from: 2027-01-29, to: 2027-02-26}]    # from the Friday before

Good:

    # file: team.yaml
    people:
      wen: {joins: 2027-02-01}
    bookings:
      northfold-site:
        client: Northfold
        work: [{person: wen, share: 40%, from: 2027-01-30, to: 2027-02-26}]    # from the Saturday, when nobody works
"""

from collections.abc import Iterator

from deliverable.findings import Finding, Severity
from deliverable.rules.employment import outside
from deliverable.rules.ledger import Ledger

ID = "booked-before-joining"
SEVERITY = Severity.WARNING


def check(ledger: Ledger, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the rows with working days before their person's first."""
    for name, entries in ledger.entries.items():
        times = ledger.times(name)
        if unread.isdisjoint({"", "people", "firm", "calendars"}) and times.person.joins:
            lost = ((entry, (entry.first, min(entry.last, times.joins - 1))) for entry in entries)
            yield from outside(ledger, ID, SEVERITY, times, lost)
