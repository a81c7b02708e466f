"""A value means one thing here and another to older YAML readers.

`no` is false to them, `12:30` is 750, `0123` is 83. It is kept as the text that you see; quotes make it text to
everybody.

Bad:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin, site: no}

Good:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin, site: "no"}
"""

from deliverable.findings import Severity

ID = "ambiguous-scalar"
SEVERITY = Severity.WARNING
