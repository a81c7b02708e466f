"""Somebody is booked for days after they have left.

Nobody does that work: after `leaves` a person gives no minute. Somebody else has to take it on, and it is good to know
while whoever leaves can still hand it over.

Bad:

    # file: team.yaml
    people:
      bea: {leaves: 2027-02-25}
    bookings:
      kestrel-retainer:
        client: Kestrel Coffee
        work: [{person: bea, share: 40%, from: 2027-01-04, to: 2027-02-26}]

Good:

    # file: team.yaml
    people:
      bea: {leaves: 2027-02-26}
    bookings:
      kestrel-retainer:
        client: Kestrel Coffee
        work: [{person: bea, share: 40%, from: 2027-01-04, to: 2027-02-28}]    # the Sunday, when nobody works
"""

from collections.abc import Iterator

from deliverable.findings import Finding, Severity
from deliverable.rules.employment import outside
from deliverable.rules.ledger import Ledger

ID = "booked-after-leaving"
SEVERITY = Severity.WARNING


def check(ledger: Ledger, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the rows with working days after their person's last."""
    for name, entries in ledger.entries.items():
        times = ledger.times(name)
        if unread.isdisjoint({"", "people", "firm", "calendars"}) and times.person.leaves:
            lost = ((entry, (max(entry.first, times.leaves + 1), entry.last)) for entry in entries)
            yield from outside(ledger, ID, SEVERITY, times, lost)
