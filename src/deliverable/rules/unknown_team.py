"""A deal is limited to a team that nobody in `people` has.

Nobody could work on the deal, and the answer would be a no that nobody meant.

Bad:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin, team: build}
    # file: deals/museum-site.yaml
    deal: museum-site
    teams: [built]

Good:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin, team: build}
    # file: deals/museum-site.yaml
    deal: museum-site
    teams: [build]
"""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.findings import Finding, KeyPath, Severity
from deliverable.rules.known import Known

ID = "unknown-team"
SEVERITY = Severity.ERROR


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the teams that deals name and nobody has."""
    if unread & {"", "people"}:
        return
    ids: dict[str, KeyPath] = {}
    for person in book.people.values():
        if person.team:
            ids.setdefault(person.team, ("people", person.id, "team"))
    teams = Known(ID, "team", "", ids, book.places)
    for deal in book.deals.values():
        for index, team in enumerate(deal.teams):
            if team not in ids:
                yield teams.missing(team, ("deals", deal.id, "teams", index))
