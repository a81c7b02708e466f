"""The same id is given twice, in one file or in two.

Both places are named. Which of the two counts would depend on the order in which files are read.

Bad:

    # file: people/build.yaml
    people:
      sofia: {name: Sofia Marin}
    # file: people/design.yaml
    people:
      sofia: {name: Sofia Lind}

Good:

    # file: people/build.yaml
    people:
      sofia: {name: Sofia Marin}
    # file: people/design.yaml
    people:
      sofia-l: {name: Sofia Lind}
"""

from deliverable.findings import Severity

ID = "duplicate-id"
SEVERITY = Severity.ERROR
