"""Two people have the same name, and nothing tells them apart.

After an import somebody is often there twice, with another id: then twice their time is free. Who has another role,
team or site, or joins after the other has left, is somebody else. Case, accents, blanks and hyphens make no other name.

Bad:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marín, team: build}
      s-marin: {name: Sofia Marin}

Good:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marín, team: build}
      s-marin: {name: Sofia Marin, team: design}
"""

from collections.abc import Iterator

from deliverable.book import Book, Person
from deliverable.findings import Finding, Related, Severity
from deliverable.rules.namesakes import may_be_one
from deliverable.rules.places import exact, nearest
from deliverable.spelling import folded

ID = "person-twice"
SEVERITY = Severity.WARNING

MOST = 10
"""So many of one name are compared; where there are more, it is no name."""


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the people who may be one further up."""
    del unread
    called: dict[str, list[Person]] = {}
    for person in book.people.values():
        name = folded(person.name)
        if not name:
            continue
        others = called.setdefault(name, [])
        other = next((other for other in others if may_be_one(other, person)), None)
        if other is not None:
            yield _finding(book, person, other)
        elif len(others) < MOST:
            others.append(person)


def _finding(book: Book, person: Person, other: Person) -> Finding:
    path = ("people", person.id)
    there = exact(book.places, keys=[("people", other.id)])
    return Finding(
        rule=ID,
        severity=SEVERITY,
        message=f"`{person.id}` and `{other.id}` are both called {person.name}",
        place=exact(book.places, keys=[path]) or nearest(book.places, path),
        cure="delete one of the two, or give them a role, a team or a site that tells them apart",
        related=(Related(f"`{other.id}` is here", there),) if there else (),
        about=path,
    )
