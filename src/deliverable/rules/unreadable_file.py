"""A file can't be opened.

Its permissions don't allow it, or it vanished while the folder was read. What it holds is missing from every answer.
"""

from deliverable.findings import Severity

ID = "unreadable-file"
SEVERITY = Severity.ERROR
