"""A key stands where it says nothing.

Whoever wrote it believes that it counts. It belongs beside another key, or in another file.

Bad:

    # file: deals/museum-site.yaml
    deal: museum-site
    people: {sofia: {name: Sofia Marin}}

Good:

    # file: people.yaml
    people: {sofia: {name: Sofia Marin}}
    # file: deals/museum-site.yaml
    deal: museum-site
"""

from deliverable.findings import Severity

ID = "wrong-place"
SEVERITY = Severity.ERROR
