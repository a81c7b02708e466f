"""Firm work and holds together ask for more of somebody than the firm wants.

`firm.overbooked` says how much that is, 100 % if not said. Holds may lapse, so this may be meant; but if they land,
somebody will be asked for what isn't there. Internal work is counted too. Weeks in which firm work alone is too much
are `overbooked`.

Bad:

    # file: team.yaml
    people:
      elif: {name: Elif}
    bookings:
      northfold-site:
        client: Northfold
        work: [{person: elif, share: 60%, from: 2027-01-11, to: 2027-01-29}]
      theatre-tickets:
        client: Civic Theatre
        status: hold
        owner: tom
        probability: 60%
        expires: 2026-12-04
        work: [{person: elif, share: 50%, from: 2027-01-25, to: 2027-02-26}]

Good:

    # file: firm.yaml
    firm: {name: Larkspur, overbooked: 110%}
    # file: team.yaml
    people:
      elif: {name: Elif}
    bookings:
      northfold-site:
        client: Northfold
        work: [{person: elif, share: 60%, from: 2027-01-11, to: 2027-01-29}]
      theatre-tickets:
        client: Civic Theatre
        status: hold
        owner: tom
        probability: 60%
        expires: 2026-12-04
        work: [{person: elif, share: 50%, from: 2027-01-25, to: 2027-02-26}]
"""

from collections.abc import Iterator

from deliverable.findings import Finding, Severity
from deliverable.rules.ledger import Ledger
from deliverable.rules.overload import firm_overloads, overloads
from deliverable.rules.overloaded import finding, judged

ID = "overbooked-with-holds"
SEVERITY = Severity.WARNING


def check(ledger: Ledger, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the people for whom everything that counts today is above the firm's limit."""
    limit = float(ledger.book.firm.overbooked)
    for name in judged(ledger, unread):
        overs = overloads(ledger, name, ledger.entries[name], limit)
        known = firm_overloads(ledger, name) if overs else []
        fresh = [over for over in overs if not any(over.meets(firm) for firm in known)]
        if fresh and ledger.sound(name):
            yield finding(ledger, ID, SEVERITY, name, fresh, limit, "all that is booked or held takes")
