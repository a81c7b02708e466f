"""A deal and its verdict to what must be so for the answer to hold, and what it counts on without need."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from deliverable.book import Book, Deal
from deliverable.dataclass import dataclass
from deliverable.supply import WorkingDays
from deliverable.supply.pools import earliest_day
from deliverable.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must be so for the answer to hold, and whose yes it needs. `what` names the kind, `ids` the
    things.
    """

    what: str
    ids: tuple[str, ...]
    by: date | None = None


def conditions_of(book: Book, deal: Deal, today: date, verdict: Verdict) -> Iterator[Condition]:
    """Inputs, stale people that the plan uses, and what the deal counts on beyond today's capacity."""
    if verdict.problem is None:
        return
    for given in deal.inputs:
        yield Condition("input", (given.id,), given.by)
    for task in deal.scope or ():
        if task.promised:
            yield Condition("decision", (task.id,))
    if verdict.plan is not None:
        for worker in verdict.plan.stale(verdict.problem):
            yield Condition("stale", (verdict.problem.workers[worker].person,))
    yield from counted_on(book, deal, today, unneeded(deal, verdict))


def counted_on(book: Book, deal: Deal, today: date, not_needed: Collection[str] = ()) -> Iterator[Condition]:
    """What the deal counts on beyond today's capacity: somebody's yes each."""
    for use in deal.extras.contractors:
        if use.pool in not_needed:
            continue
        pool = book.contractors[use.pool]
        first = max(use.first, earliest_day(pool, today))
        asked = WorkingDays(book, today.toordinal(), (first - timedelta(days=pool.lead_time)).toordinal()).days
        yield Condition("contractor", (use.pool,), date.fromordinal(asked[-1]) if asked else today)
    for name in deal.extras.overtime:
        if name not in not_needed:
            yield Condition("overtime", (name,))
    for name in deal.extras.moved:
        yield Condition("moved", (name,))
    for name in deal.extras.released:
        yield Condition("released", (name,))


def unneeded(deal: Deal, verdict: Verdict) -> dict[str, str]:
    """Pools and overtime that the deal counts on and the plan does without: name to contractor or overtime."""
    plan, problem, side = verdict.plan, verdict.problem, verdict.side
    if plan is None or problem is None or side is None or verdict.word not in ("yes", "at-risk"):
        return {}
    used = {problem.workers[w.worker].name[0] for w in plan.work}
    out = {use.pool: "contractor" for use in deal.extras.contractors if use.pool not in used}
    for name in deal.extras.overtime:
        minutes: dict[int, int] = {}
        for work in plan.work:
            if problem.workers[work.worker].person == name:
                minutes[work.day] = minutes.get(work.day, 0) + work.minutes
        days = side.capacity.supply.person(name).without_overtime()
        start = side.capacity.supply.start
        if all(m <= days.free(start + day, start + day)[0][0] for day, m in minutes.items()):
            out[name] = "overtime"
    return out
