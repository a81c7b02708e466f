"""A comment allows a rule without saying why, where `firm.lint.require_reason` asks for it.

Whoever reads it next year can't tell whether it is still right.

Bad:

    # file: firm.yaml
    firm:
      lint: {require_reason: true}
      name: no  # deliverable: allow ambiguous-scalar

Good:

    # file: firm.yaml
    firm:
      lint: {require_reason: true}
      name: no  # deliverable: allow ambiguous-scalar -- the agency is really called so
"""

from deliverable.findings import Severity

ID = "allow-without-reason"
SEVERITY = Severity.WARNING
