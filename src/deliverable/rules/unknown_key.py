"""A key isn't one of those that may stand there.

It would count for nothing. The keys are few on purpose, and the finding lists them or names the one that was probably
meant.

Bad:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin, skils: {react: 5}}

Good:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin, skills: {react: 5}}
"""

from deliverable.findings import Severity

ID = "unknown-key"
SEVERITY = Severity.ERROR
