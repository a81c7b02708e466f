"""A file isn't UTF-8 text, or has characters that nobody can see.

Bytes of another encoding turn names into rubbish, and a control character hides what is there. Save the file as
UTF-8.

Bad:

    # file: people.yaml
    people:
      zoe: {name: "Zo\x08e"}

Good:

    # file: people.yaml
    people:
      zoe: {name: "Zoë"}
"""

from deliverable.findings import Severity

ID = "encoding"
SEVERITY = Severity.ERROR
