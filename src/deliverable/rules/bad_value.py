"""A value isn't of the kind that its key takes.

A date that doesn't exist, a level above 5, an effort without a unit. The value is left out, so that an answer would
rest on something that nobody wrote.

Bad:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin, skills: {react: 6}}

Good:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin, skills: {react: 5}}
"""

from deliverable.findings import Severity

ID = "bad-value"
SEVERITY = Severity.ERROR
