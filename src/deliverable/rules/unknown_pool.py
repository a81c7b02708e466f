"""A deal counts on contractors of a pool that isn't in `contractors`.

An answer that counts on people whom nobody can ask is no answer.

Bad:

    # file: team.yaml
    skills:
      shopify: {name: Shopify}
    contractors:
      shopify-pool: {skills: {shopify: 5}, people: 2, lead_time: 15d}
    # file: deals/shop.yaml
    deal: shop
    with:
      contractors: [{pool: shopify, effort: 9d, from: 2027-01-18}]

Good:

    # file: team.yaml
    skills:
      shopify: {name: Shopify}
    contractors:
      shopify-pool: {skills: {shopify: 5}, people: 2, lead_time: 15d}
    # file: deals/shop.yaml
    deal: shop
    with:
      contractors: [{pool: shopify-pool, effort: 9d, from: 2027-01-18}]
"""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.findings import Finding, Severity
from deliverable.rules.known import Known

ID = "unknown-pool"
SEVERITY = Severity.ERROR


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the pools that deals count on and nobody declared."""
    if unread & {"", "contractors"}:
        return
    pools = Known(ID, "pool", "contractors", {pool: ("contractors", pool) for pool in book.contractors}, book.places)
    for deal in book.deals.values():
        for index, use in enumerate(deal.extras.contractors):
            if use.pool not in pools.ids:
                yield pools.missing(use.pool, ("deals", deal.id, "with", "contractors", index, "pool"))
