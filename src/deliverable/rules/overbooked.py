"""Somebody has more firm work in a week than they can give.

Not all of it will be done, whatever is sold besides. What counts is what clients were promised: firm bookings, and the
plans of promises that stand. A person can give the bookable part of each day; leave that isn't booked yet is not taken
off. A week is the measure: a busy Monday is fine where the same week has room for it in the booking's own days, and
less than half an hour is left alone. Weeks that are over aren't judged, and nothing here becomes true by waiting. An
answer of `check` isn't stopped by it: somebody who is overbooked just has no time.

Bad:

    # file: team.yaml
    people:
      sofia: {name: Sofia Marin}
    bookings:
      harbour-trust:
        client: Harbour Trust
        work: [{person: sofia, share: 80%, from: 2026-12-07, to: 2026-12-18}]
      kestrel-coffee:
        client: Kestrel Coffee
        work: [{person: sofia, share: 22%, from: 2026-12-14, to: 2026-12-23}]    # 38 minutes too much

Good:

    # file: team.yaml
    people:
      sofia: {name: Sofia Marin}
    bookings:
      harbour-trust:
        client: Harbour Trust
        work: [{person: sofia, share: 80%, from: 2026-12-07, to: 2026-12-18}]
      kestrel-coffee:
        client: Kestrel Coffee
        work: [{person: sofia, share: 21%, from: 2026-12-14, to: 2026-12-23}]    # 19 minutes
"""

from collections.abc import Iterator

from deliverable.findings import Finding, Severity
from deliverable.rules.ledger import Ledger
from deliverable.rules.overload import firm_overloads
from deliverable.rules.overloaded import finding, judged

ID = "overbooked"
SEVERITY = Severity.ERROR


def check(ledger: Ledger, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the people whose firm work is above what they can give."""
    for name in judged(ledger, unread):
        overs = firm_overloads(ledger, name)
        if overs and ledger.sound(name):
            yield finding(ledger, ID, SEVERITY, name, overs, 1.0, "firm work takes")
