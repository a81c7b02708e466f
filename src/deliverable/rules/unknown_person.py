"""Something names a person who isn't in `people`.

The booking, plan or exclusion would silently touch nobody: the person's days would look free while they are taken.
`who` and `not` may name a pool of contractors too. In history (promises delivered or withdrawn) people may be gone.

Bad:

    # file: team.yaml
    people:
      sofia: {name: Sofia Marin}
    bookings:
      harbour-trust:
        client: Harbour Trust
        work:
          - {person: sofiaa, share: 80%, from: 2026-09-01, to: 2026-10-30}

Good:

    # file: team.yaml
    people:
      sofia: {name: Sofia Marin}
    bookings:
      harbour-trust:
        client: Harbour Trust
        work:
          - {person: sofia, share: 80%, from: 2026-09-01, to: 2026-10-30}
"""

from collections.abc import Iterator

from deliverable.book import Book, Crew, Deal, Requirement
from deliverable.findings import Finding, KeyPath, Severity
from deliverable.rules.known import Known
from deliverable.rules.scopes import demands, live

ID = "unknown-person"
SEVERITY = Severity.ERROR


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the persons that rows, plans, overtime, `who` and `not` name and nobody declared."""
    if unread & {"", "people"}:
        return
    ids = {person: ("people", person) for person in book.people}
    people = Known(ID, "person", "people", ids, book.places)
    yield from _in_rows(book, people)
    for deal in book.deals.values():
        for person in deal.extras.overtime:
            if person not in book.people:
                path = ("deals", deal.id, "with", "overtime", person)
                yield people.missing(person, path, key=path)
    if "contractors" not in unread:
        pools = {pool: ("contractors", pool) for pool in book.contractors}
        yield from _in_limits(book, Known(ID, "person or pool", "people", ids | pools, book.places))


def _in_rows(book: Book, people: Known) -> Iterator[Finding]:
    for booking in book.bookings.values():
        for index, row in enumerate(booking.work):
            if row.person is not None and row.person not in book.people:
                yield people.missing(row.person, ("bookings", booking.id, "work", index, "person"))
    for promise in live(book):
        for index, row in enumerate(promise.plan):
            if row.person is not None and row.person not in book.people:
                yield people.missing(row.person, ("promises", promise.id, "plan", index, "person"))


def _in_limits(book: Book, people: Known) -> Iterator[Finding]:
    for deal in book.deals.values():
        yield from _strangers(deal, people, ("deals", deal.id))
    for demand in demands(book):
        yield from _strangers(demand.what, people, demand.path)


def _strangers(limits: Deal | Requirement | Crew, people: Known, path: KeyPath) -> Iterator[Finding]:
    for key, named in (("who", limits.who), ("not", limits.exclude)):
        for index, person in enumerate(named):
            if person not in people.ids:
                yield people.missing(person, (*path, key, index))
