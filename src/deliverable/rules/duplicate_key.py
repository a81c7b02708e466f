"""A key is written twice in the same map.

Most YAML readers silently keep the last one, so that half of the data is gone. Here the first counts until it is
mended.

Bad:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin, role: developer, role: designer}

Good:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin, role: designer}
"""

from deliverable.findings import Severity

ID = "duplicate-key"
SEVERITY = Severity.ERROR
