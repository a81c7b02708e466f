"""The folder's `firm.yaml` has no `firm`.

`firm.yaml` marks a capacity folder, and `firm` holds the day, the week and the policies that every answer depends on.
It may be empty but for a name.

Bad:

    # file: firm.yaml
    people:
      sofia: {name: Sofia Marin}

Good:

    # file: firm.yaml
    firm: {name: Larkspur}
    people:
      sofia: {name: Sofia Marin}
"""

from deliverable.findings import Severity

ID = "missing-firm"
SEVERITY = Severity.ERROR
