"""A column of the history is missing, is there twice, or isn't one that is read.

Without the dates and the efforts, promised and as they were, there is nothing to learn. A column that is not read may
hold what was meant for one that is.

Bad:

    # file: history/before.csv
    project,client,team,start,planned_end,actual_end,estimated_days,actual_days
    "Museum site, first part",City Museum,web,2025-03-03,2025-05-16,2025-05-30,42,48.5

Good:

    # file: history/before.csv
    project,client,skill,start,planned_end,actual_end,estimated_days,actual_days
    "Museum site, first part",City Museum,react,2025-03-03,2025-05-16,2025-05-30,42,48.5
"""

from deliverable.findings import Severity

ID = "history-column"
SEVERITY = Severity.WARNING
