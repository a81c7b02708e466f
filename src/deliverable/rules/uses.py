"""The book to which skills somebody has, what asks for skills, and whether a fault could hide some of either."""

from collections.abc import Iterable, Iterator

from deliverable.book import Book, Row, SkillLevel
from deliverable.dataclass import dataclass
from deliverable.findings import KeyPath
from deliverable.rules.places import lost, spoiled
from deliverable.rules.scopes import demands, live

ASKING = ("deals", "promises", "bookings")
HAVING = ("people", "contractors")
_DEEP_ENOUGH = len(("people", "sofia", "skills", "react"))


@dataclass(frozen=True, slots=True)
class Asked:
    """Skills that one person must have together, the first being the one that the work is called by.

    `by_pools` says that outside people may do it: a row of a booking is for people of the firm.
    """

    skills: tuple[SkillLevel, ...]
    path: KeyPath
    by_pools: bool


def asked(book: Book) -> Iterator[Asked]:
    """Everything that asks for a skill: scopes of deals and live promises, and rows for somebody unnamed."""
    for demand in demands(book):
        what = demand.what
        yield Asked((SkillLevel(what.skill, what.level), *what.also), demand.path, by_pools=True)
    for booking in book.bookings.values():
        yield from _rows(("bookings", booking.id, "work"), booking.work)
    for promise in live(book):
        yield from _rows(("promises", promise.id, "plan"), promise.plan)


def _rows(path: KeyPath, rows: Iterable[Row]) -> Iterator[Asked]:
    for index, row in enumerate(rows):
        if row.skill is not None and row.person is None:
            yield Asked((SkillLevel(row.skill, row.level),), (*path, index), by_pools=False)


def had(book: Book) -> Iterator[str]:
    """Every skill of every person and pool, and those whose level can't be read."""
    for owners in (book.people, book.contractors):
        for owner in owners.values():
            yield from owner.skills
    yield from unclear(book)


def unclear(book: Book) -> Iterator[str]:
    """The skills that somebody has at a level which can't be read."""
    for path in spoiled(book.places):
        if path[0] in HAVING and path[2:3] == ("skills",) and len(path) == _DEEP_ENOUGH:
            yield str(path[3])


def hidden(book: Book, unread: frozenset[str], *sections: str) -> bool:
    """Whether a skill in one of these sections could be hidden by a fault of reading."""
    if unread & {"", *sections}:
        return True
    paths = [*spoiled(book.places), *lost(book.places)]
    return any(path[:1] and path[0] in sections and _may_hide(path) for path in paths)


def _may_hide(path: KeyPath) -> bool:
    """Whether skills are named at or below this key path, or might be."""
    if path[0] in HAVING:
        return len(path) < _DEEP_ENOUGH and path[2:3] in ((), ("skills",))
    return path[2:3] in ((), ("scope",), ("work",), ("plan",))
