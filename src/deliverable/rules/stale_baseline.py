"""The baseline knows of more faults than there are.

Some are mended, which is good; but the next one in the same place would go unseen. `lint --write-baseline` takes out
what is mended.

Bad:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin, site: no}
    # file: lint-baseline.txt
    ambiguous-scalar people.sofia.site 2

Good:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin, site: no}
    # file: lint-baseline.txt
    ambiguous-scalar people.sofia.site 1
"""

from deliverable.findings import Severity

ID = "stale-baseline"
SEVERITY = Severity.WARNING
