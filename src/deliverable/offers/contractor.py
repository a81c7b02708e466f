"""Outside people: the fewest days from a pool that are enough, from the first day on which it could come."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import partial

from deliverable.book import Contractor, ContractorUse, Deal, Effort
from deliverable.offers.asking import Asking, Change, Failed, Offer, Plain, Step, some_or_short
from deliverable.supply import WorkingDays

MOVE = "contractor"
MOST = 3
"""So many pools are tried, the cheapest first."""
UNKNOWN = Fraction(1)
"""What a pool without a cost counts as: something, and less than any that has one."""


def find(asking: Asking) -> Iterator[Offer | Failed]:
    """The deal with `with.contractors`, for each pool that alone is enough."""
    pools = _pools(asking)
    if not pools:
        yield Failed(MOVE, "none")
        return
    pools = [pool for pool in pools if affordable(asking, pool) != 0]
    if not pools:
        yield Failed(MOVE, "fixed")
        return
    tried = (asking.smallest(_most(asking, pool), partial(_step, asking, pool)) for pool in pools[:MOST])
    yield from some_or_short(MOVE, tried)


def _step(asking: Asking, pool: Contractor, days: int, first: date | None = None) -> Step:
    """So many days of a pool from the first day on which it could come, or from a later one."""
    soonest, day = terms(asking, pool)
    first = first or soonest
    uses: list[Plain] = [*_kept(asking), {"pool": pool.id, "effort": f"{days}d", "from": first}]
    apply = partial(hired, pool=pool, days=days, first=first, day=day)
    milder = partial(hired, pool=pool, days=days - 1, first=first, day=day) if days > 1 else None
    change = Change(("with", "contractors"), uses)
    return Step(MOVE, apply, (change,), (pool.id,), days, days == 1, price(pool, days) or UNKNOWN, milder)


def timely(asking: Asking, offer: Offer) -> Offer:
    """The offer with its pool only from when the plan needs it, its days of finding its way in before that: nobody has
    to be asked, or paid, before there is something to do. The offer as it is where that wouldn't hold.
    """
    for number, step in enumerate(offer.steps):
        if step.move != MOVE or asking.asked >= asking.room:
            continue
        pool = asking.question.book.contractors[step.what[0]]
        first = needed_from(asking, pool, offer)
        if first is None:
            continue
        later = _step(asking, pool, step.amount, first)
        uses = offer.deal.extras.contractors
        moved = tuple(replace(use, first=first) if use.pool == pool.id else use for use in uses)
        deal = replace(offer.deal, extras=replace(offer.deal.extras, contractors=moved))
        verdict = asking.answer(deal)
        if verdict.word == "yes":
            steps = (*offer.steps[:number], later, *offer.steps[number + 1 :])
            offer = replace(offer, deal=deal, verdict=verdict, steps=steps)
    return offer


def needed_from(asking: Asking, pool: Contractor, offer: Offer) -> date | None:
    """The day from which a pool has to be there for an offer's plan, where that is later than it could be."""
    plan, problem = offer.verdict.plan, offer.verdict.problem
    if plan is None or problem is None:
        return None
    members = {w for w, worker in enumerate(problem.workers) if worker.member and worker.member.pool == pool.id}
    used = min((work.day for work in plan.work if work.worker in members), default=None)
    soonest = first_day(asking, pool)
    if used is None or problem.on(used) <= soonest:
        return None
    between = WorkingDays(asking.question.book, soonest.toordinal(), problem.on(used).toordinal() - 1).days
    ahead = pool.ramp_up.days if pool.ramp_up else 0
    if len(between) <= ahead:
        return None
    return date.fromordinal(between[-ahead]) if ahead else problem.on(used)


def price(pool: Contractor, days: int | Fraction) -> Fraction | None:
    """What so many days of a pool cost, the days of finding their way in too; None where nobody said."""
    lost = pool.ramp_up.days * (1 - pool.ramp_up.at) if pool.ramp_up else Fraction(0)
    return None if pool.cost is None else pool.cost * (days + lost)


def reserve(deal: Deal) -> Fraction | None:
    """What the client could pay beyond the price: what the budget leaves. None where the deal names no budget."""
    return None if deal.budget is None else max(Fraction(0), deal.budget - (deal.value or deal.budget))


def affordable(asking: Asking, pool: Contractor) -> int | None:
    """The most days of a pool that a fixed budget leaves room for beside those that the deal counts on already; None
    where there is no such limit.
    """
    deal, left = asking.deal, reserve(asking.deal)
    if deal.flexibility.budget != "fixed" or left is None:
        return None
    one = price(pool, 1)
    if one is None or pool.cost is None:
        return 0
    left -= sum((spent(asking, use) for use in deal.extras.contractors), Fraction(0))
    if one > left:
        return 0
    return int((left - one) // pool.cost) + 1 if pool.cost else None


def strongest(asking: Asking) -> Deal | None:
    """The deal with as much of a pool as there is work for it: of the first that changes anything at all."""
    pools = [pool for pool in _pools(asking) if affordable(asking, pool) != 0]
    deals = (hired(asking.deal, pool, _most(asking, pool), *terms(asking, pool)) for pool in pools[:MOST])
    return next((deal for deal in deals if not asking.helpless(deal)), None)


def spent(asking: Asking, use: ContractorUse) -> Fraction:
    """What a pool costs that the deal counts on already; one without a cost is free."""
    days = use.effort.likely / asking.question.book.firm.day
    return price(asking.question.book.contractors[use.pool], days) or Fraction(0)


def _pools(asking: Asking) -> list[Contractor]:
    """The pools that could help, the cheapest first."""
    return sorted((p for p in asking.question.book.contractors.values() if usable(asking, p)), key=_cheap)


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
    """Days of all work that the pool could take over, and half as much again for what takes longer, as far as a fixed
    budget goes.
    """
    parts = [part for task in asking.deal.scope or () for part in task.effort or () if part.effort is not None]
    minutes = sum(part.effort.minutes for part in parts if pool.skills.get(part.skill, 0) >= part.level and part.effort)
    work = int(-(-minutes * Fraction(3, 2) // asking.question.book.firm.day))
    limit = affordable(asking, pool)
    return work if limit is None else min(work, limit)
