"""The open deals to the skills that they ask for, and to who has them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from deliverable.book import Crew, Deal, Requirement, Task
from deliverable.dataclass import dataclass
from deliverable.rules.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Asked:
    """A skill at a level: which open deals ask for it, with the tasks that do."""

    skill: str
    level: int
    tasks: dict[str, list[str]] = field(default_factory=dict)

    def said(self) -> Iterator[str]:
        """Each deal with its tasks, as a person would say it."""
        for deal, tasks in self.tasks.items():
            yield f"`{deal}` ({', '.join(tasks[:SHOWN])}{', …' if len(tasks) > SHOWN else ''})"


SHOWN = 3
HIGHEST = 5


def at_level(skill: str, level: int) -> str:
    """A skill that somebody has at a level or above, as one would say it."""
    return skill if level <= 1 else f"{skill} at level {level}" + (" or above" if level < HIGHEST else "")


def asked(ledger: Ledger) -> Sequence[Asked]:
    """Every skill and level that a deal asks for that is open and not past its dates, in the order of the deals."""
    found: dict[tuple[str, int], Asked] = {}
    for deal in ledger.book.deals.values():
        if is_open(ledger, deal):
            for task in deal.scope or ():
                for skill, level in _of(task):
                    one = found.setdefault((skill, level), Asked(skill, level))
                    tasks = one.tasks.setdefault(deal.id, [])
                    if task.id not in tasks[-1:]:
                        tasks.append(task.id)
    return list(found.values())


def is_open(ledger: Ledger, deal: Deal) -> bool:
    """Whether somebody may still say yes to a deal."""
    ends = [day for day in (deal.due, deal.latest_acceptable) if day is not None]
    return deal.status == "open" and (not ends or max(ends) >= ledger.today)


def _of(task: Task) -> Iterator[tuple[str, int]]:
    parts: tuple[Requirement | Crew, ...] = (*(task.effort or ()), *(task.crew or ()))
    for part in parts:
        yield part.skill, part.level
        yield from ((also.skill, also.level) for also in part.also)


def holders(ledger: Ledger, wanted: Sequence[Asked]) -> Mapping[tuple[str, int], Sequence[str]]:
    """Who has each of these skills at its level, among those who haven't left."""
    levels: dict[str, list[int]] = {}
    for one in wanted:
        levels.setdefault(one.skill, []).append(one.level)
    found: dict[tuple[str, int], list[str]] = {(one.skill, one.level): [] for one in wanted}
    for person in ledger.book.people.values() if wanted else ():
        if person.leaves is None or person.leaves >= ledger.today:
            for skill, has in person.skills.items():
                for level in levels.get(skill, ()):
                    if has >= level:
                        found[skill, level].append(person.id)
    return found
