"""A plan that counts on holds lapsing to the fewest of them that must: each one less, and it is not known to fit.

Hold by hold it is seen whether the plan could live with it after all, or whether another plan is found that can. Fewest
in the sense that none of those left is known to be needless; another set may do as well.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from deliverable.book import Question
from deliverable.engine.beside import serving
from deliverable.engine.plan import Plan
from deliverable.engine.search import Budget
from deliverable.engine.solve import Side, plan_on
from deliverable.supply import Supply, uncertain

TRIED = 4
"""Of so many holds at most it is asked whether a plan could be made beside them."""


@dataclass(frozen=True, slots=True)
class Lapse:
    """The holds that must lapse for the plan."""

    holds: tuple[str, ...]
    plan: Plan


def least_lapse(question: Question, certain: Side, plan: Plan, names: Sequence[str], budget: Budget | None) -> Lapse:
    """The fewest holds of `names` (those in the plan's way) that must lapse, with a plan that counts on just them.

    `certain` is the side on which all that may lapse has lapsed. Without a budget the plan stays what it is. Holds that
    end last are spared first, so that what is left is known soonest.
    """
    needed, tried = list(names), 0
    for name in sorted(names, key=lambda n: _ends(question, n), reverse=True):
        fewer = [n for n in needed if n != name]
        if not fewer:
            break
        side = _with_lapsed(question, certain, fewer)
        if holds_beside(side, plan):
            needed = fewer
            continue
        other = None if budget is None or tried == TRIED else _other(side, certain, budget)
        tried += 1
        if other is not None:
            needed, plan = fewer, other
    return Lapse(tuple(needed), plan)


def _other(side: Side, certain: Side, budget: Budget) -> Plan | None:
    """A plan on a side, as it stands where all that may lapse has lapsed."""
    found = plan_on(side, budget)
    if found is None:
        return None
    plan = replace(found, unnamed=serving(certain.unnamed, found.work))
    return plan if holds_beside(certain, plan) else None


def holds_beside(side: Side, plan: Plan) -> bool:
    """Whether a plan's people have the time for it on a side, and unnamed bookings are served by who is left."""
    taken: dict[int, dict[int, int]] = {}
    for done in plan.work:
        of_day = taken.setdefault(done.day, {})
        of_day[done.worker] = of_day.get(done.worker, 0) + done.minutes
        crew = side.problem.jobs[done.job].kind == "crew"
        if crew and not side.capacity.clear(done.worker, done.day)[done.day]:
            return False
    return all(_fits(side, day, of_day) for day, of_day in taken.items())


def _fits(side: Side, day: int, taken: dict[int, int]) -> bool:
    if any(minutes > side.capacity.free(worker, day)[day] for worker, minutes in taken.items()):
        return False
    given = [0] * len(side.unnamed.rows)
    for part in side.unnamed.served_beside(day, taken):
        given[part.row] += part.minutes
    return not side.unnamed.rows or given == side.unnamed.wanted(day)


def _with_lapsed(question: Question, certain: Side, names: Collection[str]) -> Side:
    """The same problem with just these holds lapsed."""
    first, *rest = question.deals
    extras = replace(first.extras, released=(*first.extras.released, *names))
    changed = replace(question, deals=(replace(first, extras=extras), *rest))
    return Side(certain.problem, Supply(changed, certain=False))


def _ends(question: Question, name: str) -> tuple[str, str]:
    """When a hold ends at the latest, as text that sorts; those without an end come last."""
    source = question.book.bookings.get(name) or question.book.promises.get(name)
    ends = None if source is None or name not in uncertain(question) else source.expires
    return ("9" if ends is None else ends.isoformat(), name)
