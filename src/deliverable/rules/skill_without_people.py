"""A skill is asked for that nobody has, or nobody at that level.

Such work can't be planned, and the answer is no whatever the date. Often the level is a slip, or a person's skill was
never written down. People and pools of contractors count for deals and promises; a booking is done by people. With
`also` it takes one person who has all of them. Where nobody has any skill yet, nothing is said.

Bad:

    # file: team.yaml
    skills: {react: {name: React}}
    people: {sofia: {skills: {react: 4}}}
    # file: deals/museum-site.yaml
    deal: museum-site
    scope:
      build: {effort: {react: {effort: 5d, level: 5}}}

Good:

    # file: team.yaml
    skills: {react: {name: React}}
    people: {sofia: {skills: {react: 4}}}
    # file: deals/museum-site.yaml
    deal: museum-site
    scope:
      build: {effort: {react: {effort: 5d, level: 4}}}
"""

from collections.abc import Iterator, Mapping

from deliverable.book import Book, Contractor, Person, SkillLevel
from deliverable.findings import Finding, Severity
from deliverable.rules.known import likeliest
from deliverable.rules.places import exact, nearest
from deliverable.rules.uses import HAVING, Asked, asked, had, hidden, unclear

ID = "skill-without-people"
SEVERITY = Severity.WARNING

Holders = Mapping[str, list[tuple[str, Mapping[str, int]]]]
"""Who has a skill, with all skills that they have."""


def check(book: Book, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the skills of open questions, live promises and unnamed rows that nobody can give."""
    if hidden(book, unread, *HAVING):
        return
    known = (set(book.skills) or set(had(book))) - set(unclear(book))
    people = _holders(book.people)
    both = _holders(book.people, book.contractors)
    if not both:
        return  # who can do what hasn't been written down yet
    known -= _mistyped(book, both)
    said: dict[tuple[tuple[SkillLevel, ...], bool], str] = {}
    for ask in asked(book):
        if _over(book, ask) or not all(skill.skill in known for skill in ask.skills):
            continue  # nobody asks any more, or another rule speaks of the skill
        key = (ask.skills, ask.by_pools)
        if key not in said:
            said[key] = _lacking(ask.skills, both if ask.by_pools else people)
        if said[key]:
            yield _finding(book, ask, said[key])


def _holders(*owners: Mapping[str, Person | Contractor]) -> Holders:
    found: dict[str, list[tuple[str, Mapping[str, int]]]] = {}
    for group in owners:
        for owner in group.values():
            for skill in owner.skills:
                found.setdefault(skill, []).append((owner.id, owner.skills))
    return found


def _mistyped(book: Book, holders: Holders) -> set[str]:
    """The skills that were probably meant where somebody has one that the catalogue doesn't know: told of there."""
    if not book.skills:
        return set()
    guesses = (likeliest(name, book.skills, {}) for name in holders if name not in book.skills)
    return {guess[0] for guess in guesses if guess is not None}


def _over(book: Book, ask: Asked) -> bool:
    """Whether it is a deal's that is settled: a promise or a booking speaks for it, or nobody."""
    return ask.path[0] == "deals" and book.deals[str(ask.path[1])].status != "open"


def _lacking(skills: tuple[SkillLevel, ...], holders: Holders) -> str:
    """What nobody has, in words; "" when somebody has it."""
    for one in skills:
        levels = [(has[one.skill], name) for name, has in holders.get(one.skill, ())]
        if not levels:
            return f"nobody has `{one.skill}`"
        most, name = max(levels, key=lambda level: level[0])
        if most < one.level:
            return f"nobody has `{one.skill}` at level {one.level}; the most is {most}, of `{name}`"
    fits = any(all(has.get(one.skill, 0) >= one.level for one in skills) for _, has in holders.get(skills[0].skill, ()))
    return "" if fits else "nobody has " + " and ".join(f"`{one.skill}` at level {one.level}" for one in skills)


def _finding(book: Book, ask: Asked, lacking: str) -> Finding:
    about = (*ask.path, "skill")
    place = exact(book.places, [about], [ask.path] if ask.path[0] in ("deals", "promises") else [])
    return Finding(
        rule=ID,
        severity=SEVERITY,
        message=lacking,
        place=place or nearest(book.places, about),
        cure="correct the skill or its level, or write down who has it",
        about=about,
    )
