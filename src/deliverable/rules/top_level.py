"""A file doesn't begin with one of the keys that say what it holds.

A file is a map with keys such as `people` or `bookings`. An empty file, a list or a text says nothing that could be
checked. A file of comments alone is a warning: it may be waiting to be filled.

Bad:

    # file: people.yaml
    - {name: Sofia Marin}

Good:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin}
"""

from deliverable.findings import Severity

ID = "top-level"
SEVERITY = Severity.ERROR
