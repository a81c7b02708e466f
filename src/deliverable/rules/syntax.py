"""A file isn't YAML.

What the parser could not read is left out, and everything else is still checked; ids that may be hidden in the broken
part are not reported as unknown. Lists and maps must be closed, and indented by spaces.

Bad:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin, skills: {react: 5}

Good:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin, skills: {react: 5}}
"""

from deliverable.findings import Severity

ID = "syntax"
SEVERITY = Severity.ERROR
