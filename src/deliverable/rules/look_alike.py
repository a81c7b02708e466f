"""A text has letters or quotes that only look right.

A Cyrillic or Greek letter in a Latin word makes another word of it: searching and grouping by client miss it, and
nobody can see why. The quotes “ ” of a text program are none in YAML: they become a part of the text. In ids and
values that must be right such signs are errors of their own. Words of another alphabet are fine.

Bad:

    # file: people.yaml
    people:
      sofia: {name: “Sofia Marin”}

Good:

    # file: people.yaml
    people:
      sofia: {name: "Sofia Marin"}
"""

from deliverable.findings import Severity

ID = "look-alike"
SEVERITY = Severity.WARNING
