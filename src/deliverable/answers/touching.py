"""A fault of the data and a deal to whether the fault could change the answer."""

from collections.abc import Callable, Collection
from itertools import chain

from deliverable.book import Book, Crew, Deal, Person, Requirement, Row
from deliverable.findings import Finding

APART = ("deal", "deals", "skills", "contractors", "history", "words")
"""What doesn't change anybody's time."""
POLICY = {
    ("firm", key) for key in ("questions", "lint", "costs", "offers", "hires", "overtime", "other_people", "confidence")
} | {("firm", key) for key in ("estimate_error", "sickness", "people_per_task", "confirm_every", "overbooked", "name")}
"""What of the firm doesn't either."""

DECIDING = ("skills", "team", "site", "joins", "leaves")
"""What of a person decides whether they are among those who are asked about."""


def needed_skills(deal: Deal) -> frozenset[str]:
    """Every skill that the deal asks of somebody."""
    out: set[str] = set()
    for task in deal.scope or ():
        parts: tuple[Requirement | Crew, ...] = (*(task.effort or ()), *(task.crew or ()))
        for part in parts:
            out.add(part.skill)
            out.update(other.skill for other in part.also)
    return frozenset(out)


def _near_skills(book: Book, deal: Deal) -> frozenset[str]:
    """The skills that the deal asks for, and those of unnamed bookings that compete for the same people, and so on."""
    rows = {r.skill for b in book.bookings.values() for r in b.work if r.person is None and r.skill is not None}
    near = set(needed_skills(deal))
    sharing = [frozenset(p.skills) & (rows | near) for p in book.people.values()] if rows else []
    while fresh := [skills for skills in sharing if not near.isdisjoint(skills) and not skills <= near]:
        near.update(*fresh)
    return frozenset(near)


def touches(finding: Finding, book: Book, deal: Deal) -> bool:
    """Whether a fault could change the answer: the deal, the firm, calendars, people with a needed skill and what they
    are
    booked for, and whatever can't be placed."""
    about = finding.about
    if not about:
        return True
    top, name = about[0], str(about[1]) if len(about) > 1 else ""
    if top in ("deal", "deals"):
        return not name or name == deal.id
    if top in ("people", "bookings", "promises", "contractors") and name:
        return _ENTITY[str(top)](finding, book, deal, name)
    return top not in ("skills", "words")


def touches_people(finding: Finding, book: Book, people: Collection[str]) -> bool:
    """Whether a fault could change what is left of these people: their own, that of what they are booked for, and of
    those with whom they could share a booking that names nobody; the firm's, calendars', and whatever can't be placed.
    """
    about = finding.about
    if len(about) <= 1:  # a table as a whole
        return not about or about[0] not in APART
    top, name = str(about[0]), str(about[1])
    if top == "people":
        person = book.people.get(name)
        whom = len(about) == 2 or about[2] in DECIDING
        return person is None or whom or name in _sharing(book, people)
    if top in ("bookings", "promises"):
        near = _sharing(book, people)
        return _work_touches(finding, book, lambda person: person.id in near)
    return top not in APART and (top, name) not in POLICY


def _sharing(book: Book, people: Collection[str]) -> frozenset[str]:
    """These people, and those who could do bookings of somebody unnamed that these could do, and so on."""
    plans = (promise.plan for promise in book.promises.values())
    rows = (row for work in (*(b.work for b in book.bookings.values()), *plans) for row in work)
    asked = {row.skill for row in rows if row.person is None and row.skill is not None}
    near, shared = set(people), set[str]()
    while fresh := asked.intersection(chain.from_iterable(book.people[p].skills for p in near)) - shared:
        shared |= fresh
        near |= {person.id for person in book.people.values() if not fresh.isdisjoint(person.skills)}
    return frozenset(near)


def _person_touches(finding: Finding, book: Book, deal: Deal, name: str) -> bool:
    person = book.people.get(name)
    if person is None or "skills" in finding.about:
        return True
    return not _near_skills(book, deal).isdisjoint(person.skills)


def _booked_touches(finding: Finding, book: Book, deal: Deal, name: str) -> bool:
    del name
    needed = _near_skills(book, deal)
    return _work_touches(finding, book, lambda person: not needed.isdisjoint(person.skills))


def _work_touches(finding: Finding, book: Book, near: Callable[[Person], bool]) -> bool:
    """A fault of one row touches by its person alone, any other by everybody of the booking or the promise; no person
    known: it does.
    """
    name = str(finding.about[1])
    work = _work(book, str(finding.about[0]), name)
    below = finding.about[:-1]  # a fault of a row as a whole has lost it, and the others have moved up
    row = next((key for key in below if isinstance(key, int)), None)
    if row is not None and work:
        work = work[row : row + 1]
    named = [book.people.get(row.person) if row.person is not None else None for row in work]
    return not named or any(person is None or near(person) for person in named)


def _work(book: Book, top: str, name: str) -> tuple[Row, ...]:
    if top == "bookings":
        return book.bookings[name].work if name in book.bookings else ()
    return book.promises[name].plan if name in book.promises else ()


def _pool_touches(finding: Finding, book: Book, deal: Deal, name: str) -> bool:
    del finding, book
    return any(use.pool == name for use in deal.extras.contractors)


_ENTITY = {
    "people": _person_touches,
    "bookings": _booked_touches,
    "promises": _booked_touches,
    "contractors": _pool_touches,
}
