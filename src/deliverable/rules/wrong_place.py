"""A key stands where it says nothing.

Whoever wrote it believes that it counts. It belongs beside another key, or in another file.

Bad:

    # file: deals/museum-site.yaml
    deal: museum-site
    skills: {react: {name: React}}

Good:

    # file: skills.yaml
    skills: {react: {name: React}}
    # file: deals/museum-site.yaml
    deal: museum-site
"""

from deliverable.findings import Severity

ID = "wrong-place"
SEVERITY = Severity.ERROR
