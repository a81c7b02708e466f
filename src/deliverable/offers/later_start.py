"""All of it some days later, begun as many days later: the first day from which as long a time as was asked is enough.

A later date alone asks for less than this, so this one is only looked for where that isn't offered.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial

from deliverable.book import Deal
from deliverable.offers.asking import DAY, Asking, Change, Failed, Offer, Step
from deliverable.supply import WorkingDays, deal_day_one

MOVE = "later-start"
LONGEST = 130
"""Working days that the start is put off at most."""
TRIES = 8
"""So many starts are tried that the bound doesn't refute."""


def find(asking: Asking) -> Iterator[Offer | Failed]:
    """The deal with start and due date later by the same number of working days."""
    if asking.deal.flexibility.date == "fixed":
        yield Failed(MOVE, "fixed")
        return
    tried, refuted, why = 0, True, "short"
    for days in range(1, LONGEST + 1):
        step = _step(asking, days)
        latest = asking.deal.latest_acceptable
        if latest is not None and step.apply(asking.deal).due > latest:  # type: ignore[operator]  # a due date is asked
            why = "late"
            break
        deal = step.apply(asking.deal)
        if asking.refuted(deal):
            continue
        tried += 1
        offer = asking.offer(replace(step, least=refuted)) if asking.holds(deal) else None
        if offer is not None:
            yield offer
            return
        refuted = False
        if tried == TRIES or asking.asked >= asking.room:
            break
    yield Failed(MOVE, why)


def _step(asking: Asking, days: int) -> Step:
    start = deal_day_one(asking.deal, asking.question.today)
    first, last = _later(asking, start, days), _later(asking, asking.due, days)
    changes = (Change(("start",), first), Change(("due",), last))
    what = (first.isoformat(), last.isoformat())
    return Step(MOVE, partial(_moved, start=first, due=last), changes, what, days, cost=Fraction(days))


def _later(asking: Asking, day: date, days: int) -> date:
    """So many working days of the firm after a day."""
    reach = day.toordinal() + 7 * days + 60
    working = WorkingDays(asking.question.book, day.toordinal() + 1, reach).days
    return date.fromordinal(working[days - 1]) if len(working) >= days else day + days * DAY


def _moved(deal: Deal, start: date, due: date) -> Deal:
    return replace(deal, start=start, due=due)
