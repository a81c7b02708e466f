"""A task needs an input that the deal doesn't list under `inputs`.

What the client must give us becomes a condition of the answer; one that nobody describes would be forgotten.

Bad:

    # file: deals/museum-site.yaml
    deal: museum-site
    inputs:
      texts: {what: exhibition texts, by: 2027-01-15}
    scope:
      content: {wait: 5d, inputs: [text]}

Good:

    # file: deals/museum-site.yaml
    deal: museum-site
    inputs:
      texts: {what: exhibition texts, by: 2027-01-15}
    scope:
      content: {wait: 5d, inputs: [texts]}
"""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.findings import Finding, Severity
from deliverable.rules.known import Known
from deliverable.rules.places import broken

ID = "unknown-input"
SEVERITY = Severity.ERROR


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the inputs that tasks name and their deal doesn't list."""
    if unread & {"", "deals", "deal"}:
        return
    for deal in book.deals.values():
        if broken(book.places, ("deals", deal.id, "inputs")):
            continue
        ids = {given.id: ("deals", deal.id, "inputs", given.id) for given in deal.inputs}
        inputs = Known(ID, "input", "the deal's inputs", ids, book.places)
        for task in deal.scope or ():
            for index, wanted in enumerate(task.inputs):
                if wanted not in ids:
                    yield inputs.missing(wanted, ("deals", deal.id, "scope", task.id, "inputs", index))
