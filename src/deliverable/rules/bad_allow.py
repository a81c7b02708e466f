"""A comment is meant to silence a rule and can't be read.

It silences nothing, so what it was written for is still reported. Other tools say `ignore` or `disable`; here it is
`allow`, with commas between the rules and ` -- ` before the reason.

Bad:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin}  # deliverable: ignore ambiguous-scalar

Good:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin, site: no}  # deliverable: allow ambiguous-scalar -- it is read here alone
"""

from deliverable.findings import Severity

ID = "bad-allow"
SEVERITY = Severity.WARNING
