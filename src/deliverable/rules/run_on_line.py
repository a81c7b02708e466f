"""A line that looks like an item of a list continues the text above it.

Where a `- ` is indented more than the one above, YAML reads no new item: the line is a part of the text before.

Bad:

    # file: skills.yaml
    skills:
      react:
        also_called:
          - reactjs
            - react.js
    # file: people.yaml
    people: {sofia: {skills: {react: 4}}}

Good:

    # file: skills.yaml
    skills:
      react:
        also_called:
          - reactjs
          - react.js
    # file: people.yaml
    people: {sofia: {skills: {react: 4}}}
"""

from deliverable.findings import Severity

ID = "run-on-line"
SEVERITY = Severity.WARNING
