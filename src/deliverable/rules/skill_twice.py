"""Two skills of the catalogue go by the same name.

Half of the people have the one, half of the deals ask for the other, and nobody seems to fit. Case, accents, blanks,
hyphens and dots are taken for the same name; `also_called` counts like the name and the id.

Bad:

    # file: team.yaml
    skills:
      react: {name: React, also_called: [reactjs]}
      react-js: {name: React.js}
    people: {sofia: {skills: {react: 5}}, wen: {skills: {react-js: 2}}}

Good:

    # file: team.yaml
    skills:
      react: {name: React, also_called: [reactjs, React.js]}
    people: {sofia: {skills: {react: 5}}, wen: {skills: {react: 2}}}
"""

from collections.abc import Iterator

from deliverable.book import Book, Skill
from deliverable.findings import Finding, KeyPath, Place, Related, Severity
from deliverable.rules.places import exact, nearest
from deliverable.spelling import folded

ID = "skill-twice"
SEVERITY = Severity.WARNING


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the skills that share a name with one further up, each pair once."""
    del unread
    first: dict[str, tuple[str, str, KeyPath]] = {}
    told: set[tuple[str, str]] = set()
    for skill in book.skills.values():
        for name, path in _names(skill):
            other, called, there = first.setdefault(folded(name), (skill.id, name, path))
            if other != skill.id and (other, skill.id) not in told:
                told.add((other, skill.id))
                yield _finding(book, (skill.id, name, path), (other, called, there))


def _names(skill: Skill) -> Iterator[tuple[str, KeyPath]]:
    """What a skill is called, the id first."""
    path = ("skills", skill.id)
    yield skill.id, path
    if folded(skill.name):
        yield skill.name, (*path, "name")
    for index, other in enumerate(skill.also_called):
        if folded(other):
            yield other, (*path, "also_called", index)


def _finding(book: Book, here: tuple[str, str, KeyPath], there: tuple[str, str, KeyPath]) -> Finding:
    (skill, name, path), (other, called, first) = here, there
    alike = f"`{name}`" if name == called else f"`{name}` and `{called}`"
    place = _written(book, first)
    return Finding(
        rule=ID,
        severity=SEVERITY,
        message=f"the skills `{skill}` and `{other}` are both called {alike}",
        place=_written(book, path) or nearest(book.places, path),
        cure=f"keep one of `{other}` and `{skill}`, or give them names that tell them apart",
        related=(Related(f"`{other}` is here", place),) if place else (),
        about=path,
    )


def _written(book: Book, path: KeyPath) -> Place | None:
    """Where a name stands: an id is the key itself."""
    is_id = len(path) == len(("skills", "an-id"))
    return exact(book.places, keys=[path]) if is_id else book.places.of(path)
