"""A row of the history can't be read, or stands there twice.

A finished project that is left out makes the record say something else than what happened: it is said by its line, so
that nobody takes silence for agreement.

Bad:

    # file: history/before.csv
    project,client,skill,start,planned_end,actual_end,estimated_days,actual_days
    "Museum site, first part",City Museum,react,2025-03-03,2025-05-16,30/05/2025,42,48.5

Good:

    # file: history/before.csv
    project,client,skill,start,planned_end,actual_end,estimated_days,actual_days
    "Museum site, first part",City Museum,react,2025-03-03,2025-05-16,2025-05-30,42,48.5
"""

from deliverable.findings import Severity

ID = "history-row"
SEVERITY = Severity.WARNING
