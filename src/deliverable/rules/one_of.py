"""Of several keys exactly one must be there, and there is none, or more.

A row of work is a share, hours a day or an effort; a task is work, a crew or a wait. Two of them contradict each
other.

Bad:

    # file: bookings.yaml
    people:
      sofia: {name: Sofia Marin}
    bookings:
      harbour-trust:
        work: [{person: sofia, share: 80%, per_day: 3h, from: 2026-09-01, to: 2026-10-30}]

Good:

    # file: bookings.yaml
    people:
      sofia: {name: Sofia Marin}
    bookings:
      harbour-trust:
        work: [{person: sofia, share: 80%, from: 2026-09-01, to: 2026-10-30}]
"""

from deliverable.findings import Severity

ID = "one-of"
SEVERITY = Severity.ERROR
