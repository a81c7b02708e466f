"""A file's name ends in `.yml`.

Only `*.yaml` is read. A file that looks right and counts for nothing is the worst of all, so it is an error.

Bad:

    # file: people.yml
    people:
      sofia: {name: Sofia Marin}

Good:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin}
"""

from deliverable.findings import Severity

ID = "yml-suffix"
SEVERITY = Severity.ERROR
