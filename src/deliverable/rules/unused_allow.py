"""A comment allows a rule that nothing breaks there.

What it silenced is mended, or the comment stands in the wrong place. Left there, it would hide the next fault of that
kind. A comment above a key or an item speaks about all of it, one behind something about its own line.

Bad:

    # file: team.yaml
    people:
      sofia: {name: Sofia Marin}
    bookings:
      harbour-trust:
        client: Harbour Trust
        work:
          # deliverable: allow unknown-person -- she starts in May
          - {person: sofia, share: 80%, from: 2026-09-01, to: 2026-10-30}

Good:

    # file: team.yaml
    people:
      sofia: {name: Sofia Marin}
    bookings:
      harbour-trust:
        client: Harbour Trust
        work:
          # deliverable: allow unknown-person -- she starts in May
          - {person: ines, share: 80%, from: 2026-09-01, to: 2026-10-30}
"""

from deliverable.findings import Severity

ID = "unused-allow"
SEVERITY = Severity.WARNING
