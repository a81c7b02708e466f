"""Several open deals ask for a skill that one person alone has at that level.

If they are ill, on leave or booked, each of these deals waits, and they wait for each other. Somebody who learns it, or
a contractor who is known in time, is cheaper than that. One deal is told by its own answer; this is said from the
second on.

Bad:

    # file: team.yaml
    skills: {react: {name: React}}
    people:
      sofia: {skills: {react: 5}}
      raj: {skills: {react: 3}}
    # file: deals/museum-site.yaml
    deal: museum-site
    scope: {build: {effort: [{skill: react, level: 4, effort: 20-25-35d}]}}
    # file: deals/new-portal.yaml
    deal: new-portal
    scope: {pages: {effort: [{skill: react, level: 4, effort: 8-10-15d}]}}

Good:

    # file: team.yaml
    skills: {react: {name: React}}
    people:
      sofia: {skills: {react: 5}}
      raj: {skills: {react: 4}}
    # file: deals/museum-site.yaml
    deal: museum-site
    scope: {build: {effort: [{skill: react, level: 4, effort: 20-25-35d}]}}
    # file: deals/new-portal.yaml
    deal: new-portal
    scope: {pages: {effort: [{skill: react, level: 4, effort: 8-10-15d}]}}
"""

from collections.abc import Iterator, Sequence

from deliverable.findings import Finding, Related, Severity
from deliverable.rules.asked import Asked, asked, at_level, holders
from deliverable.rules.ledger import Ledger
from deliverable.rules.places import nearest
from deliverable.rules.said import MOST, listed

ID = "lone-skill"
SEVERITY = Severity.INFO
DEALS = 2


def check(ledger: Ledger, unread: frozenset[str]) -> Iterator[Finding]:
    """Find the skills that only one person has at a level that two or more open deals ask for."""
    if unread & {"", "people"}:
        return
    wanted = asked(ledger)
    having = holders(ledger, wanted)
    alone: dict[tuple[str, str], list[Asked]] = {}
    for one in wanted:
        people = having[one.skill, one.level]
        if len(people) == 1:
            alone.setdefault((people[0], one.skill), []).append(one)
    for (name, skill), levels in alone.items():
        found = _of(ledger, name, skill, levels)
        if found:
            yield found


def _of(ledger: Ledger, name: str, skill: str, levels: Sequence[Asked]) -> Finding | None:
    """One finding for a person and a skill, at the lowest level at which nobody else has it."""
    least = min(one.level for one in levels)
    together = Asked(skill, least)
    for one in levels:
        for deal, tasks in one.tasks.items():
            known = together.tasks.setdefault(deal, [])
            known.extend(task for task in tasks if task not in known)
    if len(together.tasks) < DEALS:
        return None
    about, places = ("people", name, "skills", skill), ledger.book.places
    return Finding(
        rule=ID,
        severity=SEVERITY,
        message=f"only `{name}` has {at_level(skill, least)}, and {len(together.tasks)} open deals ask for it: "
        f"{listed(list(together.said()))}",
        place=nearest(places, about),
        cure="let somebody learn it, or find a contractor who has it",
        related=tuple(
            Related(f"`{deal}` asks here", nearest(places, ("deals", deal, "scope", tasks[0])))
            for deal, tasks in list(together.tasks.items())[:MOST]
        ),
        about=about,
    )
