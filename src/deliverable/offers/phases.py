"""All must-haves by the day asked, the rest by its own earliest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from deliverable.book import Deal, Task
from deliverable.offers.asking import DAY, NEARBY, Asking, Change, Failed, Offer, Step, changed_tasks

MOVE = "phases"
LATEST = timedelta(days=366)
"""The rest is looked for within so many days after the day asked."""


def find(asking: Asking) -> Iterator[Offer | Failed]:
    """The deal due later, with its must-haves by the day that was asked."""
    tasks = asking.deal.scope or ()
    musts = [task for task in tasks if task.priority == "must"]
    if len(musts) == len(tasks) or not musts:
        yield Failed(MOVE, "none")
        return
    if asking.deal.flexibility.scope == "fixed":
        yield Failed(MOVE, "fixed")
        return
    names = tuple(task.id for task in _last(musts))
    deal = _cut(asking.deal, names, asking.due, asking.due + LATEST)
    chance = asking.chance(deal, exact=True)
    if chance is None or chance.holds_by is None:
        yield Failed(MOVE, "short")
        return
    due = max(asking.on_day(chance.holds_by), asking.due + DAY)
    dated = [Change(("scope", task.id, "by"), task.by) for task in deal.scope or () if task.id in names]
    later = tuple(task.id for task in tasks if task.priority != "must")

    def step(day: date) -> Step:
        changes = (Change(("due",), day), *dated)
        cut = partial(_cut, names=names, by=asking.due, due=day)
        return Step(
            MOVE, cut, changes, (asking.due.isoformat(), day.isoformat(), *later), asking.working(asking.due + DAY, day)
        )

    offer = asking.first_offer(step(due + n * DAY) for n in range(NEARBY))
    yield Failed(MOVE, "short") if offer is None else offer


def _cut(deal: Deal, names: tuple[str, ...], by: date, due: date) -> Deal:
    """These tasks by one day, all of it by another."""
    dated = {t.id: replace(t, by=min(t.by or by, by)) for t in deal.scope or () if t.id in names}
    return replace(changed_tasks(deal, dated), due=due)


def _last(musts: list[Task]) -> list[Task]:
    """The must-haves that no other must-have waits for: when those are in time, all are."""
    waited = {before for task in musts for before in task.after}
    return [task for task in musts if task.id not in waited]
