"""The client decides sooner: every wait for them, within so many working days that they promise."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from deliverable.book import Deal, Duration, Task
from deliverable.offers.asking import Asking, Change, Failed, Offer, Step, changed_tasks

MOVE = "fewer-conditions"
CLIENT = "client"
SOON = 2
"""Working days within which anybody can decide who knows that they will be asked."""


def find(asking: Asking) -> Iterator[Offer | Failed]:
    """The deal with shorter waits for the client."""
    waits = {task.id: task.wait.likely for task in _waits(asking.deal) if task.wait is not None}
    if not waits:
        yield Failed(MOVE, "none")
        return
    if not asking.holds(sooner(asking.deal, 1)):
        yield Failed(MOVE, "short")
        return
    longest = max(waits.values())
    for days in sorted({longest, (longest + 1) // 2, SOON, 1}, reverse=True):
        if not asking.holds(sooner(asking.deal, days)):
            continue
        changed: list[Change] = []
        for name, said in waits.items():
            changed.append(Change(("scope", name, "wait"), f"{min(days, said)}d"))
            changed.append(Change(("scope", name, "waiting_for"), None))
        offer = asking.offer(Step(MOVE, partial(sooner, days=days), tuple(changed), tuple(waits), days))
        if offer is not None:
            yield offer
            return
    yield Failed(MOVE, "short")


def strongest(asking: Asking) -> Deal | None:
    """The deal with the client deciding at once each time."""
    return sooner(asking.deal, 1) if _waits(asking.deal) else None


def _waits(deal: Deal) -> list[Task]:
    return [task for task in deal.scope or () if task.wait is not None and task.waiting_for == CLIENT]


def sooner(deal: Deal, days: int) -> Deal:
    """The deal with all waits for the client no longer than so many working days, and promised."""
    promised = {
        task.id: replace(task, wait=Duration(min(days, task.wait.likely)), waiting_for="")
        for task in _waits(deal)
        if task.wait is not None
    }
    return changed_tasks(deal, promised)
