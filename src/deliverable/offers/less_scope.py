"""Some of what could wait left out: the least of it, optional work first, a task only with all that follows it."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import combinations
from math import ceil

from deliverable.book import Deal, Task
from deliverable.offers.asking import Asking, Change, Failed, Offer, Step

MOVE = "less-scope"
RANK = {"could": 0, "should": 1}
MOST = 8
"""So many sets that the bound doesn't refute are tried, the smallest first; then all of it, less what can stay."""
LOOKED = 80
TOGETHER = 3
ALL = 6
"""With so few tasks that could be left out every set of them is looked at, else those of up to three."""
CREW_DAY = Fraction(480)
"""What a day of somebody in a crew counts as where tasks are only put in order."""


def find(asking: Asking) -> Iterator[Offer | Failed]:
    """The deal with fewer tasks."""
    if asking.deal.flexibility.scope == "fixed":
        yield Failed(MOVE, "fixed")
        return
    sets = list(droppable(asking.deal.scope or ()))
    if not sets:
        yield Failed(MOVE, "none")
        return
    tasks = asking.deal.scope or ()
    most = largest(tasks) or max(sets, key=len)
    if not asking.holds(without(asking.deal, most)):
        yield Failed(MOVE, "short")  # not even the must-haves alone
        return
    tried, refuted = 0, complete(tasks)
    for names in sets[:LOOKED]:
        deal = without(asking.deal, names)
        if asking.refuted(deal):
            continue
        tried += 1
        offer = asking.offer(_step(asking, names, least=refuted)) if asking.holds(deal) else None
        if offer is not None:
            yield offer
            return
        refuted = False
        if tried == MOST:
            break
    offer = asking.offer(_step(asking, _restored(asking, most)))
    yield Failed(MOVE, "short") if offer is None else offer


def _step(asking: Asking, names: tuple[str, ...], *, least: bool = False) -> Step:
    changes = tuple(Change(("scope", name), None) for name in names)
    left = minutes(asking, names)
    return Step(MOVE, partial(without, names=names), changes, names, left, least, Fraction(left))


def _restored(asking: Asking, dropped: tuple[str, ...]) -> tuple[str, ...]:
    """Of all that could be left out what must be, when as much as possible stays, the most wanted first."""
    tasks = {task.id: task for task in asking.deal.scope or ()}
    behind = followers(asking.deal.scope or ())
    for name in sorted(dropped, key=lambda n: (RANK[tasks[n].priority], work_in(tasks[n]), n), reverse=True):
        fewer = tuple(other for other in dropped if other != name and name not in behind[other])
        if (
            name in dropped
            and fewer
            and asking.asked < asking.room
            and asking.holds(without(asking.deal, fewer), exact=True)
        ):
            dropped = fewer
    return dropped


def droppable(tasks: tuple[Task, ...]) -> Iterator[tuple[str, ...]]:
    """Sets of tasks that can be left out together, with all that follows them, mildest first: all such sets where there
    are few, else those of up to three tasks with what follows.
    """
    known = {task.id: task for task in tasks}
    closed = sorted(_closed(tasks), key=sorted)
    together = len(closed) if complete(tasks) else TOGETHER
    found = {frozenset().union(*some) for n in range(1, together + 1) for some in combinations(closed, n)}

    def mildness(names: frozenset[str]) -> tuple[int, int, int, list[str]]:
        worst = max(RANK[known[name].priority] for name in names)
        return worst, sum(work_in(known[name]) for name in names), len(names), sorted(names)

    for names in sorted(found, key=mildness):
        if len(names) < len(tasks):
            yield tuple(task.id for task in tasks if task.id in names)


def complete(tasks: tuple[Task, ...]) -> bool:
    """Whether there are so few that could be left out that every set of them is looked at."""
    return len(_closed(tasks)) <= ALL


def largest(tasks: tuple[Task, ...]) -> tuple[str, ...]:
    """All that could be left out; nothing where that is everything or nothing."""
    every = frozenset().union(*_closed(tasks))
    return tuple(task.id for task in tasks if task.id in every) if len(every) < len(tasks) else ()


def _closed(tasks: tuple[Task, ...]) -> set[frozenset[str]]:
    """Each task that isn't a must with all that follows it, where none of that is one."""
    behind = followers(tasks)
    known = {task.id: task for task in tasks}
    with_all = (frozenset({task.id} | behind[task.id]) for task in tasks)
    return {names for names in with_all if all(known[name].priority in RANK for name in names)}


def followers(tasks: tuple[Task, ...]) -> dict[str, set[str]]:
    """For each task all that waits for it, however far."""
    behind: dict[str, set[str]] = {task.id: set() for task in tasks}
    for _ in tasks:
        for task in tasks:
            for before in task.after:
                if before in behind:
                    behind[before] |= {task.id} | behind[task.id]
    return behind


def work_in(task: Task, day: Fraction = CREW_DAY) -> int:
    """Minutes of work in a task, each day of somebody in a crew being a `day`."""
    crew = sum(place.people for place in task.crew or ()) * (task.duration.likely if task.duration else 0)
    return sum(part.effort.minutes for part in task.effort or () if part.effort is not None) + ceil(crew * day)


def minutes(asking: Asking, names: tuple[str, ...]) -> int:
    """Minutes of work in some tasks."""
    day = asking.question.book.firm.day
    return sum(work_in(task, day) for task in asking.deal.scope or () if task.id in names)


def without(deal: Deal, names: tuple[str, ...]) -> Deal:
    """The deal without some tasks."""
    return replace(deal, scope=tuple(task for task in deal.scope or () if task.id not in names))


def strongest(asking: Asking) -> Deal | None:
    """The deal with its must-haves alone."""
    if asking.deal.flexibility.scope == "fixed":
        return None
    tasks = asking.deal.scope or ()
    sets = list(droppable(tasks))
    return without(asking.deal, largest(tasks) or max(sets, key=len)) if sets else None
