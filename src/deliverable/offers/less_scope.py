"""Some of what could wait left out: the least of it, optional work first, a task only with all that follows it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import combinations

from deliverable.book import Deal, Task
from deliverable.offers.asking import Asking, Change, Failed, Offer, Step

MOVE = "less-scope"
RANK = {"could": 0, "should": 1}
MOST = 8
"""So many sets of tasks are tried at most, the smallest first."""
TOGETHER = 3


def find(asking: Asking) -> Iterator[Offer | Failed]:
    """The deal with fewer tasks."""
    if asking.deal.flexibility.scope == "fixed":
        yield Failed(MOVE, "fixed")
        return
    sets = list(droppable(asking.deal.scope or ()))
    if not sets:
        yield Failed(MOVE, "none")
        return
    if not asking.holds(without(asking.deal, sets[-1])):
        yield Failed(MOVE, "short")  # not even the must-haves alone
        return
    for names in [*sets[: MOST - 1], sets[-1]]:
        if not asking.holds(without(asking.deal, names)):
            continue
        changes = tuple(Change(("scope", name), None) for name in names)
        least = all(asking.refuted(without(asking.deal, milder)) for milder in sets[: sets.index(names)])
        step = Step(MOVE, partial(without, names=names), changes, names, minutes(asking, names), least)
        offer = asking.offer(step)
        if offer is not None:
            yield offer
            return
    yield Failed(MOVE, "short")


def droppable(tasks: tuple[Task, ...]) -> Iterator[tuple[str, ...]]:
    """Sets of tasks that can be left out together, with all that follows them, mildest first."""
    behind = followers(tasks)
    known = {task.id: task for task in tasks}
    closed = set()
    for task in tasks:
        names = frozenset({task.id} | behind[task.id])
        if all(known[name].priority in RANK for name in names):
            closed.add(names)
    found = set(closed)
    for size in range(2, TOGETHER + 1):
        found.update(frozenset().union(*some) for some in combinations(sorted(closed, key=sorted), size))

    def mildness(names: frozenset[str]) -> tuple[int, int, int, list[str]]:
        worst = max(RANK[known[name].priority] for name in names)
        return worst, sum(work_in(known[name]) for name in names), len(names), sorted(names)

    for names in sorted(found, key=mildness):
        if len(names) < len(tasks):
            yield tuple(task.id for task in tasks if task.id in names)


def followers(tasks: tuple[Task, ...]) -> dict[str, set[str]]:
    """For each task all that waits for it, however far."""
    behind: dict[str, set[str]] = {task.id: set() for task in tasks}
    for _ in tasks:
        for task in tasks:
            for before in task.after:
                if before in behind:
                    behind[before] |= {task.id} | behind[task.id]
    return behind


def work_in(task: Task) -> int:
    """Minutes of work in a task; days of a crew or a wait count as little."""
    return sum(part.effort.minutes for part in task.effort or () if part.effort is not None)


def minutes(asking: Asking, names: tuple[str, ...]) -> int:
    """Minutes of work in some tasks."""
    return sum(work_in(task) for task in asking.deal.scope or () if task.id in names)


def without(deal: Deal, names: tuple[str, ...]) -> Deal:
    """The deal without some tasks."""
    return replace(deal, scope=tuple(task for task in deal.scope or () if task.id not in names))


def strongest(asking: Asking) -> Deal | None:
    """The deal with its must-haves alone."""
    if asking.deal.flexibility.scope == "fixed":
        return None
    sets = list(droppable(asking.deal.scope or ()))
    return without(asking.deal, sets[-1]) if sets else None
