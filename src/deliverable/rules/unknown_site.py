"""A deal is limited to a site that nobody in `people` has.

Nobody could work on the deal, and the answer would be a no that nobody meant.

Bad:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin, site: bristol}
    # file: deals/museum-site.yaml
    deal: museum-site
    sites: [bristle]

Good:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin, site: bristol}
    # file: deals/museum-site.yaml
    deal: museum-site
    sites: [bristol]
"""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.findings import Finding, KeyPath, Severity
from deliverable.rules.known import Known

ID = "unknown-site"
SEVERITY = Severity.ERROR


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the sites that deals name and nobody has."""
    if unread & {"", "people"}:
        return
    ids: dict[str, KeyPath] = {}
    for person in book.people.values():
        if person.site:
            ids.setdefault(person.site, ("people", person.id, "site"))
    sites = Known(ID, "site", "", ids, book.places)
    for deal in book.deals.values():
        for index, site in enumerate(deal.sites):
            if site not in ids:
                yield sites.missing(site, ("deals", deal.id, "sites", index))
