"""A deal's file isn't called like the deal.

`check museum-site` looks for `deals/museum-site.yaml`; a deal under another name would not be found, or found twice.

Bad:

    # file: deals/museum.yaml
    deal: museum-site

Good:

    # file: deals/museum-site.yaml
    deal: museum-site
"""

from deliverable.findings import Severity

ID = "deal-file-name"
SEVERITY = Severity.ERROR
