"""Two ids differ only by a hyphen.

Sooner or later one is written for the other, and nothing notices: both exist. Hyphens between two digits count, so that
`sprint-1-1` and `sprint-11` may stand side by side.

Bad:

    # file: team.yaml
    people: {dan: {name: Dan}}
    bookings:
      harbour-trust:
        client: Harbour Trust
        work: [{person: dan, share: 50%, from: 2026-09-01, to: 2026-10-30}]
      harbourtrust:
        client: Harbour Trust
        work: [{person: dan, share: 40%, from: 2027-01-04, to: 2027-01-29}]

Good:

    # file: team.yaml
    people: {dan: {name: Dan}}
    bookings:
      harbour-trust:
        client: Harbour Trust
        work: [{person: dan, share: 50%, from: 2026-09-01, to: 2026-10-30}]
      harbour-trust-2:
        client: Harbour Trust
        work: [{person: dan, share: 40%, from: 2027-01-04, to: 2027-01-29}]
"""

from collections.abc import Iterable, Iterator, Mapping

from deliverable.book import Book
from deliverable.findings import Finding, Place, Related, Severity
from deliverable.rules.namesakes import may_be_one
from deliverable.rules.places import exact, nearest
from deliverable.spelling import joined

ID = "alike-ids"
SEVERITY = Severity.WARNING


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the ids that are one further up but for a hyphen; of skills and of namesakes other rules speak."""
    del unread
    sections: Mapping[str, Iterable[str]] = {
        "calendars": book.calendars,
        "people": book.people,
        "contractors": book.contractors,
        "bookings": book.bookings,
        "promises": book.promises,
        "deals": book.deals,
    }
    for section, ids in sections.items():
        first: dict[str, str] = {}
        for name in ids:
            other = first.setdefault(joined(name), name)
            if other != name and not (section == "people" and may_be_one(book.people[name], book.people[other])):
                yield _finding(book, section, name, other)


def _finding(book: Book, section: str, name: str, other: str) -> Finding:
    there = _place(book, section, other)
    return Finding(
        rule=ID,
        severity=SEVERITY,
        message=f"the ids `{name}` and `{other}` differ only by a hyphen",
        place=_place(book, section, name) or nearest(book.places, (section, name)),
        cure="merge the two, or rename one",
        related=(Related(f"`{other}` is here", there),) if there else (),
        about=(section, name),
    )


def _place(book: Book, section: str, name: str) -> Place | None:
    """Where an id stands: as a key, a deal's behind `deal`."""
    if section == "deals":
        return book.places.of((section, name, "deal"))
    return exact(book.places, keys=[(section, name)])
