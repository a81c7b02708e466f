"""A file of the history isn't a table of UTF-8 text, separated by commas.

How sure an answer is rests on projects that ended before. What can't be read of them counts for nothing, and no answer
waits for it.

Bad:

    # file: history/before.csv
    project;client;skill;start;planned_end;actual_end;estimated_days;actual_days
    Museum site;City Museum;react;2025-03-03;2025-05-16;2025-05-30;42;48.5

Good:

    # file: history/before.csv
    project,client,skill,start,planned_end,actual_end,estimated_days,actual_days
    "Museum site, first part",City Museum,react,2025-03-03,2025-05-16,2025-05-30,42,48.5
"""

from deliverable.findings import Severity

ID = "history-file"
SEVERITY = Severity.WARNING
