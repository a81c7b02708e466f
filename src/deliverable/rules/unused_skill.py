"""The catalogue has a skill that nobody has and nothing asks for.

It may be left over, or be the second spelling of another one. Whoever writes a deal can't tell that it leads nowhere.

Bad:

    # file: team.yaml
    skills: {react: {name: React}, flash: {name: Flash}}
    people: {sofia: {skills: {react: 4}}}

Good:

    # file: team.yaml
    skills: {react: {name: React}, flash: {name: Flash}}
    people: {sofia: {skills: {react: 4, flash: 1}}}
"""

from collections.abc import Iterator

from deliverable.book import Book
from deliverable.findings import Finding, Severity
from deliverable.rules.places import exact, nearest
from deliverable.rules.uses import ASKING, HAVING, asked, had, hidden

ID = "unused-skill"
SEVERITY = Severity.INFO


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the skills that are in the catalogue alone; not while one that isn't there may be meant for one."""
    if hidden(book, unread, "skills", *HAVING, *ASKING):
        return
    used = {*had(book), *(one.skill for ask in asked(book) for one in ask.skills)}
    if not used <= book.skills.keys():
        return
    for skill in book.skills:
        if skill not in used:
            about = ("skills", skill)
            yield Finding(
                rule=ID,
                severity=SEVERITY,
                message=f"nobody has `{skill}`, and nothing asks for it",
                place=exact(book.places, keys=[about]) or nearest(book.places, about),
                cure="delete it, or write down who has it",
                about=about,
            )
