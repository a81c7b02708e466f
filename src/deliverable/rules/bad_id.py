"""An id has other characters than small letters, digits and dashes.

Ids are typed on the command line and in other files; what people see is `name`, and that is free text.

Bad:

    # file: people.yaml
    people:
      Sofia_M: {name: Sofia Marin}

Good:

    # file: people.yaml
    people:
      sofia-m: {name: Sofia Marin}
"""

from deliverable.findings import Severity

ID = "bad-id"
SEVERITY = Severity.ERROR
