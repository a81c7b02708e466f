"""All of it, some days later: the first day by which the earliest plan has ended often enough."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from deliverable.book import Deal
from deliverable.offers.asking import DAY, Asking, Change, Failed, Offer, Step

MOVE = "later"
TRIES = 3
"""Another plan may be printed for a later day, and hold a little less often: so many working days more are tried."""


def find(asking: Asking) -> Iterator[Offer | Failed]:
    """The deal with a later due date."""
    if asking.deal.flexibility.date == "fixed":
        yield Failed(MOVE, "fixed")
        return
    chance = asking.verdict.chance
    if chance is None or chance.holds_by is None:
        yield Failed(MOVE, "short")
        return
    due = max(asking.on_day(chance.holds_by), asking.due + DAY)
    latest = asking.deal.latest_acceptable
    for _ in range(TRIES):
        if latest is not None and due > latest:
            break
        step = until(asking, due)
        offer = asking.offer(step)
        if offer is not None:
            yield replace(offer, steps=(replace(step, least=_is_least(asking, step, due - DAY)),))
            return
        due += DAY
    yield Failed(MOVE, "late" if latest is not None and due > latest else "short")


def _is_least(asking: Asking, step: Step, sooner: date) -> bool:
    """Whether the day before isn't a yes; of a large question that isn't asked, and then not said."""
    if sooner <= asking.due:
        return True
    return not asking.large and asking.offer(replace(step, apply=partial(_due, due=sooner))) is None


def until(asking: Asking, due: date) -> Step:
    """All of it by a later day."""
    days = asking.working(asking.due + DAY, due)
    return Step(MOVE, partial(_due, due=due), (Change(("due",), due),), (due.isoformat(),), days)


def halfway(asking: Asking, step: Step) -> Step | None:
    """The same by half as many working days later; None where there is no such day."""
    day, last = asking.due + DAY, date.fromisoformat(step.what[0])
    while day < last:
        if asking.working(asking.due + DAY, day) == step.amount // 2 > 0:
            return until(asking, day)
        day += DAY
    return None


def _due(deal: Deal, due: date) -> Deal:
    return replace(deal, due=due)
