"""A key that must be there isn't.

Without it the record says too little to count on, and it is left out.

Bad:

    # file: bookings.yaml
    people:
      sofia: {name: Sofia Marin}
    bookings:
      harbour-trust:
        work: [{person: sofia, share: 80%, from: 2026-09-01}]

Good:

    # file: bookings.yaml
    people:
      sofia: {name: Sofia Marin}
    bookings:
      harbour-trust:
        work: [{person: sofia, share: 80%, from: 2026-09-01, to: 2026-10-30}]
"""

from deliverable.findings import Severity

ID = "missing-key"
SEVERITY = Severity.ERROR
