"""Outside people: the fewest days from a pool that are enough, from the first day on which it could come."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import partial

from deliverable.book import Contractor, ContractorUse, Deal, Effort
from deliverable.offers.asking import NEARBY, Asking, Change, Failed, Offer, Plain, Step, bisected

MOVE = "contractor"
MOST = 3
"""So many pools are tried, the cheapest first."""


def find(asking: Asking) -> Iterator[Offer | Failed]:
    """The deal with `with.contractors`, for each pool that alone is enough."""
    if asking.deal.flexibility.budget == "fixed" and asking.deal.budget is not None:
        yield Failed(MOVE, "fixed")
        return
    pools = sorted((p for p in asking.question.book.contractors.values() if usable(asking, p)), key=_cheap)
    if not pools:
        yield Failed(MOVE, "none")
        return
    found = False
    for pool in pools[:MOST]:
        days = _least(asking, pool)
        if days is None:
            continue
        offer = asking.first_offer(_step(asking, pool, n) for n in range(days, days + NEARBY))
        if offer is not None:
            found = True
            yield offer
    if not found:
        yield Failed(MOVE, "short")


def _step(asking: Asking, pool: Contractor, days: int) -> Step:
    first, day = terms(asking, pool)
    uses: list[Plain] = [*_kept(asking), {"pool": pool.id, "effort": f"{days}d", "from": first}]
    apply = partial(hired, pool=pool, days=days, first=first, day=day)
    return Step(MOVE, apply, (Change(("with", "contractors"), uses),), (pool.id,), days)


def _least(asking: Asking, pool: Contractor) -> int | None:
    first, day = terms(asking, pool)
    return bisected(_most(asking, pool), lambda days: asking.holds(hired(asking.deal, pool, days, first, day)))


def strongest(asking: Asking) -> Deal | None:
    """The deal with as much of a pool as there is work for it: of the first that changes anything at all."""
    pools = sorted((p for p in asking.question.book.contractors.values() if usable(asking, p)), key=_cheap)
    if asking.deal.flexibility.budget == "fixed" and asking.deal.budget is not None:
        return None
    deals = (hired(asking.deal, pool, _most(asking, pool), *terms(asking, pool)) for pool in pools[:MOST])
    return next((deal for deal in deals if not asking.helpless(deal)), None)


def _kept(asking: Asking) -> list[Plain]:
    day = asking.question.book.firm.day
    return [
        {"pool": use.pool, "effort": f"{float(use.effort.likely / day):g}d", "from": use.first}
        for use in asking.deal.extras.contractors
    ]


def _cheap(pool: Contractor) -> tuple[Fraction, str]:
    return pool.cost or Fraction(0), pool.id


def first_day(asking: Asking, pool: Contractor) -> date:
    """The first day on which somebody of a pool that is asked today could work on the deal."""
    soonest = asking.question.today + timedelta(days=pool.lead_time)
    return max(soonest, asking.deal.start or soonest)


def usable(asking: Asking, pool: Contractor) -> bool:
    """Whether a pool has the skill and level of some requirement, may work on the deal and could come in time."""
    deal = asking.deal
    if pool.id in deal.exclude or (deal.who and pool.id not in deal.who) or first_day(asking, pool) > asking.due:
        return False
    if pool.id in {use.pool for use in deal.extras.contractors}:
        return False
    parts = [part for task in deal.scope or () for part in task.effort or ()]
    return any(pool.skills.get(part.skill, 0) >= part.level for part in parts)


def terms(asking: Asking, pool: Contractor) -> tuple[date, Fraction]:
    """From when a pool could come, and how many minutes its days have."""
    return first_day(asking, pool), asking.question.book.firm.day


def hired(deal: Deal, pool: Contractor, days: int, first: date, day: Fraction) -> Deal:
    """The deal that counts on so many days from a pool."""
    use = ContractorUse(pool.id, Effort(days * day), first)
    extras = deal.extras
    return replace(deal, extras=replace(extras, contractors=(*extras.contractors, use)))


def _most(asking: Asking, pool: Contractor) -> int:
    """Days of all work that the pool could take over, and half as much again for what takes longer."""
    parts = [part for task in asking.deal.scope or () for part in task.effort or () if part.effort is not None]
    minutes = sum(part.effort.minutes for part in parts if pool.skills.get(part.skill, 0) >= part.level and part.effort)
    return int(-(-minutes * Fraction(3, 2) // asking.question.book.firm.day))
