"""A promise that is held or promised has no plan.

Its plan is what books people, and it takes the place of bookings for the same deal: without one, those days look free.

Bad:

    # file: team.yaml
    people:
      elif: {name: Elif}
    promises:
      theatre-tickets: {status: promised, client: Civic Theatre, owner: tom, due: 2027-02-26}

Good:

    # file: team.yaml
    people:
      elif: {name: Elif}
    promises:
      theatre-tickets:
        status: promised
        client: Civic Theatre
        owner: tom
        due: 2027-02-26
        plan: [{person: elif, share: 50%, from: 2027-01-11, to: 2027-02-26}]
"""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.findings import Finding, Severity
from deliverable.rules.places import broken, exact, nearest

ID = "promise-without-plan"
SEVERITY = Severity.ERROR


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the promises that stand and book nobody."""
    del unread
    for promise in book.promises.values():
        about = ("promises", promise.id, "plan")
        if promise.status not in ("held", "promised") or promise.plan or broken(book.places, about):
            continue
        yield Finding(
            rule=ID,
            severity=SEVERITY,
            message=f"`{promise.id}` is {promise.status} and has no plan, so it books nobody",
            place=exact(book.places, keys=[about, about[:2]]) or nearest(book.places, about),
            cure="add `plan` with who works on it and when",
            about=about,
        )
