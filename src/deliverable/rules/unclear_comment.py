"""A `#` may begin a comment where none begins, or begins one where text was meant.

YAML takes `#` for a comment only behind a blank. `Tom#until May` is a name with a `#` in it; `Store #12` is `Store`,
and the number is lost. Names such as C#, addresses, and comments with a blank behind their `#` are left alone.

Bad:

    # file: bookings.yaml
    bookings:
      refit:
        client: Harbour Store #12
        work: []

Good:

    # file: bookings.yaml
    bookings:
      refit:
        client: "Harbour Store #12"
        work: []
"""

from deliverable.findings import Severity

ID = "unclear-comment"
SEVERITY = Severity.WARNING
