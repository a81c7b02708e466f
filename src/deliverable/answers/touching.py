"""A fault of the data and a deal to whether the fault could change the answer."""

from deliverable.book import Book, Crew, Deal, Requirement
from deliverable.findings import Finding


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


def _person_touches(finding: Finding, book: Book, deal: Deal, name: str) -> bool:
    person = book.people.get(name)
    if person is None or "skills" in finding.about:
        return True
    return not _near_skills(book, deal).isdisjoint(person.skills)


def _booking_touches(finding: Finding, book: Book, deal: Deal, name: str) -> bool:
    booking = book.bookings.get(name)
    return booking is None or _rows_touch(finding, book, deal, [r.person for r in booking.work], len(booking.work))


def _promise_touches(finding: Finding, book: Book, deal: Deal, name: str) -> bool:
    promise = book.promises.get(name)
    return promise is None or _rows_touch(finding, book, deal, [r.person for r in promise.plan], len(promise.plan))


def _rows_touch(finding: Finding, book: Book, deal: Deal, people: list[str | None], rows: int) -> bool:
    """A fault of one row touches by its person alone, any other by everybody of the booking; no person known: it
    does.
    """
    row = next((key for key in finding.about if isinstance(key, int)), None)
    if row is not None and rows:
        people = people[row : row + 1] if row < len(people) else []
    needed = _near_skills(book, deal)
    named = [book.people.get(p) if p is not None else None for p in people]
    return not named or any(person is None or needed.intersection(person.skills) for person in named)


def _pool_touches(finding: Finding, book: Book, deal: Deal, name: str) -> bool:
    del finding, book
    return any(use.pool == name for use in deal.extras.contractors)


_ENTITY = {
    "people": _person_touches,
    "bookings": _booking_touches,
    "promises": _promise_touches,
    "contractors": _pool_touches,
}
