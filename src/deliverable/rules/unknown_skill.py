"""Something names a skill that isn't in the catalogue.

A skill that is spelled in two ways is two skills: nobody has the one that the deal asks for. What `also_called` lists
is recognised and mended, not accepted. Where the folder has no `skills` at all, those of people and pools count.

Bad:

    # file: team.yaml
    skills:
      react: {name: React, also_called: [reactjs]}
    people:
      sofia: {skills: {react: 5}}
    # file: deals/museum-site.yaml
    deal: museum-site
    scope:
      build: {effort: {reactjs: 5d}}

Good:

    # file: team.yaml
    skills:
      react: {name: React, also_called: [reactjs]}
    people:
      sofia: {skills: {react: 5}}
    # file: deals/museum-site.yaml
    deal: museum-site
    scope:
      build: {effort: {react: 5d}}
"""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.findings import Finding, KeyPath, Severity
from deliverable.rules.known import Known
from deliverable.rules.places import spoiled
from deliverable.rules.scopes import demands, live

ID = "unknown-skill"
SEVERITY = Severity.ERROR


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the skills of people, pools, scopes and unnamed rows that the catalogue doesn't have."""
    sections = {"skills"} if book.skills else {"skills", "people", "contractors"}
    if unread & {"", *sections}:
        return
    skills = Known(ID, "skill", "skills", _catalogue(book), book.places, other_names=_other_names(book))
    yield from _near(book, skills)
    yield from _of_people(book, skills)
    yield from _in_scopes(book, skills)
    yield from _in_rows(book, skills)


def _catalogue(book: Book) -> dict[str, KeyPath]:
    if book.skills:
        return {skill: ("skills", skill) for skill in book.skills}
    used: dict[str, KeyPath] = {}
    for section, owners in (("people", book.people), ("contractors", book.contractors)):
        for owner in owners.values():
            for skill in owner.skills:
                used.setdefault(skill, (section, owner.id, "skills", skill))
    for path in spoiled(book.places):  # a level that can't be read is no reason to know nothing of the skill
        if path[0] in ("people", "contractors") and path[2:3] == ("skills",) and len(path) == 4:
            used.setdefault(str(path[3]), path)
    return used


def _other_names(book: Book) -> dict[str, str]:
    return {
        other.lower(): skill.id for skill in book.skills.values() for other in (*skill.also_called, skill.name) if other
    }


def _near(book: Book, skills: Known) -> Iterator[Finding]:
    for skill in book.skills.values():
        for other in skill.near:
            if other not in skills.ids:
                path = ("skills", skill.id, "near", other)
                yield skills.missing(other, path, key=path)


def _of_people(book: Book, skills: Known) -> Iterator[Finding]:
    for section, owners in (("people", book.people), ("contractors", book.contractors)):
        for owner in owners.values():
            for skill in owner.skills:
                if skill not in skills.ids:
                    path = (section, owner.id, "skills", skill)
                    yield skills.missing(skill, path, key=path)


def _in_scopes(book: Book, skills: Known) -> Iterator[Finding]:
    for demand in demands(book):
        if demand.what.skill not in skills.ids:
            yield skills.missing(demand.what.skill, (*demand.path, "skill"), key=demand.path)
        for index, also in enumerate(demand.what.also):
            if also.skill not in skills.ids:
                yield skills.missing(also.skill, (*demand.path, "also", index, "skill"))


def _in_rows(book: Book, skills: Known) -> Iterator[Finding]:
    for booking in book.bookings.values():
        for index, row in enumerate(booking.work):
            if row.skill is not None and row.skill not in skills.ids:
                yield skills.missing(row.skill, ("bookings", booking.id, "work", index, "skill"))
    for promise in live(book):
        for index, row in enumerate(promise.plan):
            if row.skill is not None and row.skill not in skills.ids:
                yield skills.missing(row.skill, ("promises", promise.id, "plan", index, "skill"))
